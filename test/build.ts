import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Compiles the command line before the tests, so that none runs an old one. */
export default function build(): void {
  const root = fileURLToPath(new URL("..", import.meta.url));
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-b", "generator"], {
    cwd: root,
    stdio: "inherit",
  });
}
