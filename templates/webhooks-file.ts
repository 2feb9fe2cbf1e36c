import type {
  ExportDeclarationStructure,
  FunctionDeclarationStructure,
  ImportDeclarationStructure,
} from "ts-morph";
import { headerMembers } from "./header-members.js";
import { blockDoc, jsdoc, shortestFirst } from "./jsdoc.js";
import { propertyKey, stringLiteral, valueLiteral } from "./literal.js";
import { inlineCode } from "./markdown.js";
import { sourceFile, type Statement } from "./source-file.js";
import type { PrintedMember, TypeText } from "./type-text.js";
import { typeDeclaration } from "./types-file.js";
import {
  type Webhook,
  type WebhookHeaders,
  type WebhookParser,
  type Webhooks,
  worded,
} from "./words.js";
import { StructureKind, VariableDeclarationKind } from "./ts-morph.js";

/** `src/webhooks.ts`: the payloads and headers of webhooks and callbacks, and what parses them. */
export function webhooksFile(webhooks: Webhooks, typeText: TypeText): string {
  const { list, parser } = webhooks;
  const payloads = list.map((webhook) => printPayload(webhook, typeText));
  const map = typeDeclaration(
    webhooks.payloads,
    jsdoc([
      "What the API sends by itself: the payloads of its webhooks and callbacks, by their names.",
    ]),
    {
      kind: "interface",
      parameters: [],
      members: payloads.map(({ member }) => member),
      references: [],
    },
  );
  return sourceFile(
    [
      ...(parser ? runtimeImports(list) : []),
      ...typesImport([...new Set(payloads.flatMap(({ references }) => references))]),
    ],
    [
      ...(parser ? [receivingExports] : []),
      ...payloads.flatMap(({ declarations }) => declarations),
      ...headersOf(list).map(headersDeclaration),
      map,
      ...(parser ? parserStatements(webhooks, parser) : []),
    ],
  );
}

interface PrintedPayload {
  readonly declarations: readonly Statement[];
  readonly member: PrintedMember;
  readonly references: readonly string[];
}

/** A component is the payload as it is; anything else is declared. */
function printPayload(webhook: Webhook, typeText: TypeText): PrintedPayload {
  const { name, payload, summary, description, deprecated } = webhook;
  const { type, schema } = payload;
  const doc = jsdoc(shortestFirst(summary, description), deprecated ? ["@deprecated"] : []);
  const printed =
    type === undefined
      ? typeText.expression(schema)
      : typeText.declaration({
          name: type,
          wireName: worded<string>(type),
          parameters: [],
          schema,
        });
  const about = typeof schema === "object" ? schema.description : undefined;
  return {
    declarations:
      type === undefined || !("kind" in printed)
        ? []
        : [typeDeclaration(type, jsdoc([`The payload of ${inlineCode(name)}.`, about]), printed)],
    member: {
      kind: "property",
      name: propertyKey(name),
      optional: false,
      readonly: false,
      type: type ?? ("text" in printed ? printed.text : "unknown"),
      ...(doc !== undefined && { doc }),
    },
    references: printed.references,
  };
}

function headersOf(list: readonly Webhook[]): readonly WebhookHeaders[] {
  const byType = new Map(list.flatMap(({ headers }) => (headers ? [[headers.type, headers]] : [])));
  return [...byType.values()];
}

function headersDeclaration({ type, list }: WebhookHeaders): Statement {
  const printed = { kind: "interface", parameters: [], members: headerMembers(list) } as const;
  const doc = jsdoc(["The documented headers of webhooks."]);
  return typeDeclaration(type, doc, { ...printed, references: [] });
}

function parserStatements(webhooks: Webhooks, parser: WebhookParser): Statement[] {
  const { list } = webhooks;
  const differing = parser.headers === undefined ? [] : [headersByName(parser.headers, list)];
  const text = webhookType(webhooks, parser);
  const union = typeDeclaration(
    parser.type,
    jsdoc(["A webhook that {@link parseWebhook} has verified."]),
    { kind: "alias", parameters: [], text, references: [] },
  );
  return [...differing, union, schemeConstant(list, parser), parseFunction(parser)];
}

