import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a program for browsers takes, minified and gzipped, in bytes. */
export async function bundledSize(resolveDir: string, program: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    // One of the programs imports what has no side effects, on purpose.
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}
