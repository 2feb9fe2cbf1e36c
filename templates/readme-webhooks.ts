import type { Api } from "./words.js";
import { stringLiteral } from "./literal.js";
import { codeBlock, inlineCode } from "./markdown.js";

/** The section about what the API sends by itself, where it does. */
export function webhookSection({ webhooks, package: { name } }: Api): readonly string[] {
  if (!webhooks) return [];
  const { list, payloads, parser } = webhooks;
  const [first] = list;
  const from = stringLiteral(name);
  const type = `${payloads}[${stringLiteral(first.name)}]`;
  if (!parser) {
    return [
      "## Webhooks",
      `${inlineCode(payloads)} has the types of what the API sends by itself, by the names of its webhooks and callbacks:`,
      codeBlock(
        "ts",
        [
          `import type { ${payloads} } from ${from};`,
          "",
          `function receive(payload: ${type}) {`,
          "  console.log(payload);",
          "}",
        ].join("\n"),
      ),
    ];
  }
  const parsed = list.find(({ payload }) => payload.isJson) ?? first;
  const use = parser.event
    ? [
        `    if (webhook.event === ${stringLiteral(parsed.name)}) {`,
        "      console.log(webhook.payload);",
        "    }",
      ]
    : ["    console.log(webhook.payload);"];
  return [
    "## Webhooks",
    `\`parseWebhook\` takes a \`Request\`, or \`{ headers, body }\` with the body as it came, and gives a verified ${inlineCode(parser.type)}${parser.event ? ", whose `event` tells the type of its `payload`" : ""}. ` +
      `It throws a \`WebhookError\` where the signature does not match${parser.signature.timestamp ? ", the webhook is too old" : ""} or the body is not understood. While a secret is exchanged, give both: \`[newSecret, oldSecret]\`.`,
    codeBlock(
      "ts",
      [
        `import { parseWebhook, WebhookError } from ${from};`,
        "",
        "export async function receive(request: Request): Promise<Response> {",
        "  try {",
        '    const webhook = await parseWebhook(request, process.env["WEBHOOK_SECRET"] ?? "");',
        ...use,
        "    return new Response(null, { status: 204 });",
        "  } catch (error) {",
        "    if (!(error instanceof WebhookError)) throw error;",
        "    return new Response(error.message, { status: 400 });",
        "  }",
        "}",
      ].join("\n"),
    ),
  ];
}
