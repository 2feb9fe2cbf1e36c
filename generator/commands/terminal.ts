import { diagnosticsToJson, printDiagnostics } from "../diagnostics/print.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { visibleJson } from "../diagnostics/visible.js";
import { lineReader } from "../read/line-of.js";

// Who reads only the beginning, as `head` does, has what they wanted.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** Results go to stdout, everything about the run to stderr. */
export function say(text: string): void {
  process.stderr.write(text);
}

export function give(text: string): void {
  process.stdout.write(text);
}

export function giveJson(value: unknown): void {
  // JSON allows to write what a terminal would obey as it is.
  give(`${visibleJson(JSON.stringify(value, null, 2))}\n`);
}

/**
 * @param hasSettings whether the files that hints say to write to are read
 * @param whole what tells all findings, of a command without `--json`
 */
export function sayDiagnostics(
  diagnostics: readonly Diagnostic[],
  hasSettings: boolean,
  whole?: string,
): void {
  const color = hasColor();
  say(printDiagnostics(diagnostics, { color, readLine: lineReader(process.cwd()), whole }));
  const asksForSettings = diagnostics.some(
    ({ code, hint }) =>
      code !== "settings-unreadable" && /(?:client|overlay)\.yaml/.test(hint ?? ""),
  );
  if (!hasSettings && asksForSettings) {
    say("client.yaml and overlay.yaml are read only from a folder: name it with --settings.\n");
  }
}

export { diagnosticsToJson };

/** Colour only on a terminal; NO_COLOR (no-color.org) and dumb terminals are respected. */
function hasColor(): boolean {
  const { NO_COLOR, TERM } = process.env;
  return process.stderr.isTTY && (NO_COLOR ?? "") === "" && TERM !== "dumb";
}

/**
 * Shows which stage is at work, once a run has taken a second, on a terminal.
 *
 * @returns tells the stage; `undefined` takes the line away
 */
export function progressLine(): (stage: string | undefined) => void {
  if (!process.stderr.isTTY) return () => undefined;
  let shown = false;
  return (stage) => {
    if (stage !== undefined && performance.now() > 1000) {
      say(`\r\u001B[K${stage} …`);
      shown = true;
    } else if (stage === undefined && shown) {
      say("\r\u001B[K");
      shown = false;
    }
  };
}

let began = 0;

/** What takes time begins anew: in a process that goes on, it is not the whole of its life. */
export function beginAgain(): void {
  began = performance.now();
}

/** How long it has taken; the time to load the process is included, where it has not begun anew. */
export function seconds(): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}

export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
