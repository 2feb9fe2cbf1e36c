import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { generate } from "../generator/pipeline.js";
import { ApiError } from "../templates/runtime/errors.js";

/**
 * What documentation platforms print, and what becomes of it: each page of test/fixtures/defects
 * has one defect that real pages have, each of test/fixtures/shapes is printed as a platform does.
 */
interface Row {
  /** A file, or a folder with settings. */
  readonly page: string;
  /** `line:column code`, in the order of the stages; in a folder with the file in front. */
  readonly told?: readonly string[];
  /** JSON pointer into the welded and repaired document → what is there; undefined for nothing. */
  readonly holds?: Readonly<Record<string, unknown>>;
  /** Operations of the client: key → function. */
  readonly names?: Readonly<Record<string, string>>;
  /** What the text of the client's operations and types holds, and what not. */
  readonly text?: readonly (string | RegExp)[];
  readonly not?: readonly (string | RegExp)[];
}

const defects: readonly (Row & { readonly defect: string })[] = [
  {
    defect: "1 security names a scheme that nothing defines, together with one that is",
    page: "01-undefined-scheme.md",
    told: ["8:137 undefined-security-scheme"],
    holds: { "/security": [{ PortKey: [] }] },
  },
  {
    defect: "2 credentials as required parameters, no scheme",
    page: "02-keys-in-headers",
    told: [
      "02-keys-in-headers/tides.yaml:18:11 unlifted-credential",
      "02-keys-in-headers/tides.yaml:19:11 unlifted-credential",
      "02-keys-in-headers/tides.yaml:10:11 unlifted-credential",
    ],
    text: ['"X-Tide-Api-Key": string', '"Idempotency-Key": string', "page_token: string"],
  },
  {
    defect: "2 credentials as required parameters, both schemes in the overlay",
    page: "02-keys-lifted",
    told: [
      "02-keys-lifted/currents.yaml:18:11 credential-parameter",
      "02-keys-lifted/currents.yaml:19:11 credential-parameter",
      "02-keys-lifted/currents.yaml:10:11 credential-parameter",
    ],
    holds: {
      "/paths/~1tides/get/security": [{ TideApiKey: [], TideSecret: [] }],
      "/paths/~1moons/get/security": [{ TideApiKey: [], AccessToken: [] }],
    },
    text: ['"Idempotency-Key": string', "page_token: string"],
    not: [/x-tide[\w-]*"\??:/i, /access_token\??:/],
  },
  {
    defect: "2 a credential in the body",
    page: "02-key-in-body.md",
    told: ["6:297 credential-in-body"],
    text: ["api_key: string"],
  },
  {
    defect: "2 credentials in prose only",
    page: "02-no-security.md",
    told: ["6:122 no-security"],
  },
  {
    defect: "3 scopes on an API key",
    page: "03-scopes-on-api-key.yaml",
    holds: { "/security": [{ token: ["docks:read"] }] },
    text: ['security: [["token"]]'],
  },
  {
    defect: "4 one scheme in two spellings",
    page: "04-scheme-names-differ-in-case",
    told: ["04-scheme-names-differ-in-case/cranes.yaml:7:5 same-security-scheme"],
    holds: {
      "/components/securitySchemes": { BearerAuth: { type: "http", scheme: "bearer" } },
      "/paths/~1cranes/get/security": [{ BearerAuth: [] }],
    },
  },
  {
    defect: "5 a JWT declared as an API key, one of two alternatives",
    page: "05-jwt-as-api-key.yaml",
    told: ["7:5 raw-authorization"],
    text: ['security: [["JWT"], ["StaticKey"]]'],
  },
  {
    defect: "6 schemes of invalid types, an extension inside a requirement",
    page: "06-invalid-scheme-type.md",
    told: ["26:5 repaired-shape", "28:5 dropped-shape"],
    holds: {
      "/components/securitySchemes": { key: { type: "http", scheme: "bearer" } },
      "/security": [{ key: [] }],
    },
  },
  {
    defect: "7 members of allOf that contradict each other",
    page: "07-contradicting-allof.yaml",
    told: ["24:23 allof-contradiction"],
    text: ["type ListPilotsResponse = Reply<Pilot[]>;"],
  },
  {
    defect: "8 one operation on several pages, each with another body",
    page: "08-one-operation-many-pages.md",
    told: ["4:144 operation-conflict"],
    text: ['engine: "small-1"', /engine: "large-9";\s*boost\?: number/],
  },
  {
    defect: "9 paths that match the same requests",
    page: "09-equivalent-paths.yaml",
    told: ["11:5 equivalent-paths"],
    names: {
      "GET /sailors/external/{crewId}": "getSailorsExternalByCrewId",
      "GET /sailors/external/{externalId}": "getSailorsExternalByExternalId",
    },
  },
  {
    defect: "10 an operationId twice",
    page: "10-operation-id-twice.md",
    names: {
      "POST /v1/signals/send": "sendASignal",
      "POST /v2/signals/send": "postV2SignalsSend",
    },
  },
  {
    defect: "11 no operationId, a summary in no Latin letters",
    page: "11-no-operation-id.yaml",
    names: {
      "GET /ropes": "listTheRopes",
      "POST /ropes": "postRopes",
      "DELETE /ropes/{ropeId}": "deleteRopesByRopeId",
    },
  },
  {
    defect: "12 operationIds made by machines",
    page: "12-ugly-operation-ids.yaml",
    names: {
      "POST /v1/knots/ties": "v1KnotsTies",
      "GET /v1/knots/{knot_id}": "readKnot",
      "POST /knot_orders/filter": "postKnotOrdersFilter",
      "POST /laços": "criarLacoComCorda",
      "DELETE /knots/untie": "deleteKnotsUntie",
    },
  },
  {
    defect: "13 components of one name that differ",
    page: "13-component-shapes-differ.md",
    told: ["4:142 component-conflict"],
    holds: {
      "/components/schemas/Fault/properties/code": { type: "integer" },
      "/components/schemas/Fault2/properties/code": { type: "string" },
    },
    text: ["LoadErrors = { 400: Fault2 }", "UnloadErrors = { 400: Fault }"],
  },
  {
    defect: "14 two titles for one host, only one with security",
    page: "14-two-titles-one-host",
    holds: {
      "/info/title": "Weather API",
      "/paths/~1winds/get/security": [{ key: [] }],
      "/paths/~1waves/get/security": undefined,
    },
  },
  { defect: "15 no server", page: "15-servers-none.yaml", told: ["5:12 no-servers"] },
  { defect: "15 a relative server", page: "15-servers-relative.yaml", told: ["5:5 no-servers"] },
  {
    defect: "15 variables with and without a default, localhost",
    page: "15-servers-variables.yaml",
    told: ["7:5 server-variable", "9:5 server-variable"],
    text: [
      "https://maps.example/v1",
      "http://localhost:8080",
      'region: "eu" | "us";',
      "tenant: string;",
      "(variables: MapsServerVariables): URL",
    ],
    not: ["`: https://{region}", "`: https://{tenant}"],
  },
  {
    defect: "16 a path parameter that is not declared",
    page: "16-undeclared-path-parameter.md",
    told: ["11:5 undeclared-path-parameter"],
    text: [/path: \{\s*id: string/],
  },
  {
    defect: "17 responses that are missing or empty",
    page: "17-responses-missing.yaml",
    told: ["7:5 no-responses"],
    text: ["ListLampsResponse = unknown", "AddLampResponse = void"],
  },
  {
    defect: "18 types that are missing, bare or none",
    page: "18-types-missing.yaml",
    told: ["9:19 dropped-shape"],
    text: [
      "colour?: unknown;",
      "stripes?: unknown[];",
      "extra?: Record<string, unknown>;",
      "anything?: unknown;",
    ],
  },
  {
    defect: "19 enums of null, of objects, of one value, of numbers",
    page: "19-odd-enums.yaml",
    told: ["11:31 repaired-shape"],
    text: ["nothing?: null;", 'tone?: "low" | "high";', 'kind?: "bell";', "rung?: 0 | 1;"],
  },
  {
    defect: "20 $ref with siblings",
    page: "20-ref-with-siblings.yaml",
    text: [/What it is made of \*\/\s*wood: Wood;/, "spare: Wood | null;"],
  },
  {
    defect: "21 $ref to a number of the platform",
    page: "21-ref-to-uuid.md",
    told: ["15:17 external-ref"],
  },
  {
    defect: "21 $ref with raw spaces and slashes, $id",
    page: "21-raw-ref-and-id.yaml",
    text: ["ListKeelsResponse = KeelServiceListResponse200", "keels?: Keel[]"],
  },
  {
    defect: "22 component names that clash as TypeScript names",
    page: "22-component-names.yaml",
    text: [
      "a?: DeckPlanModel;",
      "b?: DeckPlan;",
      "c?: ResultDeckPlanString;",
      "d?: Ship1deck;",
      "e?: Model;",
      "f?: ApiErrorModel;",
    ],
  },
  ...["23-mixed-versions.yaml", "23-mixed-versions-3.1.yaml"].map((page) => ({
    defect: "23 keywords of the other version",
    page,
    holds: {
      "/components/schemas/Oar/properties/owner": { type: ["string", "null"] },
      "/components/schemas/Oar/properties/limit": { type: "number", exclusiveMinimum: 1 },
    },
    text: ["maker?: string | null;", 'grade?: "first";', "owner?: string | null;"],
  })),
  {
    defect: "24 a body on GET",
    page: "24-body-on-get.yaml",
    told: ["9:7 body-on-get"],
    not: ["depth", "body:"],
  },
  {
    defect: "25 tags that are undeclared, nested, or no words",
    page: "25-odd-tags.yaml",
    told: ["9:44 repaired-shape"],
    text: [
      "=== src/operations/crew-unread-notes.ts",
      "=== src/operations/money-wages.ts",
      "=== src/operations/operations.ts",
      "=== src/operations/ranks.ts",
      "=== src/operations/undeclared.ts",
    ],
  },
  {
    defect: "26 headers that the HTTP client decides",
    page: "26-header-noise.yaml",
    told: ["13:11 authorization-parameter", "10:11 transport-header"],
    text: [/headers\?: \{\s*"X-Trace"\?: string;\s*\}/],
    not: ["Accept", "Content-Type"],
  },
  {
    defect: "27 names with brackets",
    page: "27-bracketed-names.yaml",
    text: ['"id[]"?: string[]', '"note[file_urls][]"?: string[]'],
  },
  {
    defect: "28 descriptions that would end a comment",
    page: "28-hostile-descriptions.json",
    text: [
      "List *\\/ process.exit(1) /* entries",
      "**\\/*.log",
      '"text */ x"?: string',
      "{{variable}}",
    ],
    not: [/^process/m, "\r"],
  },
  {
    defect: "29 a parameter of another type than the model's property",
    page: "29-parameter-type-differs.yaml",
    text: ["imoNumber: string;", "imoNumber?: number;"],
  },
  {
    defect: "31 an envelope in an envelope",
    page: "31-double-envelope.yaml",
    text: [
      /MakeClaimResponse = Reply<MakeClaimData>/,
      /interface MakeClaimData \{\s*ok\?: boolean;\s*message\?: string;\s*claim\?: \{/,
    ],
  },
  {
    defect: "32 a webhook described as a path, moved by the overlay",
    page: "32-webhook-as-path",
    holds: {
      "/paths/~1webhooks~1events": undefined,
      "/webhooks/event/post/operationId": "receiveEvent",
    },
    names: { "GET /alarms": "listAlarms" },
  },
  {
    defect: "33 truth values and numbers as text",
    page: "33-values-as-text.yaml",
    told: ["11:37 repaired-shape", "12:61 repaired-shape"],
    text: ["page?: string;", "fresh: boolean;", "size?: number;"],
  },
  { defect: "34 JSON that is cut off", page: "34-truncated.md", told: ["4:101 broken-document"] },
];

const shapes: readonly (Row & { readonly shape: string })[] = [
  {
    shape: "GitBook: banner, hint, sample, escaped quote, trailer",
    page: "gitbook-page.md",
    holds: {
      "/security": [{ key: [] }],
      "/tags/0/name": "Trees",
      "/paths/~1trees/get/description": "Gives **all** trees.",
      "/paths/~1tree_types/post/tags": ["Trees"],
    },
    names: { "GET /trees": "listTrees", "POST /tree_types": "postTreeTypes" },
  },
  {
    shape: "GitBook: models only",
    page: "gitbook-models.md",
    holds: { "/paths": {} },
    text: ["kind?: GroveKind;", "type GroveKind = (typeof groveKindValues)[number];"],
  },
  {
    shape: "GitBook: a page that is not there, with status 200",
    page: "gitbook-not-found.md",
    told: ["no-fragments"],
  },
  {
    shape: "GitBook: four backticks around a description with a fence",
    page: "gitbook-long-fence.md",
    told: ["4:95 no-servers"],
    names: { "POST /grafts": "postGrafts" },
  },
  {
    shape: "llms-full.txt: several APIs and a page that is not there",
    page: "llms-full.txt",
    told: ["14:28 several-apis"],
  },
  {
    shape: "ReadMe: front matter, keys in alphabetical order, root security overridden",
    page: "readme-front-matter.md",
    told: ["34:15 server-variable"],
    holds: { "/security": [{ sec1: [] }], "/paths/~1grinds~1{id}/post/parameters/0/name": "id" },
    names: { "POST /grinds/{id}": "grind" },
  },
  {
    shape: "ReadMe: typed by hand, no responses",
    page: "readme-bare.md",
    told: ["20:7 no-responses"],
    text: ['"id[]"?: string[] | null'],
  },
  {
    shape: "Mintlify: four backticks, YAML, MDX and a sample with the word openapi",
    page: "mintlify.md",
    holds: { "/info/version": "1.10", "/security": [{ bearer: [] }] },
    names: { "POST /v1/fires/": "fireAPot" },
  },
  {
    shape: "Mintlify: indented in tags, with blank lines",
    page: "mintlify-in-tabs.md",
    told: ["16:9 no-security", "16:9 no-servers"],
    holds: { "/info/description": "First line\n\nafter a blank one" },
    names: { "GET /ones": "getOnes", "GET /twos": "getTwos" },
  },
  {
    shape: "Mintlify: the older private form",
    page: "mintlify-private.md",
    told: ["6:1 not-openapi"],
  },
  { shape: "Mintlify: a webhook", page: "mintlify-webhook.md", told: ["4:1 empty-document"] },
  {
    shape:
      "Fern, older: title of the endpoint, server in the request line, enum of objects, nested tags",
    page: "fern-older.md",
    told: [
      "3:5 server-from-page",
      "14:1 repaired-shape",
      "22:7 repaired-shape",
      "38:7 repaired-shape",
      "19:5 no-security",
    ],
    holds: {
      "/info/title": "",
      "/info/version": "",
      "/servers": [{ url: "https://api.loom.example/v1.3" }],
    },
    text: ["type LoomKind = (typeof loomKindValues)[number];"],
    names: { "GET /looms/{id}": "retrieve" },
  },
  {
    shape: "Fern, newer: credentials as headers, names with spaces and slashes, folded $ref",
    page: "fern-newer.md",
    told: ["19:11 credential-parameter", "24:11 credential-parameter"],
    holds: { "/paths/~1threads/get/security": [{ LoomKey: [], BearerAuth: [] }] },
    text: ["first?: LoomAPIThread;"],
  },
  {
    shape: "Apidog: extensions everywhere, an example in place of a schema",
    page: "apidog.md",
    told: ["26:11 unlifted-credential", "20:11 transport-header"],
    holds: { "/paths/~1jars/get/security": undefined, "/security": [] },
    text: ["lid?: null;", 'glaze?: "salt";'],
    names: { "GET /jars": "getJars" },
  },
  {
    shape: "a page turned from HTML to text, without fences",
    page: "html-to-text.md",
    names: { "GET /bells": "getBells", "POST /rings": "postRings" },
  },
  {
    shape: "Swagger in prose, abbreviated by hand",
    page: "swagger-in-prose.md",
    told: ["6:48 broken-document"],
  },
];

describe("defects", () => {
  test.each(defects)("$defect ($page)", async (row) => {
    expect(await outcomeOf("defects", row)).toEqual(wanted(row));
  });
});

describe("shapes", () => {
  test.each(shapes)("$shape ($page)", async (row) => {
    expect(await outcomeOf("shapes", row)).toEqual(wanted(row));
  });
});

function wanted({ told = [], holds = {}, names }: Row) {
  return { told, holds, names, textWithout: [], textWith: [] };
}

test("every row of the catalogue has a page, but for those that documents cannot show", () => {
  const rows = new Set(defects.map(({ defect }) => Number.parseInt(defect, 10)));
  const all = Array.from({ length: 34 }, (_, index) => index + 1);
  // What the API answers contradicts what it documents: the client meets it when it runs.
  expect(all.filter((row) => !rows.has(row))).toEqual([30]);
});

describe("30 an error that isn't what the document says: the message has the server's words", () => {
  const cases: readonly { name: string; given: string; want: string }[] = [
    {
      name: "error is a text",
      given: '{"success":false,"error":"No such berth","data":null}',
      want: 'getBerth: 404 "No such berth"',
    },
    {
      name: "error is an object",
      given: '{"success":false,"error":{"code":"NO_BERTH","message":"No such berth"}}',
      want: 'getBerth: 404 {"code":"NO_BERTH","message":"No such berth"}',
    },
    {
      name: "error is null",
      given: '{"error":null,"at":1}',
      want: 'getBerth: 404 {"error":null,"at":1}',
    },
    { name: "the body is a text", given: '"No such berth"', want: 'getBerth: 404 "No such berth"' },
    { name: "the body is a list", given: "[1]", want: "getBerth: 404 [1]" },
    { name: "the body is null", given: "null", want: "getBerth: 404 null" },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    const body: unknown = JSON.parse(given);
    const url = new URL("https://harbour.example/berths/1");
    const error = new ApiError("getBerth", "GET", url, new Response(given, { status: 404 }), body);
    expect(error.message).toBe(want);
    expect(error.body).toBe(body);
  });
});

async function outcomeOf(kind: string, { page, holds = {}, names, text = [], not = [] }: Row) {
  const root = fileURLToPath(new URL(`fixtures/${kind}`, import.meta.url));
  const { diagnostics, results } = await generate({
    inputs: [page],
    root,
    out: fileURLToPath(new URL("fixtures/no-such-folder", import.meta.url)),
    check: true,
    format: true,
  });
  const isFile = /\.\w+$/.test(page);
  const told = diagnostics.map(({ code, place }) => {
    if (!place) return code;
    const at = `${place.line}:${place.column} ${code}`;
    return isFile ? at : `${place.file}:${at}`;
  });
  const files = (results.emit?.files ?? [])
    .filter(({ path }) => /^src\/(?:operations\/|types|client\.ts)/.test(path))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const operations = results.model?.groups.flatMap((group) => group.operations) ?? [];
  const written = files.map((file) => `=== ${file.path}\n${file.text}`).join("");
  const isIn = (part: string | RegExp) =>
    typeof part === "string" ? written.includes(part) : part.test(written);
  return {
    told,
    holds: Object.fromEntries(
      Object.keys(holds).map((pointer) => [pointer, valueAt(results.repair?.document, pointer)]),
    ),
    names: names && Object.fromEntries(operations.map(({ key, name }) => [key, name])),
    textWithout: text.filter((part) => !isIn(part)),
    textWith: not.filter(isIn),
  };
}

function valueAt(root: unknown, pointer: string): unknown {
  const tokens = pointer.split("/").slice(1);
  return tokens.reduce<unknown>((value, token) => {
    if (typeof value !== "object" || value === null) return undefined;
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    return Object.entries(value).find(([name]) => name === key)?.[1];
  }, root);
}
