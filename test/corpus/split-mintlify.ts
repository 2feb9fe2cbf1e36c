import { stringify } from "yaml";
import { type JsonObject, objectAt } from "./json.js";
import { fence, type Page, type Platform, slug } from "./pages.js";
import {
  componentsUsedBy,
  itemsOf,
  operationsOf,
  schemesOf,
  securityOf,
  type SourceOperation,
  withoutUnused,
} from "./source.js";

/**
 * Mintlify: a page for each endpoint, with the document in YAML, in a fence that names the file and
 * the endpoint. Components are those that the endpoint needs, security schemes included; all tags
 * stay, and lists that the source doesn't have are printed empty. The page of a webhook says nothing.
 */
export const mintlify: Platform = { name: "Mintlify", reduce, split };

function reduce(document: JsonObject): JsonObject {
  return reducedTo(
    operationsOf(document).filter(({ at }) => at === "paths"),
    document,
  );
}

function split(reduced: JsonObject): readonly Page[] {
  return operationsOf(reduced).map((operation, index) => {
    const { path, method } = operation;
    const title = String(operation.operation["summary"] ?? path);
    const head = `> ## Documentation Index\n> Fetch the complete documentation index at: https://docs.example.com/llms.txt\n> Use this file to discover all available pages before exploring further.\n\n# ${title}\n`;
    const yaml = stringify(reducedTo([operation], reduced), yamlStyle);
    const section = `## OpenAPI\n\n${fence(`yaml openapi.json ${method} ${path}`, yaml, 4)}`;
    return { path: `${slug(`${method} ${path}`)}-${index}.md`, head, sections: [section] };
  });
}

/** Folded blocks are left out: the printer loses line breaks of a text that begins with a space. */
const yamlStyle = { aliasDuplicateObjects: false, blockQuote: "literal" } as const;

function reducedTo(wanted: readonly SourceOperation[], document: JsonObject): JsonObject {
  const { openapi, info, servers, security = [], tags = [] } = document;
  const paths = itemsOf("paths", wanted);
  const schemes = wanted
    .flatMap((operation) => schemesOf(securityOf(operation, document)))
    .map((name) => ["securitySchemes", name] as const);
  return withoutUnused(
    {
      openapi,
      info,
      ...(servers !== undefined && { servers }),
      security,
      tags,
      paths,
      components: objectAt(document, "components"),
    },
    [...componentsUsedBy([paths], document), ...schemes],
  );
}
