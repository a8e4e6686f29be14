// Plays a user made of dice on the page with the real book behind it; apart from the other tests, as it needs that program built.
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The page as it is delivered: React's checks for developers take most of the time, and thousands of steps need it.
  oxc: { jsx: { runtime: "automatic", development: false } },
  test: {
    env: { NODE_ENV: "production" },
    environment: "happy-dom",
    include: ["dice/**/*.test.tsx"],
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
});
