import type { Outcome } from "../diagnostics/diagnostic.js";
import type { OutputFile } from "../files.js";
import type { Api } from "../model/api.js";
import type { Document } from "../openapi.js";
import type { NamesFile } from "../settings.js";
import { newFormat } from "./format.js";
import { jsonText } from "./json-text.js";
import { namesFile } from "./names-file.js";
import { type Print, printHere } from "./print-here.js";
import { unitsOf } from "./units.js";

export interface EmitInput {
  readonly api: Api;
  /** The merged and repaired document, published beside the client. */
  readonly document: Document;
  readonly sources: {
    /** The runtime's modules, copied as they are. */
    readonly runtime: readonly OutputFile[];
    readonly names: NamesFile;
    readonly licenseText?: string;
  };
  readonly format: boolean;
  /** What earlier runs have printed; takes in what this one prints. */
  readonly known?: KnownFiles | undefined;
  /** How the templates are printed: here, or in a thread that has been started for it. */
  readonly print?: Print | undefined;
}

/** The files that earlier runs have made, by what they were made of. */
export interface KnownFiles {
  /** The file that was printed from the same, whose key it is; it is asked for where one may be known. */
  readonly find: (path: string, key: () => string) => string | undefined;
  /** The file that the templates printed just so before it was formatted. */
  readonly findPrinted: (path: string, printed: string) => string | undefined;
  readonly keep: (path: string, made: { key: string; printed: string; text: string }) => void;
}

export interface Emitted {
  /** The files of the client package, by their paths in it. */
  readonly files: readonly OutputFile[];
  /** `names.yaml`, where there is a place for it, by its path on the disk. */
  readonly beside: readonly OutputFile[];
}

/** The whole client package as files, and the names that it gave. */
export async function emit(input: EmitInput): Promise<Outcome<Emitted>> {
  const { api, document, sources } = input;
  const { runtime, names, licenseText } = sources;
  const printed = printedFiles(input);
  const beside =
    names.path === undefined
      ? []
      : [{ path: names.path, text: namesFile(names.text, api, names.pins) }];
  const others = [
    { path: "openapi.json", text: jsonText(document) },
    ...(licenseText === undefined ? [] : [{ path: "LICENSE", text: licenseText }]),
    ...runtime,
  ];
  return { value: { files: [...(await printed), ...others], beside }, diagnostics: [] };
}

async function printedFiles({
  api,
  format,
  known,
  print = printHere,
}: EmitInput): Promise<readonly OutputFile[]> {
  const formatted = newFormat();
  const units = unitsOf(api);
  const keys = new Map(units.map(({ path, key }) => [path, key]));
  const files: OutputFile[] = [];
  const open: string[] = [];
  for (const { path, key } of units) {
    const text = known?.find(path, key);
    if (text === undefined) open.push(path);
    else files.push({ path, text });
  }
  if (open.length === 0) return files;
  for await (const { path, text: printed } of print(api, open)) {
    const text =
      known?.findPrinted(path, printed) ?? (format ? await formatted(path, printed) : printed);
    known?.keep(path, { key: keys.get(path)?.() ?? "", printed, text });
    files.push({ path, text });
  }
  return files;
}
