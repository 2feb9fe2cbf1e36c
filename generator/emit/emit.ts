import type { Outcome } from "../diagnostics/diagnostic.js";
import type { OutputFile } from "../files.js";
import type { Api } from "../model/api.js";
import type { Document } from "../openapi.js";
import type { NamesFile } from "../settings.js";
import { formatFiles, type FormattedPieces } from "./format.js";
import { jsonFile } from "./json-file.js";
import { namesFile } from "./names-file.js";

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
  /** What earlier runs have formatted; takes in what this one formats. */
  readonly formatted?: FormattedPieces | undefined;
  /** How the templates are printed: here, or in a thread that has been started for it. */
  readonly print?: Print | undefined;
}

/** The files that the templates print of a model, unformatted, each as soon as it is there. */
export type Print = (api: Api) => AsyncIterable<OutputFile>;

export interface Emitted {
  /** The files of the client package, by their paths in it. */
  readonly files: readonly OutputFile[];
  /** `names.yaml`, where there is a place for it, by its path on the disk. */
  readonly beside: readonly OutputFile[];
}

/** The whole client package as files, and the names that it gave. */
export async function emit({
  api,
  document,
  sources: { runtime, names, licenseText },
  format,
  formatted,
  print = printHere,
}: EmitInput): Promise<Outcome<Emitted>> {
  const written = format ? formatFiles(print(api), formatted) : all(print(api));
  const beside =
    names.path === undefined
      ? []
      : [{ path: names.path, text: namesFile(names.text, api, names.pins) }];
  const others = [
    jsonFile("openapi.json", document),
    ...(licenseText === undefined ? [] : [{ path: "LICENSE", text: licenseText }]),
    ...runtime,
  ];
  return { value: { files: [...(await written), ...others], beside }, diagnostics: [] };
}

/** TypeScript takes most of a second to load: only who prints waits for it. */
async function* printHere(api: Api): AsyncGenerator<OutputFile, void, undefined> {
  const { print } = await import("./print.js");
  yield* print(api);
}

async function all(files: AsyncIterable<OutputFile>): Promise<readonly OutputFile[]> {
  const found: OutputFile[] = [];
  for await (const file of files) found.push(file);
  return found;
}