function headersByName(type: string, list: readonly Webhook[]): Statement {
  const members = list.map(({ name, headers }): PrintedMember => ({
    kind: "property",
    name: propertyKey(name),
    optional: false,
    readonly: false,
    type: headers?.type ?? "object",
  }));
  const printed = { kind: "interface", parameters: [], members, references: [] } as const;
  return typeDeclaration(
    type,
    jsdoc(["The documented headers of webhooks, by their names."]),
    printed,
  );
}

/** A union that `event` tells apart; without it, the payloads have to. */
function webhookType({ payloads, list }: Webhooks, parser: WebhookParser): string {
  const others = list.filter(({ payload }) => !payload.isJson);
  const all = `keyof ${payloads}`;
  const names =
    others.length === 0
      ? all
      : `Exclude<${all}, ${others.map(({ name }) => stringLiteral(name)).join(" | ")}>`;
  const [headers] = headersOf(list);
  const typed = parser.headers === undefined ? headers?.type : `${parser.headers}[Name]`;
  const members = [
    ...(parser.event ? ["readonly event: Name;"] : []),
    `readonly payload: ${payloads}[Name];`,
    `readonly headers: ${typed === undefined ? "Headers" : `TypedHeaders<${typed}>`};`,
  ];
  return `{ [Name in ${names}]: { ${members.join(" ")} } }[${names}]`;
}

function schemeConstant(
  list: readonly Webhook[],
  { signature, event, values }: WebhookParser,
): Statement {
  const names = list.filter(({ payload }) => payload.isJson).map(({ name }) => name);
  const scheme = {
    ...signature,
    ...(event && { event }),
    names,
    ...(valueLiteral(values) !== "{}" && { values }),
  };
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name: "scheme", type: "WebhookScheme", initializer: valueLiteral(scheme) }],
  };
}

function parseFunction({ type }: WebhookParser): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    name: "parseWebhook",
    isExported: true,
    docs: blockDoc(
      jsdoc(
        [
          "Verifies a webhook, then parses it. Throws a {@link WebhookError} where it was not signed with the secret, is too old, or is none of those documented.",
        ],
        [
          "@param received the request, or its headers with its body as it came: bytes or text, not parsed",
          "@param secret what webhooks are signed with: one secret, or several while one takes the place of another",
        ],
      ),
    ),
    parameters: [
      { name: "received", type: "Request | ReceivedWebhook" },
      { name: "secret", type: "string | readonly string[]" },
      { name: "options", type: "WebhookOptions", hasQuestionToken: true },
    ],
    returnType: `Promise<${type}>`,
    statements: [`return receiveWebhook<${type}>(scheme, received, secret, options);`],
  };
}

/** A program that only sends has nothing of it: it stands beside the client's runtime. */
const receiving = "./runtime/webhook.js";

function runtimeImports(list: readonly Webhook[]): ImportDeclarationStructure[] {
  const typed =
    headersOf(list).length > 0 ? [typeImport("./runtime/index.js", ["TypedHeaders"])] : [];
  return [
    ...typed,
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: receiving,
      namedImports: [
        { name: "receiveWebhook" },
        ...["ReceivedWebhook", "WebhookError", "WebhookOptions", "WebhookScheme"].map((name) => ({
          name,
          isTypeOnly: true,
        })),
      ],
    },
  ];
}

/** What callers of the parser need beside it. */
const receivingExports: ExportDeclarationStructure = {
  kind: StructureKind.ExportDeclaration,
  moduleSpecifier: receiving,
  namedExports: [
    { name: "WebhookError" },
    { name: "ReceivedWebhook", isTypeOnly: true },
    { name: "WebhookOptions", isTypeOnly: true },
  ],
};

function typesImport(references: readonly string[]): ImportDeclarationStructure[] {
  return references.length === 0 ? [] : [typeImport("./types.js", references)];
}

function typeImport(moduleSpecifier: string, names: readonly string[]): ImportDeclarationStructure {
  return {
    kind: StructureKind.ImportDeclaration,
    isTypeOnly: true,
    moduleSpecifier,
    namedImports: names.toSorted().map((name) => ({ name })),
  };
}
