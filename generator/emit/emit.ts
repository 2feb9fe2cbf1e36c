import type { SourceFileStructure } from "ts-morph";
import { clientFile } from "../../templates/client-file.js";
import { indexFile } from "../../templates/index-file.js";
import { operationsFile } from "../../templates/operations-file.js";
import { packageJson, tsconfigJson } from "../../templates/package-files.js";
import { readme } from "../../templates/readme.js";
import { referencePage, referencePath } from "../../templates/reference.js";
import { printStructure } from "../../templates/ts-morph.js";
import { typesFile } from "../../templates/types-file.js";
import { webhooksFile } from "../../templates/webhooks-file.js";
import { worded } from "../../templates/words.js";
import type { Outcome } from "../diagnostics/diagnostic.js";
import { visibleJson } from "../diagnostics/visible.js";
import type { OutputFile } from "../files.js";
import type { Api } from "../model/api.js";
import type { Document } from "../openapi.js";
import type { NamesFile } from "../settings.js";
import { checked } from "./checked.js";
import { formatFiles, type FormattedPieces } from "./format.js";
import { namesFile } from "./names-file.js";
import { schemaTypes } from "./schema-types.js";

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
}

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
}: EmitInput): Promise<Outcome<Emitted>> {
  const typeText = schemaTypes(api.types);
  const words = worded(checked(api));
  const generated: readonly OutputFile[] = [
    json("openapi.json", document),
    json("package.json", packageJson(words)),
    json("tsconfig.json", tsconfigJson),
    ...(licenseText === undefined ? [] : [{ path: "LICENSE", text: licenseText }]),
    { path: "README.md", text: `${readme(words)}\n` },
    source("src/index.ts", indexFile(words)),
    source("src/client.ts", clientFile(words)),
    ...(api.types.length > 0 ? [source("src/types.ts", typesFile(words.types, typeText))] : []),
    ...(words.webhooks ? [source("src/webhooks.ts", webhooksFile(words.webhooks, typeText))] : []),
    ...words.groups.map((group) =>
      source(`src/operations/${group.file}.ts`, operationsFile(group, typeText)),
    ),
    ...words.groups.map((group) => ({
      path: referencePath(group),
      text: `${referencePage(group, words, typeText)}\n`,
    })),
  ];
  const written = format ? await formatFiles(generated, formatted) : generated;
  const beside =
    names.path === undefined ? [] : [{ path: names.path, text: namesFile(names.text, api) }];
  return { value: { files: [...written, ...runtime], beside }, diagnostics: [] };
}

function source(path: string, structure: SourceFileStructure): OutputFile {
  return { path, text: printStructure(structure, { indentNumberOfSpaces: 2 }) };
}

function json(path: string, value: unknown): OutputFile {
  return { path, text: `${visibleJson(JSON.stringify(value, null, 2))}\n` };
}
