import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*.test.ts"],
    // Windows and dialogs share one screen and one focus.
    fileParallelism: false,
    // The steps of a journey build on each other.
    bail: 1,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
