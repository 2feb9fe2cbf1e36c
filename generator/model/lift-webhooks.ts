import type {
  Callback,
  Document,
  Operation,
  Parameter,
  PathItem,
  Reference,
  RequestBody,
} from "../openapi.js";
import { isExpression, methods } from "../openapi.js";
import { dereference } from "./dereference.js";
import { isSame } from "./media-types.js";

/**
 * The document with all that the API sends by itself as its webhooks (OpenAPI 3.1, 4.8.1.1): these,
 * and the callbacks of operations (4.8.18). Each is a `post` with a body, all its own, under a name
 * that no other has. What is sent without a body is left out.
 *
 * @param operations `METHOD /path` → the name of the operation
 */
export function liftWebhooks(
  document: Document,
  operations: ReadonlyMap<string, string>,
): Document {
  const { webhooks: _, ...rest } = document;
  const lifted = new Map<string, Operation>();
  const add = (sent: Sent) => {
    const name = freeName(sent, lifted);
    if (name !== undefined) lifted.set(name, sent.operation);
  };
  for (const [name, item] of Object.entries(document.webhooks ?? {})) {
    for (const sent of sentBy(document, item))
      add({ names: [name, `${name} ${sent.method}`], ...sent });
  }
  for (const { owner, name, items } of callbacksOf(document, operations)) {
    for (const sent of items.flatMap((item) => sentBy(document, item))) {
      const ofOwner = `${owner} ${name}`;
      add({ names: [name, ofOwner, `${ofOwner} ${sent.method}`], ...sent });
    }
  }
  if (lifted.size === 0) return rest;
  const items = [...lifted].map(([name, post]): [string, PathItem] => [name, { post }]);
  return { ...rest, webhooks: Object.fromEntries(items) };
}

interface Sent {
  /** What it may be called, best first. */
  readonly names: readonly string[];
  readonly operation: Operation;
}

/** Undefined where the same is sent under the name already. */
function freeName(
  { names, operation }: Sent,
  lifted: ReadonlyMap<string, Operation>,
): string | undefined {
  for (const name of names) {
    const known = lifted.get(name);
    if (!known) return name;
    if (isSame(receivedOf(known), receivedOf(operation))) return undefined;
  }
  const last = names.at(-1) ?? "";
  for (let count = 2; ; count += 1) {
    if (!lifted.has(`${last} ${count}`)) return `${last} ${count}`;
  }
}

function receivedOf({ requestBody, parameters }: Operation) {
  return [requestBody, parameters];
}

/** The operations of a path item that have a body, with what they refer to looked up. */
function sentBy(document: Document, given: PathItem) {
  const item = itemAt(document, given);
  return methods.flatMap((method) => {
    const operation = item[method];
    const body =
      operation?.requestBody && dereference(document, "requestBodies", operation.requestBody);
    if (!operation || !body || Object.keys(body.content).length === 0) return [];
    return [{ method, operation: selfContained(document, item, operation, body) }];
  });
}

/** Only `components` can still be referred to: `merge` has written out all else. */
function itemAt({ components }: Document, item: PathItem): PathItem {
  const name = /^#\/components\/pathItems\/([^/]*)$/.exec(item.$ref ?? "")?.[1];
  const target = components?.pathItems?.[(name ?? "").replaceAll("~1", "/").replaceAll("~0", "~")];
  return target ? { ...target, ...item } : item;
}

function selfContained(
  document: Document,
  item: PathItem,
  operation: Operation,
  requestBody: RequestBody,
): Operation {
  const { summary, description } = item;
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].flatMap(
    (parameter): Parameter[] => {
      const found = dereference<"parameters">(document, "parameters", parameter);
      return found ? [found] : [];
    },
  );
  return {
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...operation,
    parameters,
    requestBody,
  };
}

interface FoundCallback {
  /** The name of the operation that it belongs to. */
  readonly owner: string;
  readonly name: string;
  readonly items: readonly PathItem[];
}

function callbacksOf(
  document: Document,
  operations: ReadonlyMap<string, string>,
): readonly FoundCallback[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const owner = operations.get(`${method.toUpperCase()} ${path}`) ?? "";
      return Object.entries(item[method]?.callbacks ?? {}).map(([name, given]) => {
        const callback = callbackAt(document, given);
        const items = Object.entries(callback).filter(([key]) => isExpression(key));
        return { owner, name, items: items.map(([, each]) => each) };
      });
    }),
  );
}

function callbackAt(document: Document, given: Callback | Reference): Callback {
  return dereference<"callbacks">(document, "callbacks", given) ?? {};
}
