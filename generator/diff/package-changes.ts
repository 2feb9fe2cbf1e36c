import { isDeepStrictEqual } from "node:util";
import type { Change } from "./change.js";
import { runtimeFolder, type Client } from "./client.js";

/** What of `package.json` users depend on, and what else it says. The version follows from changes. */
export function manifestChanges(
  before: string | undefined,
  after: string | undefined,
): readonly Change[] {
  if (before === undefined || after === undefined || before === after) return [];
  const [was, now] = [parsed(before), parsed(after)];
  const [name, other] = [was["name"], now["name"]];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter(
    (key) => key !== "name" && key !== "version" && !isDeepStrictEqual(was[key], now[key]),
  );
  return [
    ...(typeof name !== "string" || typeof other !== "string" || name === other
      ? []
      : [renamed(name, other)]),
    ...keys.map((key): Change => ({
      impact: needs.has(key) ? "compatible" : "documentation",
      kind: "changed",
      subject: "package",
      name: `package.json ${key}`,
      ...(was[key] !== undefined && { before: JSON.stringify(was[key]) }),
      ...(now[key] !== undefined && { after: JSON.stringify(now[key]) }),
      operations: [],
    })),
  ];
}

/** What decides how the package can be used. */
const needs = new Set(["type", "exports", "main", "types", "engines", "dependencies"]);

function renamed(name: string, other: string): Change {
  return {
    impact: "breaking",
    kind: "renamed",
    subject: "package",
    name,
    before: name,
    after: other,
    reason: "code that imports it does not compile",
    operations: [],
  };
}

function parsed(manifest: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(manifest);
    // Whatever is an object has names.
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** What every client carries is another after specweld itself has changed. */
export function runtimeChanges(before: Client, after: Client): readonly Change[] {
  const texts = (client: Client) =>
    new Map(
      [...client.modules]
        .filter(([path]) => path.startsWith(runtimeFolder))
        .map(([path, { text }]) => [path, text]),
    );
  const [was, now] = [texts(before), texts(after)];
  const paths = [...new Set([...was.keys(), ...now.keys()])];
  const isSame = paths.every((path) => was.get(path) === now.get(path));
  if (isSame || was.size === 0 || now.size === 0) return [];
  return [
    {
      impact: "compatible",
      kind: "changed",
      subject: "client",
      name: "runtime",
      reason: "the code that all operations share differs",
      operations: [],
    },
  ];
}

/** Where nothing else is told and the packages are not the same. */
export function otherwise(before: Client, after: Client): readonly Change[] {
  const isOther = before.document !== after.document;
  const texts = ({ modules }: Client) =>
    JSON.stringify([...modules].map(([path, { text }]) => [path, text]).toSorted());
  if (!isOther && texts(before) === texts(after)) return [];
  return [
    {
      impact: "documentation",
      kind: "changed",
      subject: "document",
      name: isOther ? "openapi.json" : "src",
      reason: "differs in what users of the client cannot see, such as examples or the order",
      operations: [],
    },
  ];
}
