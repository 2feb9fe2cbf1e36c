import { clientFile } from "../../templates/client-file.js";
import { indexFile } from "../../templates/index-file.js";
import { operationsFile } from "../../templates/operations-file.js";
import { packageJson, tsconfigJson } from "../../templates/package-files.js";
import * as paths from "../../templates/paths.js";
import { readme } from "../../templates/readme.js";
import { referencePage } from "../../templates/reference.js";
import { typesFile } from "../../templates/types-file.js";
import { webhooksFile } from "../../templates/webhooks-file.js";
import { worded } from "../../templates/words.js";
import type { OutputFile } from "../files.js";
import type { Api } from "../model/api.js";
import { checked } from "./checked.js";
import { jsonText } from "./json-text.js";
import { schemaTypes } from "./schema-types.js";

/**
 * What the templates print of the model, unformatted, one file after the other: those of the given
 * paths, which are of {@link unitsOf}.
 */
export function* print(
  api: Api,
  wanted: readonly string[],
): Generator<OutputFile, void, undefined> {
  const printers = printersOf(api);
  for (const path of wanted) yield { path, text: printers.get(path)?.() ?? "" };
}

/** A template gets what the key of its file is made of, and nothing else: see units.ts. */
function printersOf(api: Api): ReadonlyMap<string, () => string> {
  const typeText = schemaTypes(api.types);
  const words = worded(checked(api));
  const { types, webhooks, groups } = words;
  const withoutGroups = { ...words, groups: [] };
  const printers = new Map<string, () => string>([
    [paths.packagePath, () => jsonText(packageJson(words))],
    [paths.tsconfigPath, () => jsonText(tsconfigJson)],
    [paths.readmePath, () => `${readme(words)}\n`],
    [paths.indexPath, () => indexFile(words)],
    [paths.clientPath, () => clientFile(words)],
    [paths.typesPath, () => typesFile(types, typeText)],
  ]);
  if (webhooks) {
    printers.set(paths.webhooksPath, () => webhooksFile(webhooks, typeText));
  }
  for (const group of groups) {
    printers.set(paths.operationsPath(group), () => operationsFile(group, typeText));
    printers.set(
      paths.referencePath(group),
      () => `${referencePage(group, withoutGroups, typeText)}\n`,
    );
  }
  return printers;
}
