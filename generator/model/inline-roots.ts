import { type Changing, mapRecord, withFields } from "../map-values.js";
import type {
  Document,
  MediaType,
  Operation,
  PathItem,
  Reference,
  RequestBody,
  Response,
  Schema,
} from "../openapi.js";
import { methods } from "../openapi.js";
import { dereference } from "./dereference.js";
import { pascalCase } from "./names.js";
import { isJson } from "./media-types.js";

/** A schema that stands in no other: that of a component, a body, an answer or a webhook. */
export interface Root {
  readonly role: "component" | "body" | "answer" | "payload";
  /** What `names.yaml` calls it. */
  readonly key: string;
  /** What the names of the types inside begin with. */
  readonly base: string;
  /** Its name, where it is one of `components`. */
  readonly component?: string;
  /** Of an answer: its status, as in {@link Answer}. */
  readonly status?: string;
  /** Whether it is all that an operation gives, or a webhook, so that a type of its own declares it. */
  readonly isResponse: boolean;
}

export type MapRoot = (schema: Schema, root: Root) => Schema;

export interface GivenNames {
  /** Component schema → its type. */
  readonly components: ReadonlyMap<string, string>;
  /** `METHOD /path` → its function. */
  readonly operations: ReadonlyMap<string, string>;
}

/**
 * The document with every schema that becomes a type replaced by what `map` gives for it: component
 * schemas first, then what operations share, then operation by operation.
 */
export function mapRoots(document: Document, names: GivenNames, map: MapRoot): Document {
  const { components } = document;
  const used = sharedInUse(document);
  const schemas = mapRecord(components?.schemas ?? {}, (schema, name) => {
    const base = names.components.get(name) ?? pascalCase(name);
    const key = quoted(name);
    return map(schema, { role: "component", key, base, component: name, isResponse: false });
  });
  const requestBodies = mapRecord(components?.requestBodies ?? {}, (body, name) => {
    if ("$ref" in body || !used.has(body)) return body;
    const key = `components/requestBodies/${quoted(name)}`;
    const base = pascalCase(name);
    return mapBody(body, { role: "body", key, base, component: name, isResponse: false }, map);
  });
  const responses = mapRecord(components?.responses ?? {}, (response, name) => {
    if ("$ref" in response || !used.has(response)) return response;
    const key = `components/responses/${quoted(name)}`;
    const base = pascalCase(name);
    const root = { role: "answer", key, base, component: name, isResponse: false } as const;
    return mapAnswer(response, root, map);
  });
  const paths = mapRecord(document.paths, (item, path) => mapPathItem(item, path, names, map));
  const webhooks = mapRecord(document.webhooks ?? {}, (item, name) => mapWebhook(item, name, map));
  return {
    ...document,
    paths,
    ...(document.webhooks && { webhooks }),
    ...(components && {
      components: {
        ...components,
        ...(components.schemas && { schemas }),
        ...(components.requestBodies && { requestBodies }),
        ...(components.responses && { responses }),
      },
    }),
  };
}

/** As `liftWebhooks` gives them: each is a `post` with a body of its own. */
function mapWebhook(item: PathItem, name: string, map: MapRoot): PathItem {
  const { requestBody } = item.post ?? {};
  if (!requestBody || "$ref" in requestBody) return item;
  const key = `webhooks/${quoted(name)}`;
  const root = { role: "payload", key, base: webhookWord(name), isResponse: true } as const;
  return { ...item, post: { ...item.post, requestBody: mapBody(requestBody, root, map) } };
}

/** What the names of a webhook's types begin with. */
export function webhookWord(name: string): string {
  return pascalCase(name) || "Webhook";
}

function mapPathItem(item: PathItem, path: string, names: GivenNames, map: MapRoot): PathItem {
  const fields: Changing<PathItem> = {};
  for (const method of methods) {
    const operation = item[method];
    if (!operation) continue;
    const key = `${method.toUpperCase()} ${path}`;
    const base = pascalCase(names.operations.get(key) ?? "");
    fields[method] = mapOperation(operation, key, base, map);
  }
  return withFields(item, fields);
}

