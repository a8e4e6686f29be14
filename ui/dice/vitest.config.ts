// Plays a user made of dice on the page with the real book behind it; apart from the other tests, as it needs that program built.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  test: {
    environment: "happy-dom",
    include: ["dice/**/*.test.tsx"],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    // A seed is one story from its beginning to its end.
    retry: 0,
  },
});
