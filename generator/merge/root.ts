import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { type Origin, pointerTo } from "../diagnostics/origins.js";
import type { Info, Tag } from "../openapi.js";
import { titleOf } from "./apis.js";
import { byCodeUnit, groupBy, isObject, type JsonObject, richest } from "./canonical.js";
import { originIn, type Part } from "./parts.js";

const mergedApart = new Set([
  "openapi",
  "info",
  "servers",
  "security",
  "tags",
  "paths",
  "webhooks",
  "components",
]);

/** The root's other fields, such as `externalDocs` and extensions: of each the one that says most. */
export function mergeRest(parts: readonly Part[]): JsonObject {
  return richestFields(
    parts.map(({ document }) => document),
    (field) => !mergedApart.has(field),
  );
}

/**
 * One `info` of several: the first of the titles that are asked for, the highest version, and of
 * each other field the one that says most.
 */
export function mergeInfo(
  parts: readonly Part[],
  asked: readonly string[],
): {
  readonly info: Info;
  readonly diagnostics: readonly Diagnostic[];
} {
  const infos = parts.map(({ document: { info } }) => ({ ...info, title: info.title.trim() }));
  const titles = infos.map(({ title }) => title).filter((title) => title !== "");
  const info = {
    ...richestFields(infos, () => true),
    title: asked.find((title) => titles.includes(title)) ?? titles.toSorted(byCodeUnit)[0] ?? "",
    version: versionsOf(parts).at(-1) ?? "",
  };
  const byTitle = groupBy(parts, ({ fragment }) => titleOf(fragment));
  return { info, diagnostics: [...byTitle.values()].flatMap(differentVersions) };
}

/** The versions that are stated, the highest last. */
function versionsOf(parts: readonly Part[]): readonly string[] {
  const versions = new Set(parts.map(({ document }) => document.info.version));
  return [...versions].filter((version) => version !== "").toSorted(byVersion);
}

/** Different APIs have different versions; of one API there is but one. */
function differentVersions(parts: readonly Part[]): readonly Diagnostic[] {
  const versions = versionsOf(parts);
  if (versions.length <= 1) return [];
  const lower = parts.find(({ document }) => document.info.version === versions[0]);
  return [
    diagnostic(
      "info-conflict",
      `The documents state the versions ${versions.join(", ")}; ${versions.at(-1)} is taken.`,
      { place: lower?.fragment.locate("/info/version") },
    ),
  ];
}

/** Tags by name, each with its richest description, in the order of their names. */
export function mergeTags(parts: readonly Part[]): {
  readonly tags: readonly Tag[];
  readonly origins: ReadonlyMap<string, Origin>;
} {
  const all = parts.flatMap((part) =>
    (part.document.tags ?? []).map((tag, index) => ({ tag, part, index })),
  );
  const origins = new Map<string, Origin>();
  const groups = [...groupBy(all, ({ tag }) => tag.name)].toSorted(([a], [b]) => byCodeUnit(a, b));
  const tags = groups.flatMap(([, group], position) => {
    const [first, ...others] = group;
    if (!first) return [];
    const tag = richest([first.tag, ...others.map((other) => other.tag)]);
    const { part, index } = group.find((each) => each.tag === tag) ?? first;
    origins.set(pointerTo("/tags", position), originIn(part, pointerTo("/tags", index)));
    return [tag];
  });
  return { tags, origins };
}

/** Of each field the value that says most. */
export function richestFields(
  objects: readonly object[],
  wanted: (field: string) => boolean,
): JsonObject {
  const entries = objects.filter(isObject).flatMap((object) => Object.entries(object));
  const groups = groupBy(
    entries.filter(([field]) => wanted(field)),
    ([field]) => field,
  );
  return Object.fromEntries(
    [...groups].flatMap(([field, [first, ...others]]) =>
      first ? [[field, richest([first[1], ...others.map(([, value]) => value)])]] : [],
    ),
  );
}

/** Orders versions by their numbers, and what isn't a number by code unit. */
function byVersion(a: string, b: string): number {
  const [left, right] = [a.split(/[^A-Za-z0-9]+/), b.split(/[^A-Za-z0-9]+/)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [one = "", other = ""] = [left[index], right[index]];
    const isNumeric = /^\d+$/.test(one) && /^\d+$/.test(other);
    const order = isNumeric ? Number(one) - Number(other) : byCodeUnit(one, other);
    if (order !== 0) return order;
  }
  return byCodeUnit(a, b);
}
