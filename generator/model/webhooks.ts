import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { enumeration } from "../enum-values.js";
import type { Document, MediaType, Operation, Parameter, Schema } from "../openapi.js";
import type { WebhookEvent as EventSetting, WebhookSettings } from "../settings.js";
import type {
  DocumentedHeader,
  Webhook,
  WebhookEvent,
  WebhookHeaders,
  WebhookParser,
  WebhookPayload,
  Webhooks,
  WebhookSignature,
} from "./api.js";
import { webhookWord } from "./inline-roots.js";
import { isJson, isRangeOverJson, isSame, isText } from "./media-types.js";
import { membersOf, rootMember, type Member } from "./members.js";
import type { Scope } from "./names.js";

/**
 * What the API sends by itself, with its types and, where the settings say how it is signed, a parser.
 *
 * @param document with its webhooks as `liftWebhooks` gives them
 * @param scope holds the names of all other types
 */
export function modelWebhooks(
  document: Document,
  settings: WebhookSettings | undefined,
  scope: Scope,
): { readonly webhooks?: Webhooks; readonly diagnostics: readonly Diagnostic[] } {
  const found = Object.entries(document.webhooks ?? {}).flatMap(([name, { post }]) =>
    post ? [{ name, operation: post }] : [],
  );
  const headersOf = newHeaders(found, scope);
  const [first, ...others] = found.map(({ name, operation }): Webhook => ({
    name,
    ...(operation.summary !== undefined && { summary: operation.summary }),
    ...(operation.description !== undefined && { description: operation.description }),
    deprecated: operation.deprecated ?? false,
    payload: modelPayload(name, operation, scope),
    ...headersOf(operation),
  }));
  const list = first && ([first, ...others] as const);
  const diagnostics = settings ? checkParser(document, list ?? [], settings) : [];
  if (!list) return { diagnostics };
  const payloads = scope.take("WebhookPayloads", "PayloadsOfWebhooks");
  const isParsed = settings && list.some(({ payload }) => payload.isJson);
  const parser = isParsed && modelParser(document, list, settings, scope);
  return { webhooks: { payloads, list, ...(parser && { parser }) }, diagnostics };
}

/** JSON if it can be had: what says most, and what can be parsed. */
function modelPayload(name: string, { requestBody }: Operation, scope: Scope): WebhookPayload {
  const content = requestBody && "content" in requestBody ? requestBody.content : {};
  const entries = Object.entries(content);
  const json = entries.find(([type]) => isJson(type));
  const [mediaType, media = {}] = json ?? entries[0] ?? [""];
  const isTyped = json !== undefined || /^(multipart\/|application\/x-www-form-)/i.test(mediaType);
  const schema = isTyped ? schemaOf(media) : otherSchema(mediaType);
  const isComponent = typeof schema === "object" && schema.$ref !== undefined;
  const word = webhookWord(name);
  return {
    ...(!isComponent && { type: scope.take(`${word}Payload`, `${word}WebhookPayload`) }),
    schema,
    isJson: json !== undefined && !(isRangeOverJson(mediaType) && isBytes(schema)),
  };
}

function schemaOf({ schema = {} }: MediaType): Schema {
  return schema;
}

function otherSchema(mediaType: string): Schema {
  return isText(mediaType) ? { type: "string" } : { type: "string", format: "binary" };
}

function isBytes(schema: Schema): boolean {
  return typeof schema === "object" && schema.format === "binary";
}

/** One type for all webhooks with the same headers: senders add the same to each. */
function newHeaders(
  found: readonly { readonly name: string; readonly operation: Operation }[],
  scope: Scope,
): (operation: Operation) => { readonly headers?: WebhookHeaders } {
  const lists = found.map(({ operation }) => headerList(operation));
  const areAlike = lists.length > 1 && lists.every((list) => isAlike(list, lists[0]));
  const known: WebhookHeaders[] = [];
  for (const [index, { name }] of found.entries()) {
    const list = lists[index] ?? [];
    if (list.length === 0 || known.some((each) => isAlike(each.list, list))) continue;
    const word = areAlike ? "Webhook" : webhookWord(name);
    known.push({ type: scope.take(`${word}Headers`, `${word}WebhookHeaders`), list });
  }
  return (operation) => {
    const list = headerList(operation);
    const headers = known.find((each) => isAlike(each.list, list));
    return headers ? { headers } : {};
  };
}

