import { compareVersions, parseVersion, printVersion } from "./version.js";

export interface TaggedRelease {
  readonly tag: string;
  readonly version: string;
}

/** What the tag of a release is called, where the settings do not say it. */
export const defaultTag = "v{version}";

/**
 * The highest version that a tag stands for.
 *
 * @param format what tags of releases are like: `v{version}`
 */
export function lastRelease(tags: readonly string[], format: string): TaggedRelease | undefined {
  const [before = "", after = ""] = format.split("{version}");
  const releases = tags.flatMap((tag) => {
    const isOfFormat =
      tag.length >= before.length + after.length && tag.startsWith(before) && tag.endsWith(after);
    const version = isOfFormat
      ? parseVersion(tag.slice(before.length, tag.length - after.length))
      : undefined;
    return version ? [{ tag, version }] : [];
  });
  const last = releases
    .toSorted((one, other) => compareVersions(one.version, other.version))
    .at(-1);
  return last && { tag: last.tag, version: printVersion(last.version) };
}

/** What the tag of a version is called. */
export function tagOf(version: string, format: string): string {
  return format.replace("{version}", () => version);
}
