import { pointerTo } from "../diagnostics/origins.js";
import type { Shape } from "../structure.js";
import { mapChildren } from "../walk.js";
import { isObject } from "./canonical.js";

/** Where a value stands, from the inside out: cheap to keep, and made a pointer only when needed. */
export interface Path {
  readonly up?: Path;
  readonly key: string;
}

/** Gives the reference to write in place of one. */
export type RefChange = (ref: string, shape: Shape, path: Path) => string;

/**
 * Gives a value with each of its `$ref`s replaced by what `change` gives. The members of a
 * discriminator's mapping are references too; text inside examples and the like is not.
 */
export function mapRefs(value: unknown, shape: Shape, path: Path, change: RefChange): unknown {
  const mapped = mapChildren(value, shape, (child, childShape, key) => {
    const at = { up: path, key };
    if (shape === "discriminator" && key === "mapping" && isObject(child)) {
      return mapChildren(child, "{string}", (ref, _, name) =>
        typeof ref === "string" ? change(ref, "discriminator", { up: at, key: name }) : ref,
      );
    }
    return mapRefs(child, childShape, at, change);
  });
  if (!isObject(mapped) || typeof mapped["$ref"] !== "string") return mapped;
  // `$ref` is a keyword in objects only: in a map it is somebody's name.
  if (shape.startsWith("{") || shape === "any") return mapped;
  const ref = change(mapped["$ref"], shape, { up: path, key: "$ref" });
  return ref === mapped["$ref"] ? mapped : { ...mapped, $ref: ref };
}

export function pointerOf(path: Path | undefined): string {
  const tokens: string[] = [];
  for (let at = path; at?.up; at = at.up) tokens.push(at.key);
  return pointerTo("", ...tokens.toReversed());
}

/** The value at a JSON pointer, undefined where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const token of pointer.split("/").slice(1)) {
    const key = unescapeToken(token);
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

export function unescapeToken(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The component a reference leads to or into. */
export interface ComponentRef {
  readonly kind: string;
  readonly name: string;
  /** The pointer from the component on, empty where the reference leads to the component itself. */
  readonly rest: string;
}

/** Takes a reference to a component apart; undefined where it leads elsewhere. */
export function componentRef(ref: string): ComponentRef | undefined {
  const match = /^#\/components\/([^/]+)\/([^/]*)(.*)/s.exec(ref);
  const [, kind, name, rest = ""] = match ?? [];
  return kind === undefined || name === undefined
    ? undefined
    : { kind, name: unescapeToken(name), rest };
}

export function refTo({ kind, name, rest }: ComponentRef): string {
  return `#${pointerTo("/components", kind, name)}${rest}`;
}

/** Component kind → names. */
export type Names = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The component that a reference names, however it is written: by JSON pointer, percent-encoded or
 * not, or with the raw slashes and spaces of a name that has them; the longest name counts.
 */
export function findComponent(ref: string, names: Names): ComponentRef | undefined {
  const match = /^#\/components\/([^/]+)\/(.*)$/s.exec(ref);
  const [, kind = "", written = ""] = match ?? [];
  const known = names.get(kind);
  if (!known) return undefined;
  for (let end = written.length; end > 0; end = written.lastIndexOf("/", end - 1)) {
    const raw = written.slice(0, end);
    const decoded = decode(raw);
    const name = [unescapeToken(raw), raw, unescapeToken(decoded), decoded].find((spelling) =>
      known.has(spelling),
    );
    if (name !== undefined) return { kind, name, rest: written.slice(end) };
  }
  return undefined;
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A "%" that is no escape stands for itself.
    return text;
  }
}

/** The names of the components of a document. */
export function componentNames(documents: Iterable<{ readonly components?: unknown }>): Names {
  const names = new Map<string, Set<string>>();
  for (const { components } of documents) {
    for (const [kind, held] of Object.entries(isObject(components) ? components : {})) {
      const known = names.get(kind) ?? new Set();
      names.set(kind, known);
      for (const name of Object.keys(isObject(held) ? held : {})) known.add(name);
    }
  }
  return names;
}