function isAlike(
  one: readonly DocumentedHeader[],
  other: readonly DocumentedHeader[] | undefined,
): boolean {
  const essence = (list: readonly DocumentedHeader[] = []) =>
    list.map(({ name, required }) => `${name.toLowerCase()} ${required}`).toSorted();
  return isSame(essence(one), essence(other));
}

function headerList({ parameters = [] }: Operation): readonly DocumentedHeader[] {
  // `liftWebhooks` has looked up what was a reference.
  const headers = parameters.filter(
    (each): each is Parameter => "in" in each && each.in === "header",
  );
  return headers.map(({ name, required = false, deprecated = false, description }) => ({
    name,
    required,
    deprecated,
    ...(description !== undefined && { description }),
  }));
}

const hashes = {
  "hmac-sha1": "SHA-1",
  "hmac-sha256": "SHA-256",
  "hmac-sha512": "SHA-512",
} as const;

function modelParser(
  document: Document,
  list: readonly Webhook[],
  settings: WebhookSettings,
  scope: Scope,
): WebhookParser {
  const { algorithm = "hmac-sha256", signed = "{body}", ...others } = settings.signature;
  const { header, ...signature } = others;
  const hash: WebhookSignature["hash"] = hashes[algorithm];
  const event = eventParts(settings);
  const headerTypes = new Set(list.map(({ headers }) => headers?.type));
  return {
    type: scope.take("Webhook", "ParsedWebhook"),
    ...(headerTypes.size > 1 && { headers: scope.take("WebhookHeaders", "HeadersOfWebhooks") }),
    signature: { header, hash, signed, ...signature },
    ...(event && { event }),
    values: Object.fromEntries(sentValues(document, list, event)),
  };
}

function eventParts({ event }: WebhookSettings): readonly WebhookEvent[] | undefined {
  // Array.isArray does not narrow a readonly array.
  const parts = event && ([event].flat() as readonly EventSetting[]);
  return parts?.map((part) => ("header" in part ? part : { property: part.property.split(".") }));
}

/** Where one property tells webhooks apart, its constant in each payload is what is sent. */
function sentValues(
  document: Document,
  list: readonly Webhook[],
  parts: readonly WebhookEvent[] = [],
): readonly (readonly [sent: string, name: string])[] {
  const [part, ...more] = parts;
  if (!part || !("property" in part) || more.length > 0) return [];
  const all = list.flatMap(({ name, payload }) =>
    constantsOf(propertyAt(document, payload.schema, part.property)?.schema).map(
      (value) => [String(value), name] as const,
    ),
  );
  // What several webhooks have says nothing of which it is.
  const alone = all.filter(([value]) => all.filter(([each]) => each === value).length === 1);
  return alone.filter(([value, name]) => value !== name);
}

function constantsOf(schema: Schema | undefined): readonly unknown[] {
  if (schema === undefined || typeof schema === "boolean") return [];
  return schema.const === undefined
    ? (enumeration(schema)?.values.map(({ value }) => value) ?? [])
    : [schema.const];
}

function propertyAt(
  document: Document,
  schema: Schema,
  path: readonly string[],
): Member | undefined {
  let member: Member | undefined = rootMember(schema);
  for (const name of path) member = member && membersOf(document, member).get(name);
  return member;
}

function checkParser(
  document: Document,
  list: readonly Webhook[],
  settings: WebhookSettings,
): readonly Diagnostic[] {
  const parsed = list.filter(({ payload }) => payload.isJson);
  if (parsed.length === 0) {
    return [
      diagnostic(
        "no-webhooks",
        "the settings say how webhooks are signed, and no document has a webhook or a callback with JSON",
        { hint: "Add the document that has them, or take webhooks out of client.yaml." },
      ),
    ];
  }
  return (eventParts(settings) ?? []).flatMap((part) => {
    if ("header" in part) return [];
    const has = ({ payload }: Webhook) =>
      propertyAt(document, payload.schema, part.property) !== undefined;
    if (parsed.some(has)) return [];
    const message = `no webhook has a property "${part.property.join(".")}" to tell which one it is`;
    const hint = "Correct the property of webhooks.event in client.yaml.";
    return [diagnostic("no-webhooks", message, { hint })];
  });
}
