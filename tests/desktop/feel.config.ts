import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["feel.ts"], fileParallelism: false, hookTimeout: 600_000 } });
