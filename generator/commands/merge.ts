import { resolve } from "node:path";
import { stringify } from "yaml";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { visibleJson } from "../diagnostics/visible.js";
import { weld } from "../pipeline.js";
import { writeDocument } from "../write/write-document.js";
import {
  counted,
  diagnosticsToJson,
  giveJson,
  progressLine,
  say,
  sayDiagnostics,
  seconds,
} from "./terminal.js";

export interface MergeOptions {
  readonly settings?: string;
  readonly output?: string;
  readonly json: boolean;
}

/** `specweld merge`: gives the exit status. */
export async function runMerge(inputs: readonly string[], options: MergeOptions): Promise<number> {
  const onStage = progressLine();
  const run = await weld({
    inputs: inputs.length > 0 ? inputs : ["specs"],
    ...(options.settings !== undefined && { settings: options.settings }),
    root: process.cwd(),
    ...(options.output !== undefined && { output: resolve(options.output) }),
    onStage,
  });
  onStage(undefined);
  const document = run.stopped ? undefined : run.results.repair.document;
  const { output } = options;
  const text =
    document &&
    (isYaml(output)
      ? stringify(document, yamlStyle)
      : `${visibleJson(JSON.stringify(document, null, 2))}\n`);
  const unwritten =
    output !== undefined && text !== undefined ? await writeDocument(resolve(output), text) : [];
  const diagnostics = [...run.diagnostics, ...unwritten];
  if (output === undefined && document !== undefined && !options.json) giveJson(document);
  if (options.json)
    giveJson({ ...(document && { document }), diagnostics: diagnosticsToJson(diagnostics) });
  else sayDiagnostics(diagnostics, run.results.read?.names.path !== undefined);
  if (hasErrors(diagnostics)) return 2;
  if (output !== undefined && !options.json) {
    const fragments = counted(run.results.read?.fragments.length ?? 0, "fragment");
    say(`${fragments} → ${output} in ${seconds()}\n`);
  }
  return 0;
}

function isYaml(path: string | undefined): boolean {
  return path !== undefined && /\.ya?ml$/i.test(path);
}

/**
 * No anchors: the document is read by people and by tools that know none. No folded blocks: the
 * printer loses line breaks of a text that begins with a space.
 */
const yamlStyle = { aliasDuplicateObjects: false, blockQuote: "literal", lineWidth: 100 } as const;
