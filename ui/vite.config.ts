// Builds the UI into dist, serves it on port 1420 and runs its tests.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** In development the page begins where a plain browser finds an invented book. */
const atStandIn = (html: string) => html.replace("/src/app/main.tsx", "/dev/main.ts");

export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    mode === "development" && { name: "stand-in", transformIndexHtml: { order: "pre" as const, handler: atStandIn } },
  ],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: { outDir: "dist", target: "es2022" },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/setup.ts"],
    testTimeout: 20_000,
  },
}));
