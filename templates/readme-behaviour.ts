import type { Api, Operation } from "./words.js";
import { stringLiteral, valueLiteral } from "./literal.js";
import { codeBlock, inlineCode } from "./markdown.js";
import { streamOf } from "./operation-types.js";
import { callOf, inputExample } from "./sample-call.js";

/** The sections about what all calls have in common, shown with one of them. */
export function behaviour(api: Api, operation: Operation | undefined): readonly string[] {
  if (!operation) return [];
  const call = callOf(operation, api, "").slice(0, -1);
  return [
    "## Errors",
    "A call rejects with an `ApiError` when the server answers with an error status " +
      "(`NotFoundError`, `RateLimitError` and others are kinds of it), with a `ConnectionError`, " +
      "`TimeoutError` or `AbortError` when no answer came, and with a `MissingCredentialsError` before anything is sent.",
    codeBlock(
      "ts",
      [
        `import { ApiError, RateLimitError } from ${stringLiteral(api.package.name)};`,
        "",
        "try {",
        `  await ${call};`,
        "} catch (error) {",
        '  if (error instanceof RateLimitError) console.log(error.headers.get("retry-after"));',
        "  else if (error instanceof ApiError) console.log(error.status, error.requestId, error.body);",
        "  else throw error;",
        "}",
      ].join("\n"),
    ),
    "`.result()` gives a value instead of throwing on a status:",
    codeBlock(
      "ts",
      [
        `const outcome = await ${call}.result();`,
        "if (outcome.ok) console.log(outcome.data);",
        "else console.log(outcome.status, outcome.error);",
      ].join("\n"),
    ),
    "`.withResponse()` gives the `Response` beside the data:",
    codeBlock("ts", `const { data, response } = await ${call}.withResponse();`),
    ...envelopeSection(api),
    ...pagesSection(api),
    ...streamsSection(api),
    "## Endpoints without a function",
    "`rawRequest` sends any other request with the client's credentials, retries and errors:",
    codeBlock(
      "ts",
      [
        `import { rawRequest } from ${stringLiteral(api.package.name)};`,
        "",
        'const answer = await rawRequest(client, { method: "GET", path: "/some/path" });',
      ].join("\n"),
    ),
    "## Timeouts and retries",
    "An attempt may take 60 seconds, and a call is tried up to three times, with growing pauses or after what " +
      "`Retry-After` says. `POST` and `PATCH` are tried again only where the server cannot have acted: " +
      "no connection, 429, 503 with `Retry-After`, or with an `idempotencyKey`. The middleware `rateLimits` " +
      "reads the headers of servers that say `RateLimit-Reset`, `X-RateLimit-Reset` or the like instead. All of it can be set, " +
      "for a client and for a call:",
    codeBlock(
      "ts",
      `await ${withOptions(operation, api, "{ timeout: 5_000, maxRetries: 0, signal: AbortSignal.timeout(20_000) }")};`,
    ),
    ...idempotencySection(api),
    "## Around all calls",
    "A client can be limited in the number of its calls under way, and in the time that a call may take with all its attempts. " +
      "`fetch: limitSize(10_000_000)` among its options ends answers that have more bytes. " +
      "`logging`, as middleware, tells of each attempt, without headers and bodies. `bind` gives functions their client:",
    codeBlock(
      "ts",
      [
        `import { bind, limitConcurrency, limitTime, logging } from ${stringLiteral(api.package.name)};`,
        `import * as operations from ${stringLiteral(api.package.name)};`,
        "",
        "const options = { middleware: [logging(console)] };",
        "const limited = limitTime(limitConcurrency(client, 10), 30_000);",
        "const bound = bind(limited, operations);",
        `const answer = await bound.${callOf(operation, api, "").replace(/\(client(?:, )?/, "(")}`,
      ].join("\n"),
    ),
  ];
}

function idempotencySection(api: Api): readonly string[] {
  const operations = api.groups.flatMap((group) => group.operations);
  const [header] = operations.flatMap(({ idempotencyHeader }) => idempotencyHeader ?? []);
  if (header === undefined) return [];
  return [
    `Each \`POST\` and \`PATCH\` carries a key of its own in ${inlineCode(header)}, the same in all attempts, so that it is tried again like the others.`,
  ];
}

