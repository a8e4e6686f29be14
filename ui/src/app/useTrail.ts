// Where the user has been in the window: back and forward, as browsers have it.
import { useState } from "react";
import type { Asked, Place } from "./places";

/** A place, and what it was asked to show. */
export type Step = Asked & { place: Place };
type Trail = { steps: Step[]; at: number };
const STEPS_MAX = 50;

export function useTrail(first: Place) {
  const [{ steps, at }, set] = useState<Trail>({ steps: [{ place: first }], at: 0 });
  const here = steps[at] ?? { place: first };
  return {
    here,
    before: steps[at - 1],
    after: steps[at + 1],
    /** What lay ahead is forgotten. */
    visit: (step: Step) =>
      set((trail) => {
        const now = trail.steps[trail.at];
        if (
          now?.place === step.place &&
          now.contact === step.contact &&
          now.customer === step.customer &&
          now.record === step.record &&
          now.found === step.found
        )
          // Asked for once more, it is shown once more.
          return { ...trail, steps: trail.steps.with(trail.at, step) };
        const walked = [...trail.steps.slice(0, trail.at + 1), step].slice(-STEPS_MAX);
        return { steps: walked, at: walked.length - 1 };
      }),
    back: () => set((trail) => ({ ...trail, at: Math.max(0, trail.at - 1) })),
    forward: () => set((trail) => ({ ...trail, at: Math.min(trail.steps.length - 1, trail.at + 1) })),
  };
}
