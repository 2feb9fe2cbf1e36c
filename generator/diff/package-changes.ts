import type { Change } from "./change.js";
import { runtimeFolder, type Client } from "./client.js";

/** What of `package.json` users depend on. */
export function manifestChanges(
  before: string | undefined,
  after: string | undefined,
): readonly Change[] {
  const [name, other] = [nameIn(before), nameIn(after)];
  if (name === undefined || other === undefined || name === other) return [];
  return [
    {
      impact: "breaking",
      kind: "renamed",
      subject: "package",
      name,
      before: name,
      after: other,
      reason: "code that imports it does not compile",
      operations: [],
    },
  ];
}

function nameIn(manifest: string | undefined): string | undefined {
  const [, name] = /^ {2}"name": ("(?:[^"\\]|\\.)*")/m.exec(manifest ?? "") ?? [];
  return name === undefined ? undefined : String(JSON.parse(name));
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
  const texts = ({ modules }: Client) => [...modules.values()].map(({ text }) => text).join("\n");
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
