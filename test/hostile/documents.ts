export const head = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {}\n';

/** A document of one operation, with these members more. */
export function document(more: object = {}): string {
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    servers: [{ url: "https://example.com" }],
    security: [],
    paths: { "/a": { get: { operationId: "a", responses: { 200: { description: "OK" } } } } },
    ...more,
  });
}

/** A document whose one operation gives the schema `A`. */
export function withSchemas(schemas: object): string {
  const schema = { $ref: "#/components/schemas/A" };
  const responses = { 200: { description: "OK", content: { "application/json": { schema } } } };
  return document({
    paths: { "/a": { get: { operationId: "a", responses } } },
    components: { schemas },
  });
}

export function nested(levels: number, open: string, close: string, inside = "{}"): string {
  return open.repeat(levels) + inside + close.repeat(levels);
}

export function withNested(levels: number, open: string, close: string): string {
  return withSchemas({ A: 0 }).replace('"A":0', `"A":${nested(levels, open, close)}`);
}

export function list<T>(count: number, item: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

export function members(count: number, name: string, value: (index: number) => unknown): object {
  return Object.fromEntries(list(count, (index) => [`${name}${index}`, value(index)]));
}

export function ref(kind: string, name: string): object {
  return { $ref: `#/components/${kind}/${name}` };
}

/** Schemas `A`, `S0` to the last, each made with a reference to the next. */
export function chain(length: number, link: (next: object, index: number) => object): object {
  return {
    A: ref("schemas", "S0"),
    ...members(length, "S", (index) => link(ref("schemas", `S${index + 1}`), index)),
    [`S${length}`]: { type: "object", properties: { end: { type: "string" } } },
  };
}

export function overlay(...actions: readonly object[]): string {
  return JSON.stringify({ overlay: "1.1.0", info: { title: "x", version: "1" }, actions });
}

/** Two components that are references to one another, and one to itself, used wherever they can be. */
export function cycleOf(kind: string): string {
  const use = (wanted: string, otherwise: unknown = undefined) =>
    kind === wanted ? ref(kind, "A") : otherwise;
  const schema = use("schemas", { type: "string" });
  const content = {
    "application/json": { schema, ...(kind === "examples" && { examples: { x: ref(kind, "A") } }) },
  };
  const response = {
    description: "OK",
    content,
    ...(kind === "headers" && { headers: { "X-A": ref(kind, "A") } }),
    ...(kind === "links" && { links: { a: ref(kind, "A") } }),
  };
  const operation = {
    operationId: "a",
    parameters: [use("parameters", { in: "query", name: "q", schema })],
    requestBody: use("requestBodies", { content }),
    ...(kind === "callbacks" && { callbacks: { a: ref(kind, "A") } }),
    responses: { 200: use("responses", response) },
  };
  return document({
    paths: { "/a": use("pathItems", { post: operation }), "/b": { get: { responses: {} } } },
    security: kind === "securitySchemes" ? [{ A: [] }] : [],
    components: { [kind]: { A: ref(kind, "B"), B: ref(kind, "A"), S: ref(kind, "S") } },
  });
}

export const kinds = [
  "schemas",
  "responses",
  "parameters",
  "headers",
  "requestBodies",
  "examples",
  "links",
  "callbacks",
  "pathItems",
  "securitySchemes",
];
