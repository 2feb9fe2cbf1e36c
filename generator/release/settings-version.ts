import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, parse, parseDocument } from "yaml";

/**
 * `client.yaml` with another `package.version`; all else stays as it is.
 *
 * @param text the file as it stands, which has been checked; empty where there is none
 */
export function withVersion(text: string, version: string): string {
  const document = parseDocument(text);
  const node = document.getIn(["package", "version"], true);
  if (isScalar(node) && node.range) {
    const [start, end] = node.range;
    const spliced = text.slice(0, start) + version + text.slice(end);
    if (says(spliced, { ...settingsIn(text), version })) return spliced;
  }
  if (document.contents === null) {
    const end = text === "" || text.endsWith("\n") ? "" : "\n";
    const longer = `${text}${end}package:\n  version: ${version}\n`;
    if (says(longer, { settings: {}, others: {}, version })) return longer;
  }
  if (!isMap(document.get("package"))) {
    document.set("package", document.createNode(objectOf(parse(text))["package"] ?? {}));
  }
  document.setIn(["package", "version"], version);
  return document.toString({ lineWidth: 0 });
}

interface Said {
  readonly settings: object;
  /** What `package` says beside the version. */
  readonly others: object;
  readonly version: unknown;
}

function settingsIn(text: string): Said {
  const { package: own, ...settings } = objectOf(parse(text));
  const { version, ...others } = objectOf(own);
  return { settings, others, version };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  // Whatever is an object has names.
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** What stands around an anchor or an alias is not always what it seems. */
function says(text: string, wanted: Said): boolean {
  try {
    return isDeepStrictEqual(settingsIn(text), wanted);
  } catch {
    return false;
  }
}