function pagesSection(api: Api): readonly string[] {
  const operations = api.groups.flatMap((group) => group.operations);
  const operation = operations.find(({ pagination }) => pagination !== undefined);
  if (!operation) return [];
  const call = callOf(operation, api, "").slice(0, -1);
  return [
    "## Pages",
    "A list that comes page by page is gone through with `for await`; a page is fetched when it is reached. " +
      "`.pages()` goes through the pages, `.page()` gives the first, which has `items`, `hasNextPage()` and `getNextPage()`.",
    codeBlock(
      "ts",
      `${importing(operation, api)}for await (const item of ${call}) console.log(item);`,
    ),
  ];
}

/** The functions of the README's first lines are there already. */
function importing({ name }: Operation, api: Api): string {
  const [first] = api.groups.flatMap(({ operations }) => operations);
  if (first?.name === name) return "";
  return `import { ${name} } from ${stringLiteral(api.package.name)};\n\n`;
}

function streamsSection(api: Api): readonly string[] {
  const operations = api.groups.flatMap((group) => group.operations);
  const arriving = operations.flatMap((operation) => {
    const { streamed } = operation;
    const second = streamed && {
      ...operation,
      name: streamed.name,
      responses: [streamed.answer],
    };
    return [operation, ...(second ? [second] : [])].filter((each) => streamOf(each));
  });
  const bytes = arriving.find((each) => streamOf(each)?.kind === "bytes");
  const items = arriving.find((each) => streamOf(each)?.kind === "stream");
  return [
    ...(items || bytes ? ["## Streams"] : []),
    ...(items ? itemsSection(importing(items, api), callOf(items, api, "").slice(0, -1)) : []),
    ...(bytes
      ? bytesSection(importing(bytes, api) + callOf(bytes, api, "const stream = await "))
      : []),
  ];
}

function itemsSection(imports: string, call: string): readonly string[] {
  return [
    "An answer that comes item by item is gone through with `for await`. Leaving the loop, or aborting the call, ends the " +
      "connection; who does not read a stream has to `cancel()` it. `.events()` gives each item with the type and id of its event.",
    codeBlock("ts", `${imports}for await (const item of await ${call}) console.log(item);`),
  ];
}

function bytesSection(statement: string): readonly string[] {
  return [
    "A file is a `Blob`; the function of the same name with `Stream` behind it gives its bytes as they arrive, a " +
      "`ReadableStream` that has to be read to its end or cancelled.",
    codeBlock("ts", statement),
  ];
}

function envelopeSection(api: Api): readonly string[] {
  const all = api.groups.flatMap(({ operations }) => operations);
  const operation = all.find(({ unwrap }) => unwrap !== undefined);
  if (operation?.unwrap === undefined) return failureSection(api);
  const call = callOf(operation, api, "").slice(0, -1);
  const property = inlineCode(operation.unwrap);
  const others = all.some(({ unwrap, responses }) => unwrap === undefined && responses.length > 0);
  return [
    "## Envelopes",
    `The API's answers carry their data as ${property} in an envelope. Functions give the data itself` +
      `${others ? ", where there is an envelope" : ""}; \`.envelope()\` gives the whole answer:`,
    codeBlock("ts", `${importing(operation, api)}const envelope = await ${call}.envelope();`),
    "It also stands beside the data in what `.withResponse()` gives: `{ data, envelope, response }`.",
    ...failureSection(api),
  ];
}

function failureSection({ failure }: Api): readonly string[] {
  if (!failure) return [];
  return [
    `An answer with ${inlineCode(valueLiteral(failure))} is thrown as an \`ApiError\` whatever its status; \`.result()\` gives it as a failure.`,
  ];
}

function withOptions(operation: Operation, api: Api, options: string): string {
  const call = callOf(operation, api, "").slice(0, -2);
  return `${call}${inputExample(operation, api) === "" ? ", {}" : ""}, ${options})`;
}
