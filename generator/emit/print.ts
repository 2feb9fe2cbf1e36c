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
import type { OutputFile } from "../files.js";
import type { Api } from "../model/api.js";
import { checked } from "./checked.js";
import { jsonFile } from "./json-file.js";
import { schemaTypes } from "./schema-types.js";

/** What the templates print of the model, unformatted: one file after the other. */
export function* print(api: Api): Generator<OutputFile, void, undefined> {
  const typeText = schemaTypes(api.types);
  const words = worded(checked(api));
  const { types, webhooks, groups } = words;
  yield jsonFile("package.json", packageJson(words));
  yield jsonFile("tsconfig.json", tsconfigJson);
  yield { path: "README.md", text: `${readme(words)}\n` };
  yield module("src/index.ts", indexFile(words));
  yield module("src/client.ts", clientFile(words));
  if (api.types.length > 0) yield module("src/types.ts", typesFile(types, typeText));
  if (webhooks) yield module("src/webhooks.ts", webhooksFile(webhooks, typeText));
  for (const group of groups) {
    yield module(`src/operations/${group.file}.ts`, operationsFile(group, typeText));
    yield { path: referencePath(group), text: `${referencePage(group, words, typeText)}\n` };
  }
}

function module(path: string, structure: SourceFileStructure): OutputFile {
  return { path, text: printStructure(structure, { indentNumberOfSpaces: 2 }) };
}
