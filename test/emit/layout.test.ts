import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  type Arbitrary,
  letrec,
  oneof,
  tuple,
} from "fast-check";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { layOut } from "../../generator/emit/layout/layout.js";

const prettier = async (text: string) => (await format(text, { parser: "babel-ts" })).trimEnd();

/** Names that take much of a line. */
const long = "aNameThatTakesMuchOfALine";
const longer = "anotherNameThatTakesEvenMoreOfTheLine";

const forms: readonly { readonly is: string; readonly given: string; readonly want: string }[] = [
  {
    is: "names that are imported",
    given: `import { a, type B } from './a.js';\nimport type {C} from "./c.js";\nimport * as d from "d";`,
    want: `import { a, type B } from "./a.js";\nimport type { C } from "./c.js";\nimport * as d from "d";`,
  },
  {
    is: "more names than a line takes",
    given: `import { ${long}, ${longer}, type D as E } from "./a.js";`,
    want: `import {\n  ${long},\n  ${longer},\n  type D as E,\n} from "./a.js";`,
  },
  {
    is: "one name, however long",
    given: `import { ${longer}${longer} } from "./a.js";`,
    want: `import { ${longer}${longer} } from "./a.js";`,
  },
  {
    is: "what is exported from elsewhere",
    given: `export * from "./a.js";\nexport * as b from "./b.js";\nexport { c } from "./c.js";\nexport type { D } from "./d.js";`,
    want: `export * from "./a.js";\nexport * as b from "./b.js";\nexport { c } from "./c.js";\nexport type { D } from "./d.js";`,
  },
  {
    is: "an interface with its comments",
    given: `/**\n   * Of a thing.\n   *\n * @example "a"\n    */\nexport interface A<T = B, U extends C = D> extends E<T>   {\n      /** Its name. */\n      readonly "name"?: string;\n\n      "x-y": T[];\n      [key: string]: unknown }`,
    want: `/**\n * Of a thing.\n *\n * @example "a"\n */\nexport interface A<T = B, U extends C = D> extends E<T> {\n  /** Its name. */\n  readonly name?: string;\n\n  "x-y": T[];\n  [key: string]: unknown;\n}`,
  },
  {
    is: "an interface of nothing",
    given: "export interface A {\n}",
    want: "export interface A {}",
  },
  {
    is: "an object that began with a line, and one that did not",
    given: "export type A = {\n a: { b: string, 404: C }; };",
    want: "export type A = {\n  a: { b: string; 404: C };\n};",
  },
  {
    is: "an object that is too long for a line",
    given: `export type A = { ${long}: string; ${longer}?: number; };`,
    want: `export type A = {\n  ${long}: string;\n  ${longer}?: number;\n};`,
  },
  {
    is: "a union in a property",
    given: `export interface A { ${long}: "${long}" | "${longer}" | null; b: | "c" | "d" }`,
    want: `export interface A {\n  ${long}:\n    | "${long}"\n    | "${longer}"\n    | null;\n  b: "c" | "d";\n}`,
  },
  {
    is: "an object or null, and an array of such",
    given: `export interface A { a: {\n b: string } | null; c: ({\n d: E } | null)[]; f: (G | string)[] }`,
    want: `export interface A {\n  a: {\n    b: string;\n  } | null;\n  c: ({\n    d: E;\n  } | null)[];\n  f: (G | string)[];\n}`,
  },
  {
    is: "a union that gets a name",
    given: `export type A = "${long}" | "${longer}" | { a: B } | (C & D);`,
    want: `export type A =\n  | "${long}"\n  | "${longer}"\n  | { a: B }\n  | (C & D);`,
  },
  {
    is: "a name that does not fit beside another",
    given: `export type ${longer} = ${long}${longer};`,
    want: `export type ${longer} =\n  ${long}${longer};`,
  },
  {
    is: "objects that hold together",
    given: `export type A = {\n a: B } & C<D> & {\n e: F } & { [key: string]: unknown };`,
    want: `export type A = {\n  a: B;\n} & C<D> & {\n    e: F;\n  } & { [key: string]: unknown };`,
  },
  {
    is: "names that hold together",
    given: `export type A = ${long} & ${longer} & ${longer};`,
    want: `export type A = ${long} &\n  ${longer} &\n  ${longer};`,
  },
  {
    is: "type arguments",
    given: `export type A = Record<string, ${long}<${longer}>>;\nexport type ${longer} = B<${long}, ${longer}>;\nexport type C = D<{\n e: F }>;`,
    want: `export type A = Record<\n  string,\n  ${long}<${longer}>\n>;\nexport type ${longer} = B<\n  ${long},\n  ${longer}\n>;\nexport type C = D<{\n  e: F;\n}>;`,
  },
  {
    is: "type parameters that break",
    given: `export type ${long}<${longer}, Another = ${long}> = { a: B };`,
    want: `export type ${long}<\n  ${longer},\n  Another = ${long},\n> = { a: B };`,
  },
  {
    is: "tuples",
    given: `export type A = [];\nexport type B = [string, ${long} | "b", ${longer} | "c"];`,
    want: `export type A = [];\nexport type B = [\n  string,\n  ${long} | "b",\n  ${longer} | "c",\n];`,
  },
  {
    is: "types of values, and what is in them",
    given: `export type A = typeof a.b[number] | null;\nexport type B = (keyof typeof c)[];\nexport type C = (readonly string[])["length"];`,
    want: `export type A = (typeof a.b)[number] | null;\nexport type B = (keyof typeof c)[];\nexport type C = (readonly string[])["length"];`,
  },
  {
    is: "a type for each key",
    given: `export type A = { [Name in keyof B]: { readonly c: B[Name]; readonly ${long}: ${long}<D>; } }[keyof B];`,
    want: `export type A = {\n  [Name in keyof B]: {\n    readonly c: B[Name];\n    readonly ${long}: ${long}<D>;\n  };\n}[keyof B];`,
  },
  {
    is: "literals",
    given: `export type A = 'it\\'s' | "say \\"a\\"" | -1 | 2.5 | true | \`https://\${string}\`;`,
    want: `export type A = "it's" | 'say "a"' | -1 | 2.5 | true | \`https://\${string}\`;`,
  },
  {
    is: "values of an enum",
    given: `export const a = ["b", "c"] as const;\nexport const d = ["${long}", "${longer}", "e"] as const;`,
    want: `export const a = ["b", "c"] as const;\nexport const d = [\n  "${long}",\n  "${longer}",\n  "e",\n] as const;`,
  },
  {
    is: "numbers, as many on a line as fit",
    given: `export const a = [${Array.from({ length: 30 }, (_, index) => index * 11).join(", ")}] as const;`,
    want: `export const a = [\n  0, 11, 22, 33, 44, 55, 66, 77, 88, 99, 110, 121, 132, 143, 154, 165, 176, 187,\n  198, 209, 220, 231, 242, 253, 264, 275, 286, 297, 308, 319,\n] as const;`,
  },
  {
    is: "a function that sends a request",
    given: `export function a(client: Client, input?: B, options: C = {}): D<E> & F<G["h"]> { return request(client, { method: "GET", path: "/${long}", security: [["a", "b"], ["c", "d"]] }, input, options); }`,
    want: `export function a(\n  client: Client,\n  input?: B,\n  options: C = {},\n): D<E> & F<G["h"]> {\n  return request(\n    client,\n    {\n      method: "GET",\n      path: "/${long}",\n      security: [\n        ["a", "b"],\n        ["c", "d"],\n      ],\n    },\n    input,\n    options,\n  );\n}`,
  },
  {
    is: "a function that is given one",
    given: `export function a(): A { return paginated((page) => request(client, { ${long}: 1 }, page, options), input, [], next); }`,
    want: `export function a(): A {\n  return paginated(\n    (page) => request(client, { ${long}: 1 }, page, options),\n    input,\n    [],\n    next,\n  );\n}`,
  },
  {
    is: "a call whose last argument breaks alone",
    given: `const answer = await list(client, { query: { ${long}: "${longer}" }, ...more });`,
    want: `const answer = await list(client, {\n  query: { ${long}: "${longer}" },\n  ...more,\n});`,
  },
  {
    is: "calls that hardly break",
    given: `const ${longer} = await ${longer}(client);\n// And:\nawait list(new Blob([]));\nconsole.log(answer.items, -1, null);`,
    want: `const ${longer} =\n  await ${longer}(client);\n// And:\nawait list(new Blob([]));\nconsole.log(answer.items, -1, null);`,
  },
  {
    is: "values after keys",
    given: `const scheme: Scheme = { ${long}: "${longer}${long}", ab: "${longer}${long}${long}", "c": d, "e-f": true };`,
    want: `const scheme: Scheme = {\n  ${long}:\n    "${longer}${long}",\n  ab: "${longer}${long}${long}",\n  c: d,\n  "e-f": true,\n};`,
  },
  {
    is: "a comment alone",
    given: "// Generated. Do not edit.",
    want: "// Generated. Do not edit.",
  },
];

