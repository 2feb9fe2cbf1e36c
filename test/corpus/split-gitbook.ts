import { filterFields, isObject, type JsonObject, listAt, objectAt } from "./json.js";
import { escaped, fence, type Page, type Platform, slug } from "./pages.js";
import {
  componentsUsedBy,
  operationsOf,
  pickComponents,
  schemesOf,
  securityOf,
  serversOf,
  type SourceOperation,
  tagsOf,
  withoutUnused,
} from "./source.js";

export interface GitBookOptions {
  /** Print only the first scheme of each requirement, as GitBook does; the others are lost then. */
  readonly firstSchemeOnly: boolean;
}

/**
 * GitBook: a page for each tag; on it, for each endpoint, a heading, a quote and a document of one
 * line. The security and servers of the operation stand at the document's root; examples,
 * extensions and what a path says besides its operations are gone.
 */
export function gitbook(options: GitBookOptions): Platform {
  return { name: "GitBook", reduce, split: (reduced) => split(reduced, options) };
}

function reduce(document: JsonObject): JsonObject {
  const stripped = filterFields(document, keeps);
  const { openapi, servers, security, paths, components } = isObject(stripped) ? stripped : {};
  const { title, version } = objectAt(document, "info");
  const operations = operationsOf({ paths });
  const items: Record<string, Record<string, unknown>> = {};
  for (const { path, method, item, operation } of operations) {
    const { parameters, servers: own } = item;
    items[path] ??= {
      ...(parameters !== undefined && { parameters }),
      ...(own !== undefined && { servers: own }),
    };
    (items[path] ??= {})[method] = operation;
  }
  const used = new Set(operations.flatMap(tagsOf));
  const tags = (listAt(stripped, "tags") ?? []).filter(
    (tag) => isObject(tag) && typeof tag["name"] === "string" && used.has(tag["name"]),
  );
  const reduced = {
    openapi,
    info: { title, version },
    ...(tags.length > 0 && { tags }),
    ...(servers !== undefined && { servers }),
    ...(security !== undefined && { security }),
    paths: items,
    ...(components !== undefined && { components }),
  };
  return withoutUnused(reduced, [...componentsUsedBy([items], reduced), ...schemesIn(reduced)]);
}

function keeps(field: string): boolean {
  return field !== "example" && field !== "examples" && !field.startsWith("x-");
}

function schemesIn(document: JsonObject) {
  return operationsOf(document)
    .flatMap((operation) => schemesOf(securityOf(operation, document)))
    .map((name) => ["securitySchemes", name] as const);
}

function split(reduced: JsonObject, options: GitBookOptions): readonly Page[] {
  const pages = new Map<string, string[]>();
  for (const operation of operationsOf(reduced)) {
    const section = sectionFor(operation, reduced, options);
    const [first = "", ...others] = tagsOf(operation);
    for (const tag of new Set([first, ...others])) {
      const sections = pages.get(tag) ?? [];
      sections.push(section);
      pages.set(tag, sections);
    }
  }
  return [...pages].map(([tag, sections], index) => {
    const path = `${slug(tag)}-${index}.md`;
    const declared = (listAt(reduced, "tags") ?? []).find(
      (each) => isObject(each) && each["name"] === tag,
    );
    const description = isObject(declared) ? declared["description"] : undefined;
    return { path, head: headOf(tag, path, description), sections };
  });
}

function headOf(tag: string, path: string, description: unknown): string {
  return [
    `> For the complete documentation index, see [llms.txt](https://docs.example.com/llms.txt). Markdown versions of documentation pages are available by appending \`.md\` to page URLs; this page is available as [Markdown](https://docs.example.com/${path}).`,
    `# ${escaped(tag)}`,
    ...(typeof description === "string" ? [escaped(description)] : []),
    "",
  ].join("\n\n");
}

function sectionFor(
  operation: SourceOperation,
  document: JsonObject,
  options: GitBookOptions,
): string {
  const { method, path } = operation;
  const { summary, description } = operation.operation;
  const [heading, quote] =
    typeof summary === "string" && typeof description === "string"
      ? [summary, description]
      : [`${method.toUpperCase()} ${path}`, summary ?? description ?? ""];
  const quoted = escaped(String(quote))
    .split("\n")
    .map((line) => `> ${line}`.trimEnd());
  const json = JSON.stringify(fragmentFor(operation, document, options));
  return `## ${escaped(heading.replaceAll(/\s+/g, " "))}\n\n${quoted.join("\n")}\n\n${fence("json", json, 3)}`;
}

function fragmentFor(
  source: SourceOperation,
  document: JsonObject,
  { firstSchemeOnly }: GitBookOptions,
): JsonObject {
  const { openapi, info } = document;
  const own = tagsOf(source);
  const tags = (listAt(document, "tags") ?? []).filter(
    (tag) => isObject(tag) && own.some((name) => name === tag["name"]),
  );
  const security = securityOf(source, document);
  const servers = serversOf(source, document);
  const { security: _, servers: __, ...rest } = source.operation;
  // Those of the path come first, even those that the operation overrides.
  const parameters = [source.item, source.operation].flatMap(
    (holder) => listAt(holder, "parameters") ?? [],
  );
  const operation = { ...rest, ...(parameters.length > 0 && { parameters }) };
  const printed = (security ?? []).flatMap((requirement) =>
    schemesOf([requirement]).slice(0, firstSchemeOnly ? 1 : undefined),
  );
  const schemes = pickComponents(
    printed.map((name) => ["securitySchemes", name]),
    document,
  );
  const others = pickComponents(componentsUsedBy([operation], document), document);
  const components = { ...schemes, ...others };
  const hasComponents = Object.keys(components).length > 0;
  const hasSchemes = Object.keys(schemes).length > 0;
  return {
    openapi,
    info,
    ...(tags.length > 0 && { tags }),
    ...(servers && { servers }),
    ...(security && { security }),
    ...(hasSchemes && { components }),
    paths: { [source.path]: { [source.method]: operation } },
    ...(!hasSchemes && hasComponents && { components }),
  };
}
