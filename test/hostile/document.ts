/** A text for a place; each place is given a number, so that no two texts are the same. */
export type Fill = (place: number) => string;

/**
 * A document with a text of `fill` in every place that reaches an output. The texts of places that
 * have a form of their own (media types, URLs, paths) stand inside of what has that form.
 */
export function hostileDocument(fill: Fill): object {
  let count = 0;
  const text = () => fill(count++);
  const named = (value: object) => ({ [text()]: value });
  const described = (more: object = {}) => ({ description: text(), ...more });
  const schema = (more: object = {}) => described({ title: text(), type: "string", ...more });
  const [kind, bird, cat] = [text(), text(), text()];
  const key = text();
  const token = text();
  const [scheme, oauth, basic, other] = [text(), text(), text(), text()];
  const [tag, second] = [text(), text()];
  const [scope] = [text()];
  const server = {
    url: `https://{region}.example.com/{${key.replaceAll(/[{}]/g, "")}}`,
    description: text(),
    variables: {
      region: { default: "eu", enum: ["eu", text()], description: text() },
      [key.replaceAll(/[{}]/g, "")]: { default: safe(text()), description: text() },
    },
  };
  const content = (of: object) => ({
    "application/json": { schema: of, example: text(), examples: named({ value: text() }) },
  });
  const parameters = (["query", "header", "cookie"] as const).map((place) => ({
    in: place,
    name: text(),
    required: place === "query",
    schema: schema({ enum: [text(), text()], "x-enum-descriptions": [text(), text()] }),
    example: text(),
    ...described(),
  }));
  const responses = {
    "200": {
      ...described(),
      headers: named({ ...described(), schema: schema() }),
      content: { ...content({ $ref: ref(bird) }), [`text/${text()}`]: { schema: schema() } },
    },
    "400": { ...described(), content: content(schema({ default: text() })) },
    default: { ...described(), content: { [`application/x;a=${text()}`]: { schema: schema() } } },
  };
  const operation = (more: object = {}) => ({
    operationId: text(),
    summary: text(),
    ...described(),
    tags: [tag],
    externalDocs: { url: "https://example.com", description: text() },
    responses,
    "x-codeSamples": [{ lang: text(), source: text() }],
    ...more,
  });
  return {
    openapi: "3.1.0",
    info: {
      title: text(),
      version: text(),
      description: text(),
      summary: text(),
      termsOfService: text(),
      contact: { name: text(), url: text(), email: text() },
      license: { name: text(), identifier: text(), url: text() },
      "x-logo": text(),
    },
    servers: [
      { url: "https://one.example.com", description: text() },
      { url: `https://two.example.com/?a=${encodeURI(safe(text()))}`, description: text() },
      server,
    ],
    tags: [
      { name: tag, ...described({ externalDocs: { url: text(), description: text() } }) },
      { name: second, ...described() },
    ],
    security: [{ [scheme]: [] }],
    paths: {
      "/streams": {
        get: operation({
          tags: [second],
          responses: {
            "200": { ...described(), content: { "text/event-stream": { schema: schema() } } },
            "201": {
              ...described(),
              content: { "application/octet-stream": { schema: schema() } },
            },
            "202": { ...described(), content: { "application/jsonl": { itemSchema: schema() } } },
            default: { ...described(), content: { "image/*": {} } },
          },
        }),
      },
      "/plain": {
        parameters,
        get: operation({ deprecated: true, security: [{ [oauth]: [scope] }, { [basic]: [] }, {}] }),
        post: operation({
          requestBody: { ...described(), content: content({ $ref: ref(cat) }), required: true },
          callbacks: {
            [text()]: {
              [`{$request.body#/${text()}}`]: {
                post: operation({ requestBody: { content: content(schema()) } }),
              },
            },
          },
        }),
        put: operation({
          tags: [second],
          servers: [{ url: "https://three.example.com", description: text() }],
          requestBody: {
            content: {
              "multipart/form-data": {
                schema: {
                  type: "object",
                  properties: { [key]: schema({ format: "binary" }), file: schema() },
                  required: [key],
                },
                encoding: { [key]: { contentType: `text/${safeToken(text())}`, style: text() } },
              },
              "application/x-www-form-urlencoded": {
                schema: {
                  type: "object",
                  properties: { [key]: { type: "array", items: { type: "string" } } },
                },
                encoding: { [key]: { style: "pipeDelimited", explode: false } },
              },
              [`text/${text()}`]: { schema: schema() },
            },
          },
        }),
      },
      [`/styled/{id}/${safe(text())}`]: {
        get: operation({
          tags: [],
          security: [{ [other]: [], [scheme]: [] }],
          parameters: [
            { in: "path", name: "id", required: true, schema: schema({ default: text() }) },
            { in: "query", name: text(), style: "deepObject", schema: { type: "object" } },
            {
              in: "query",
              name: text(),
              style: "spaceDelimited",
              schema: { type: "array", items: schema() },
            },
            { in: "query", name: "cursor", schema: { type: "string" } },
          ],
          responses: {
            "200": {
              ...described(),
              content: {
                "application/json": {
                  schema: {
                    type: "object",
                    properties: {
                      data: { type: "array", items: { $ref: ref(bird) } },
                      next_cursor: schema(),
                    },
                  },
                },
              },
            },
          },
        }),
      },
    },
    webhooks: {
      [text()]: {
        post: operation({
          parameters: [{ in: "header", name: text(), schema: schema() }],
          requestBody: { ...described(), content: content({ $ref: ref(cat) }) },
        }),
      },
      [text()]: { post: operation({ requestBody: { content: content(schema()) } }) },
    },
    components: {
      securitySchemes: {
        [scheme]: { type: "apiKey", in: "header", name: safeToken(token), ...described() },
        [oauth]: {
          type: "oauth2",
          ...described(),
          flows: {
            clientCredentials: {
              tokenUrl: `https://example.com/${text()}`,
              scopes: { [scope]: text() },
            },
          },
        },
        [basic]: { type: "http", scheme: "basic", ...described() },
        [other]: { type: "http", scheme: safeToken(text()), bearerFormat: text(), ...described() },
      },
      schemas: {
        [bird]: {
          type: "object",
          ...described({ title: text(), "x-tags": [text()], externalDocs: { url: text() } }),
          properties: {
            [kind]: { const: "bird" },
            [text()]: schema({ pattern: text(), format: text(), example: text(), default: text() }),
            [text()]: schema({ enum: [text(), text(), null], type: ["string", "null"] }),
            [text()]: { type: "object", properties: { [text()]: schema() }, ...described() },
            [text()]: schema({ const: text() }),
            [text()]: { const: { [text()]: [text()] } },
            list: { type: "array", items: schema(), examples: [[text()]] },
            binary: schema({ contentMediaType: text(), contentEncoding: text() }),
          },
          required: [text()],
          example: { [text()]: text() },
        },
        [cat]: {
          type: "object",
          properties: { [kind]: { const: "cat" }, name: schema() },
          patternProperties: { [text()]: schema(), [`^x-${text()}`]: schema() },
          additionalProperties: schema(),
          default: { [text()]: text() },
        },
        [text()]: {
          oneOf: [{ $ref: ref(bird) }, { $ref: ref(cat) }],
          discriminator: {
            propertyName: kind,
            mapping: { [text()]: ref(bird), [text()]: ref(cat) },
          },
        },
        [text()]: { allOf: [{ $ref: ref(bird) }, { properties: { more: schema() } }] },
        [text()]: schema({ enum: [text(), text()] }),
        [text()]: { type: "array", prefixItems: [schema(), schema()], ...described() },
      },
    },
    [`x-${text()}`]: { [text()]: text() },
  };
}

/** Settings with a text in each place where any text can stand. */
export function hostileSettings(fill: Fill, more: object = {}): object {
  let count = 10_000;
  const text = () => fill(count++);
  return {
    ...more,
    package: {
      name: "hostile-client",
      description: text() || "-",
      license: text() || "-",
      author: text() || "-",
      homepage: `https://example.com/${encodeURIComponent(safe(text()))}`,
      repository: encodeURIComponent(safe(text())) || "-",
      keywords: [text() || "-"],
    },
    envelope: { failure: { [text() || "-"]: text() } },
    webhooks: {
      signature: {
        header: "X-Signature",
        encoding: "hex",
        prefix: text() || "-",
        separator: text() || "-",
      },
      event: { property: "type" },
    },
  };
}

function ref(name: string): string {
  return `#/components/schemas/${pointed(name)}`;
}

function pointed(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A header has a name that a header can have. */
function safeToken(text: string): string {
  return text.replaceAll(/[^!#$%&'*+.^_`|~0-9A-Za-z-]/g, "-") || "x";
}

/** Halves of pairs cannot be encoded; braces are parameters; a question mark begins the query. */
function safe(text: string): string {
  return text.replaceAll(/[{}?#\p{Cs}]/gu, "");
}
