import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Runs the packed client where it is said to run: `npm run test:runtimes`, `npm run test:browser`. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["test/platforms/*.platform.ts"],
    globalSetup: "test/build.ts",
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