describe("what is laid out is what prettier makes of it", () => {
  test.each(forms)("$is", async ({ given, want }) => {
    expect(layOut(given)).toBe(want);
    expect(await prettier(given)).toBe(want);
  });
});

describe("what is of no known form is left to prettier", () => {
  test.each([
    { is: "a type of a function", given: "export type A = (b: C) => D;" },
    { is: "a method", given: "export interface A { b(): C }" },
    { is: "a conditional type", given: "export type A = B extends C ? D : E;" },
    { is: "an assertion's type", given: "export type A = unique symbol;" },
    { is: "a comment at the end of a line", given: "export type A = B; // c" },
    { is: "a comment between types", given: "export type A =\n  /** b */\n  | B\n  | C;" },
    {
      is: "a comment after the last member",
      given: "export interface A {\n  b: C;\n  /** d */\n}",
    },
    { is: "a comment of lines within a line", given: "export type A = { /** b\n * c */ d: E };" },
    { is: "a comment on the line of a value", given: "const a = [/** b */ c];" },
    { is: "a comment that is not indented by stars", given: "/*\n a\n*/\nexport type A = B;" },
    { is: "an empty line after a comment", given: "/** a */\n\nexport type A = B;" },
    { is: "a comment among numbers", given: "const a = [\n  1,\n  // b\n  2,\n];" },
    { is: "an empty line in a call", given: "a(\n  b,\n\n  c,\n);" },
    { is: "what prettier ignores", given: "// prettier-ignore\nexport type A = B ;" },
    { is: "letters two columns wide", given: 'export type A = "日本" | "b";' },
    { is: "letters of other scripts in a key", given: 'export interface A { "é": B }' },
    { is: "numbers in other forms", given: "export type A = 1.0 | 0x1 | 1e3;" },
    { is: "a template with values in it", given: "const a = `b${c}`;" },
    { is: "a function with a body of its own", given: "list(() => { a(); });" },
    { is: "a chain of calls", given: "a.b().c().d();" },
    { is: "what was waited for, as a constant", given: "const a = await b() as const;" },
    { is: "a constant that is given", given: "a([[{}]] as const);" },
    { is: "a type among types", given: 'import type { type A } from "./a.js";' },
    { is: "no semicolon", given: "const a = b" },
    { is: "two statements on a line", given: "a(); b();" },
    { is: "an operator", given: "const a = b + c;" },
    { is: "a line of Windows", given: "export type A = B;\r\nexport type C = D;" },
    { is: "what is no TypeScript", given: "export type A = { b: ;" },
    { is: "what is too deep", given: `export type A = ${"B<".repeat(500)}C${">".repeat(500)};` },
  ])("$is", ({ given }) => {
    expect(layOut(given)).toBeUndefined();
  });
});

