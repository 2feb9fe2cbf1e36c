import { isObject, type JsonObject, listAt, objectAt, visit } from "./json.js";
import { type Page, type Platform, slug } from "./pages.js";
import {
  componentsUsedBy,
  itemsOf,
  operationsOf,
  schemesOf,
  type SourceOperation,
  tagsOf,
  withoutOperations,
  withoutUnused,
} from "./source.js";

/**
 * ReadMe: a page for each endpoint, with the whole document in indented JSON, reduced to what the
 * endpoint needs: other operations, unused components and unused tags are gone. The root's security
 * and what a path says besides its operations stay, as do examples and extensions. A webhook has a
 * page like an endpoint.
 */
export const readme: Platform = { name: "ReadMe", reduce, split };

function reduce(document: JsonObject): JsonObject {
  return reducedTo(operationsOf(document), document);
}

function split(reduced: JsonObject): readonly Page[] {
  return operationsOf(reduced).map((operation, index) => {
    const { path, method } = operation;
    const { summary, description } = operation.operation;
    const head = [
      "---\nupdatedAt: 2026-04-20T20:39:51.000Z\n---",
      `# ${String(summary ?? path)}`,
      ...(typeof description === "string" ? [description.replaceAll(/^ *[`~]{3,}/gm, "")] : []),
      "",
    ].join("\n\n");
    const json = JSON.stringify(reducedTo([operation], reduced), null, 2);
    const section = `# OpenAPI definition\n\n\`\`\`json\n${json}\n\`\`\`\n`;
    return {
      path: `reference/${slug(`${method} ${path}`)}-${index}.md`,
      head,
      sections: [section],
    };
  });
}

function reducedTo(wanted: readonly SourceOperation[], document: JsonObject): JsonObject {
  const kept = withReferred(wanted, document);
  const [paths, webhooks] = [itemsOf("paths", kept), itemsOf("webhooks", kept)];
  const security = [document, ...kept.map(({ operation }) => operation)].flatMap(
    (holder) => listAt(holder, "security") ?? [],
  );
  const schemes = schemesOf(security).map((name) => ["securitySchemes", name] as const);
  const used = new Set(kept.flatMap(tagsOf));
  const tags = (listAt(document, "tags") ?? []).filter(
    (tag) => isObject(tag) && typeof tag["name"] === "string" && used.has(tag["name"]),
  );
  const { tags: _, webhooks: __, ...rest } = document;
  const reduced = {
    ...rest,
    ...(tags.length > 0 && { tags }),
    ...(document["paths"] !== undefined && { paths }),
    ...(Object.keys(webhooks).length > 0 && { webhooks }),
  };
  return withoutUnused(reduced, [...componentsUsedBy([paths, webhooks], document), ...schemes]);
}

/** Operations that others refer into by `#/paths/…` or `#/webhooks/…` stay with them. */
function withReferred(
  wanted: readonly SourceOperation[],
  document: JsonObject,
): readonly SourceOperation[] {
  const all = operationsOf(document);
  const kept = new Map(wanted.map((operation) => [keyOf(operation), operation]));
  for (const { item, operation } of kept.values()) {
    const needed = [withoutOperations(item), operation];
    const used = componentsUsedBy(needed, document).map(
      ([kind, name]) => objectAt(document["components"], kind)[name],
    );
    visit([...needed, ...used], ({ $ref }) => {
      if (typeof $ref !== "string" || !/^#\/(?:paths|webhooks)\//.test($ref)) return;
      const [, at, token = "", method] = $ref.split("/");
      const path = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
      for (const other of all) {
        const isItem = other.at === at && other.path === path;
        const isMeant = isItem && (method === undefined || other.method === method);
        if (isMeant) kept.set(keyOf(other), other);
      }
    });
  }
  return all.filter((operation) => kept.has(keyOf(operation)));
}

function keyOf({ at, path, method }: SourceOperation): string {
  return `${at} ${path} ${method}`;
}
