//! Proves it: architecture, journeys, durability.