const words = constantFrom(
  ...`a,ab,name,Client,RequestOptions,${long},${longer},${long}${longer}`.split(","),
);
const strings = oneof(
  words.map((word) => `"${word}"`),
  constantFrom('"x-y"', '"it\'s"', '"say \\"a\\""', '"404"', '"ünder"', "'b'"),
);
const gap = constantFrom(" ", "\n");

const list = (items: Arbitrary<string>, between: string, minLength = 0, maxLength = 4) =>
  array(items, { minLength, maxLength }).map((each) => each.join(between));

/** Types and expressions of the forms that are known, with and without lines in them. */
const { type, value } = letrec<{ type: string; value: string }>((tie) => {
  const key = oneof(words, strings, constantFrom("404", "readonly", "type"));
  const doc = constantFrom(
    ..."|||\n|\n\n|/** Beside. */ |\n/** A comment. */\n|\n\n/** Apart. */\n".split("|"),
    "\n/**\n   * Of two\n * lines.\n */\n",
  );
  const item = tuple(constantFrom("", "", "", "\n/** Of it. */\n", "\n\n"), tie("value"));
  const property = tuple(
    doc,
    constantFrom("", "readonly "),
    key,
    constantFrom("", "?"),
    tie("type"),
  );
  const member = oneof(
    { weight: 5, arbitrary: property.map(([a, b, c, d, e]) => `${a}${b}${c}${d}: ${e}; `) },
    { weight: 1, arbitrary: tie("type").map((of) => `[key: string]: ${of}; `) },
  );
  const entry = oneof(
    { weight: 4, arbitrary: tuple(key, tie("value")).map(([a, b]) => `${a}: ${b}`) },
    { weight: 1, arbitrary: words },
    { weight: 1, arbitrary: words.map((word) => `...${word}`) },
  );
  const call = tuple(words, list(tie("value"), ", ")).map(([name, given]) => `${name}(${given})`);
  return {
    type: oneof(
      { depthSize: "small", withCrossShrink: true },
      oneof(words, strings, constantFrom("string", "null", "-1", "10", "true", "unknown", "{}")),
      list(tie("type"), " | ", 2, 5).map((types) => `(${types})`),
      list(tie("type"), " & ", 2, 4).map((types) => `(${types})`),
      tie("type").map((of) => `(${of})[]`),
      list(tie("type"), ", ", 1, 3).map((types) => `Type<${types}>`),
      list(tie("type"), ", ").map((types) => `[${types}]`),
      tuple(gap, list(member, "")).map(([space, members]) => `{${space}${members}}`),
      tuple(words, tie("type")).map(([of, index]) => `(typeof ${of})[${index}]`),
      tie("type").map((of) => `keyof (${of})`),
      tuple(words, tie("type")).map(([of, each]) => `{ [Key in keyof ${of}]: ${each} }`),
    ),
    value: oneof(
      { depthSize: "small", withCrossShrink: true },
      oneof(words, strings, constantFrom("true", "null", "1", "-2.5", "`a`", "a.b", "options")),
      tuple(gap, list(entry, ", ")).map(([space, all]) => `{${space}${all} }`),
      list(
        item.map((parts) => parts.join("")),
        ", ",
      ).map((all) => `[${all}]`),
      call.map((of) => `{ key: ${of}.result() }`),
      tuple(key, words).map(([a, b]) => `{ ${a}: process.env["${b}"] ?? "" }`),
      list(constantFrom("1", "20", "-3", "400000"), ", ", 1, 30).map((all) => `[${all}]`),
      call,
      call.map((of) => `await ${of}`),
      call.map((of) => `client.${of}`),
      tuple(list(words, ", "), call).map(([names, of]) => `(${names}) => ${of}`),
    ),
  };
});