function mapOperation(operation: Operation, key: string, base: string, map: MapRoot): Operation {
  const { requestBody, responses = {} } = operation;
  const root = { role: "body", key: `${key} body`, base, isResponse: false } as const;
  const body =
    requestBody && ("$ref" in requestBody ? requestBody : mapBody(requestBody, root, map));
  const successes = successStatuses(Object.keys(responses));
  const answers = mapRecord(responses, (response: Response | Reference, written) => {
    const status = statusOf(written);
    if (status === undefined || "$ref" in response) return response;
    const isResponse = successes.length === 1 && successes[0] === status;
    const at = `${key} ${status}`;
    return mapAnswer(response, { role: "answer", key: at, base, status, isResponse }, map);
  });
  return withFields(operation, {
    ...(body && { requestBody: body }),
    ...(operation.responses && { responses: answers }),
  });
}

/** The status as `names.yaml` writes it; undefined where the client knows no type for the answer. */
function statusOf(written: string): string | undefined {
  const status = written.toUpperCase();
  if (status === "DEFAULT") return "default";
  return /^[245](\d\d|XX)$/.test(status) ? status : undefined;
}

function successStatuses(written: readonly string[]): readonly string[] {
  const statuses = written.flatMap((status) => statusOf(status) ?? []);
  const successes = statuses.filter((status) => status.startsWith("2"));
  return successes.length > 0 ? successes : statuses.filter((status) => status === "default");
}

function mapBody(body: RequestBody, root: Root, map: MapRoot): RequestBody {
  const isTyped = (mediaType: string) => isJson(mediaType) || isForm(mediaType);
  return withFields(body, { content: mapContent(body.content, isTyped, root, map) });
}

function mapAnswer(response: Response, root: Root, map: MapRoot): Response {
  if (!response.content) return response;
  return withFields(response, { content: mapContent(response.content, isJson, root, map) });
}

/** The media type that the client prefers has the short key; others say which they are. */
function mapContent(
  content: Readonly<Record<string, MediaType>>,
  isTyped: (mediaType: string) => boolean,
  root: Root,
  map: MapRoot,
): Readonly<Record<string, MediaType>> {
  const typed = Object.keys(content).filter(isTyped);
  const preferred = typed.find(isJson) ?? typed[0];
  const inOrder = typed.toSorted((a, b) => Number(b === preferred) - Number(a === preferred));
  const mapped = new Map<string, MediaType>();
  for (const mediaType of inOrder) {
    const media = content[mediaType];
    if (media?.schema === undefined) continue;
    const key = mediaType === preferred ? root.key : `${root.key} ${mediaType}`;
    mapped.set(mediaType, withFields(media, { schema: map(media.schema, { ...root, key }) }));
  }
  return mapRecord(content, (media, mediaType) => mapped.get(mediaType) ?? media);
}

function isForm(mediaType: string): boolean {
  return /^(multipart\/|application\/x-www-form-urlencoded)/i.test(mediaType);
}

/** The bodies and answers of `components` that some operation refers to. */
function sharedInUse(document: Document): ReadonlySet<object> {
  const used = new Set<object>();
  const add = (value: object | undefined) => void (value && used.add(value));
  for (const item of Object.values(document.paths)) {
    for (const method of methods) {
      const { requestBody, responses = {} } = item[method] ?? {};
      if (requestBody) add(dereference(document, "requestBodies", requestBody));
      for (const [status, response] of Object.entries(responses)) {
        if (statusOf(status) !== undefined) add(dereference(document, "responses", response));
      }
    }
  }
  return used;
}

/** A name as part of a key: as it is, or in brackets where it could be taken for something else. */
function quoted(name: string): string {
  return /^[\p{L}\p{N}_$.-]+$/u.test(name) ? name : `[${JSON.stringify(name)}]`;
}
