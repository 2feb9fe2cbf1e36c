import { isDeepStrictEqual } from "node:util";
import type { Change } from "./change.js";
import type { Client } from "./client.js";
import type { Pairing } from "./pairing.js";

/** The documents of both clients. */
export interface Documents {
  readonly before: Json;
  readonly after: Json;
}

export function documentsOf(before: Client, after: Client): Documents {
  const root = parsed(before.document);
  return {
    before: root,
    after: before.document === after.document ? root : parsed(after.document),
  };
}

/** The statuses of the documented successes of an operation, by `METHOD /path`. */
export function statusesIn(root: Json): (key: string) => readonly string[] {
  return (key) => successes(operationAt(root, key));
}

/** The component that a type was made of, such as `components/schemas/order` for `Order`. */
export function componentsIn(root: Json): (name: string) => string | undefined {
  const letters = (name: string) => name.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  const byLetters = new Map<string, string[]>();
  for (const name of Object.keys(objectOf(at(root, "components", "schemas")))) {
    byLetters.set(letters(name), [...(byLetters.get(letters(name)) ?? []), name]);
  }
  return (name) => {
    const [only, ...others] = byLetters.get(letters(name)) ?? [];
    return only === undefined || others.length > 0 ? undefined : `components/schemas/${only}`;
  };
}

/**
 * What the documents say and types do not show: servers, how credentials and parameters travel, media
 * types, statuses.
 */
export function documentChanges(
  { before: was, after: now }: Documents,
  { operations }: Pairing,
): readonly Change[] {
  if (was === now) return [];
  return [
    ...listed("client", "servers", urls(was), urls(now)),
    ...schemeChanges(was, now),
    ...operations.flatMap((each) =>
      operationChanges(
        { name: each.before.name, key: each.before.key },
        operationAt(was, each.before.key),
        operationAt(now, each.after.key),
        [was, now],
      ),
    ),
  ];
}

type Json = Readonly<Record<string, unknown>>;

function parsed(document: string | undefined): Json {
  try {
    return objectOf(JSON.parse(document ?? "{}"));
  } catch {
    // A document that is no JSON says nothing; the client's code is there all the same.
    return {};
  }
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((holder, name) => {
    const object = objectOf(holder);
    return Object.hasOwn(object, name) ? object[name] : undefined;
  }, value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value that may stand under a name in `components`. */
function followed(value: unknown, root: Json): Json {
  const reference = at(value, "$ref");
  if (typeof reference !== "string" || !reference.startsWith("#/")) return objectOf(value);
  const path = reference
    .slice(2)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  return objectOf(at(root, ...path));
}

function operationAt(root: Json, key: string): unknown {
  const space = key.indexOf(" ");
  return at(root, "paths", key.slice(space + 1), key.slice(0, space).toLowerCase());
}

function successes(operation: unknown): readonly string[] {
  return Object.keys(objectOf(at(operation, "responses"))).filter((status) =>
    status.startsWith("2"),
  );
}

function urls(root: Json): readonly string[] {
  return listOf(at(root, "servers")).map((server) => String(at(server, "url")));
}

function listed(
  subject: Change["subject"],
  name: string,
  was: readonly string[],
  now: readonly string[],
  about: Partial<Change> = {},
): readonly Change[] {
  const [before, after] = [was.join(", "), now.join(", ")];
  if (before === after) return [];
  return [
    {
      impact: "compatible",
      kind: "changed",
      subject,
      name,
      before,
      after,
      operations: [],
      ...about,
    },
  ];
}

/** Of a body that has come or gone, the types tell. */
function mediaTypes(
  name: string,
  was: readonly string[],
  now: readonly string[],
  about: Partial<Change>,
): readonly Change[] {
  return was.length > 0 && now.length > 0 ? listed("operation", name, was, now, about) : [];
}

/** Schemes that both documents have. */
function schemeChanges(was: Json, now: Json): readonly Change[] {
  const schemes = (root: Json) => objectOf(at(root, "components", "securitySchemes"));
  const text = (scheme: unknown) =>
    ["type", "scheme", "in", "name"]
      .map((field) => at(scheme, field))
      .filter(Boolean)
      .join(" ");
  return Object.entries(schemes(was)).flatMap(([name, scheme]) => {
    const other = schemes(now)[name];
    if (other === undefined) return [];
    const reason = "the credential is sent in another way";
    return listed(
      "client",
      `credential ${name}`,
      [text(followed(scheme, was))],
      [text(followed(other, now))],
      { reason },
    );
  });
}

function operationChanges(
  { name, key }: { readonly name: string; readonly key: string },
  before: unknown,
  after: unknown,
  [was, now]: readonly [Json, Json],
): readonly Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  const about = (place: string, reason: string) => ({
    place: `${key} → ${place}`,
    reason,
    operations: [name],
  });
  const sent = (operation: unknown, root: Json) =>
    Object.keys(objectOf(followed(at(operation, "requestBody"), root)["content"]));
  const received = (operation: unknown, root: Json, status: string) =>
    Object.keys(objectOf(followed(at(operation, "responses", status), root)["content"]));
  const both = successes(before).filter((status) => successes(after).includes(status));
  return [
    ...mediaTypes(
      `${name} body`,
      sent(before, was),
      sent(after, now),
      about("body", "media types"),
    ),
    ...listed(
      "operation",
      `${name} statuses`,
      successes(before).toSorted(),
      successes(after).toSorted(),
      about("responses", "documented statuses of success"),
    ),
    ...both.flatMap((status) =>
      mediaTypes(
        `${name} response ${status}`,
        received(before, was, status),
        received(after, now, status),
        about(`response ${status}`, "media types"),
      ),
    ),
    ...styleChanges(name, key, parametersOf(before, was), parametersOf(after, now)),
  ];
}

function parametersOf(operation: unknown, root: Json): ReadonlyMap<string, Json> {
  return new Map(
    listOf(at(operation, "parameters"))
      .map((parameter) => followed(parameter, root))
      .map((parameter) => [`${String(parameter["in"])} ${String(parameter["name"])}`, parameter]),
  );
}

function styleChanges(
  name: string,
  key: string,
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
): readonly Change[] {
  return [...before].flatMap(([parameter, was]) => {
    const now = after.get(parameter);
    if (!now) return [];
    const reason = "written in another way";
    return listed("parameter", `${name} ${parameter}`, [writing(was)], [writing(now)], {
      reason,
      place: `${key} → ${parameter}`,
      operations: [name],
    });
  });
}

/** How a parameter is written, what is the default included (OpenAPI 3.1, 4.8.12.2). */
function writing(parameter: Json): string {
  if (parameter["content"] !== undefined) return Object.keys(objectOf(parameter["content"])).join();
  const isForm = parameter["in"] === "query" || parameter["in"] === "cookie";
  const style = String(parameter["style"] ?? (isForm ? "form" : "simple"));
  const explode = Boolean(parameter["explode"] ?? style === "form");
  return `${style}${explode ? ", exploded" : ""}${parameter["allowReserved"] === true ? ", reserved characters as they are" : ""}`;
}
