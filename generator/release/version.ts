import type { Step } from "../diff/change.js";
import type { ReleaseSettings } from "../settings.js";

/** A version of Semantic Versioning 2.0.0, without build metadata. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** The dot-separated identifiers behind the hyphen. */
  readonly prerelease: readonly string[];
}

/** The part of a version that is raised. */
export type Part = "major" | "minor" | "patch" | "prerelease";

const pattern =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Undefined for a text that is no version. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, prerelease] = pattern.exec(text) ?? [];
  const [one, two, three] = [Number(major), Number(minor), Number(patch)];
  if (![one, two, three].every(Number.isSafeInteger)) return undefined;
  return { major: one, minor: two, patch: three, prerelease: prerelease?.split(".") ?? [] };
}

export function printVersion({ major, minor, patch, prerelease }: Version): string {
  return `${major}.${minor}.${patch}${prerelease.length > 0 ? `-${prerelease.join(".")}` : ""}`;
}

/** Negative where `one` comes before `other` (Semantic Versioning 2.0.0, clause 11). */
export function compareVersions(one: Version, other: Version): number {
  return (
    one.major - other.major ||
    one.minor - other.minor ||
    one.patch - other.patch ||
    comparePrereleases(one.prerelease, other.prerelease)
  );
}

function comparePrereleases(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    if (part === against) continue;
    const [isNumber, otherIsNumber] = [/^\d+$/.test(part), /^\d+$/.test(against)];
    if (isNumber && otherIsNumber) return Number(part) - Number(against);
    if (isNumber !== otherIsNumber) return isNumber ? -1 : 1;
    return part < against ? -1 : 1;
  }
  return one.length - other.length;
}

/**
 * The part that a step raises. Below 1.0.0 what breaks raises the minor part and all else the patch, as
 * a caret in package.json reads such versions. A prerelease is followed by the next one: it promises
 * nothing.
 */
export function partOf(
  step: Exclude<Step, "none">,
  last: Version,
  { zero = "caret" }: ReleaseSettings,
): Part {
  if (last.prerelease.length > 0) return "prerelease";
  if (last.major > 0 || zero === "semver") return step;
  return step === "major" ? "minor" : "patch";
}

/** The smaller of a part and what the settings allow. */
export function capped(part: Part, { cap = "major" }: ReleaseSettings): Part {
  const parts: readonly Part[] = ["prerelease", "patch", "minor", "major"];
  return parts.indexOf(part) > parts.indexOf(cap) ? cap : part;
}

export function raise({ major, minor, patch, prerelease }: Version, part: Part): Version {
  if (part === "major") return { major: major + 1, minor: 0, patch: 0, prerelease: [] };
  if (part === "minor") return { major, minor: minor + 1, patch: 0, prerelease: [] };
  if (part === "patch") return { major, minor, patch: patch + 1, prerelease: [] };
  const count = prerelease.findLastIndex((identifier) => /^\d+$/.test(identifier));
  return {
    major,
    minor,
    patch,
    prerelease:
      count === -1
        ? [...prerelease, "1"]
        : prerelease.map((each, index) => (index === count ? `${Number(each) + 1}` : each)),
  };
}
