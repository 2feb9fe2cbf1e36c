import { type Changing, mapRecord, withFields } from "../map-values.js";
import type { Callback, Document, Operation, PathItem, Reference } from "../openapi.js";
import { isExpression, methods } from "../openapi.js";

/**
 * The document with what webhooks and callbacks refer to written out where it is no schema: path items
 * and bodies are components of what is sent otherwise, and these are received.
 */
export function inlineReceived(document: Document): Document {
  const { webhooks, paths, components } = document;
  const item = (each: PathItem) => receivedItem(each, document);
  return withFields(document, {
    paths: mapRecord(paths, (each) => withCallbacks(each, document)),
    ...(webhooks && { webhooks: mapRecord(webhooks, item) }),
    ...(components?.callbacks && {
      components: {
        ...components,
        callbacks: mapRecord(components.callbacks, (each) => receivedCallback(each, document)),
      },
    }),
  });
}

function withCallbacks(item: PathItem, document: Document): PathItem {
  return mapOperations(item, (operation) =>
    operation.callbacks
      ? {
          ...operation,
          callbacks: mapRecord(operation.callbacks, (each) => receivedCallback(each, document)),
        }
      : operation,
  );
}

function receivedCallback(
  callback: Callback | Reference,
  document: Document,
): Callback | Reference {
  if (typeof callback["$ref"] === "string") return callback;
  // Without `$ref` it is no reference; what is no expression stays as it is.
  return mapRecord(callback as Callback, (item, key) =>
    isExpression(key) ? receivedItem(item, document) : item,
  );
}

function receivedItem(given: PathItem, { components }: Document): PathItem {
  const { $ref, ...own } = given;
  const target = componentAt(components?.pathItems, $ref);
  const item = target ? { ...target, ...own } : given;
  return mapOperations(item, (operation) => {
    const { requestBody } = operation;
    const ref = requestBody && "$ref" in requestBody ? requestBody.$ref : undefined;
    const body = componentAt(components?.requestBodies, ref);
    return body ? { ...operation, requestBody: body } : operation;
  });
}

function componentAt<T>(
  held: Readonly<Record<string, T>> | undefined,
  ref: string | undefined,
): T | undefined {
  const [, written = ""] = /^#\/components\/[^/]*\/([^/]*)$/.exec(ref ?? "") ?? [];
  const name = written.replaceAll("~1", "/").replaceAll("~0", "~");
  return held && Object.hasOwn(held, name) ? held[name] : undefined;
}

function mapOperations(item: PathItem, map: (operation: Operation) => Operation): PathItem {
  const fields: Changing<PathItem> = {};
  for (const method of methods) {
    const operation = item[method];
    if (operation) fields[method] = map(operation);
  }
  return withFields(item, fields);
}