const statement = oneof(
  tuple(words, type).map(([name, of]) => `export type ${name} = ${of};`),
  tuple(words, words, type).map(
    ([name, other, of]) => `export type ${name}<A, ${other} = B> = ${of};`,
  ),
  tuple(words, type).map(
    ([name, of]) => `export interface ${name} extends Base<${of}> { a: ${of} }`,
  ),
  tuple(words, value).map(([name, of]) => `export const ${name} = ${of};`),
  list(words, ", ", 1, 5).map((names) => `import type { ${names} } from "./types.js";`),
  tuple(words, words, type, type, value).map(
    ([name, parameter, of, returned, result]) =>
      `export function ${name}(client: Client, ${parameter}?: ${of}): ${returned} { return ${result}; }`,
  ),
  value.map((of) => `await send(${of});`),
  tuple(words, value).map(
    ([name, of]) =>
      `try { const { data, ${name} } = await send(${of}).more(); } catch (error) { if (error instanceof ${name}) console.log(${of}); else throw error; }`,
  ),
  value.map((of) => `for await (const item of list(client, ${of})) console.log(item);`),
);

const seed = Number(process.env["SEED"] ?? 7);
const runs = Number(process.env["RUNS"] ?? 1_000);

test("any statement is what prettier makes of it, if it is laid out", async () => {
  let known = 0;
  await assert(
    asyncProperty(statement, async (given) => {
      const laidOut = layOut(given);
      if (laidOut === undefined) return;
      known += 1;
      expect(laidOut).toBe(await prettier(given));
    }),
    { seed, numRuns: runs },
  );
  expect(known).toBeGreaterThan(runs / 2);
}, 600_000);
