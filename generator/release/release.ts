import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import type { Change, Step } from "../diff/change.js";
import type { ReleaseSettings } from "../settings.js";
import { isUnreleased, parseChangelog, printChangelog, type Section } from "./changelog.js";
import { newSection } from "./new-section.js";
import { capped, compareVersions, parseVersion, partOf, printVersion, raise } from "./version.js";
import type { Part, Version } from "./version.js";

export interface ReleaseInput {
  /** The version of the last release; undefined where there has been none. */
  readonly last: string | undefined;
  /** The version that the client has now, as the settings say. */
  readonly standing: string;
  /** What has changed since the last release. */
  readonly step: Step;
  readonly changes: readonly Change[];
  readonly settings: ReleaseSettings;
  /** CHANGELOG.md as it stands. */
  readonly changelog: string | undefined;
  /** The day that the heading is to tell, such as 2026-11-23. */
  readonly date?: string;
}

export interface Release {
  readonly version: string;
  /** What of the last version is raised; undefined for a first release and where the settings decide. */
  readonly raised: Part | undefined;
  /** What people should know of how the version was found: sentences. */
  readonly notes: readonly string[];
  /** The section of CHANGELOG.md. */
  readonly section: string;
  readonly changelog: string;
}

/**
 * The next version, and CHANGELOG.md with a section for it. A version that was made ready and is no
 * release yet is made anew: what its section says stays, and so does what a person wrote under
 * "Unreleased". Gives undefined where there is nothing to release. Reports a changelog that tells of
 * releases which are not known.
 */
export function release(input: ReleaseInput): Outcome<Release | undefined> {
  const decided = decide(input);
  const { version, last } = decided;
  const isNew = !last || input.changes.length > 0 || compareVersions(version, last) > 0;
  if (!isNew) return { value: undefined, diagnostics: [] };
  const changelog = parseChangelog(input.changelog);
  const open = openSections(changelog.sections, decided);
  const closed = changelog.sections.slice(open.length);
  const ready = open.flatMap((section) => section.version ?? []);
  const unknown = last ? ready.slice(1) : closed.flatMap((section) => section.version ?? []);
  if (unknown.length > 0)
    return { value: undefined, diagnostics: [unknownReleases(input, unknown)] };
  const section = newSection({ version: printVersion(version), open, ...input });
  return {
    value: {
      version: printVersion(version),
      raised: decided.raised,
      notes: [...decided.notes, ...(ready.length > 0 && last ? [wasReady(ready, input)] : [])],
      section,
      changelog: printChangelog({ ...changelog, sections: closed }, section),
    },
    diagnostics: [],
  };
}

interface Decision {
  readonly version: Version;
  readonly last: Version | undefined;
  readonly raised: Part | undefined;
  readonly notes: readonly string[];
}

function decide({ last: before, standing: present, step, settings }: ReleaseInput): Decision {
  const last = before === undefined ? undefined : parseVersion(before);
  const standing = parseVersion(present) ?? first;
  const pin = settings.pin === undefined ? undefined : parseVersion(settings.pin);
  const isAhead = pin !== undefined && (!last || compareVersions(pin, last) > 0);
  const notes =
    pin && !isAhead
      ? [`release.pin is ${printVersion(pin)}, which is out; it was passed over.`]
      : [];
  const stays = { last, raised: undefined };
  if (!last) return { ...stays, version: pin ?? standing, notes };

  const called = step === "none" ? undefined : partOf(step, last, settings);
  const wanted = called ? raise(last, called) : last;
  if (pin && isAhead) {
    const isLess = compareVersions(pin, wanted) < 0;
    const calls = isLess ? `; the changes call for ${printVersion(wanted)}` : "";
    return { ...stays, version: pin, notes: [`release.pin says ${printVersion(pin)}${calls}.`] };
  }
  const raised = called && capped(called, settings);
  const version = raised ? raise(last, raised) : last;
  if (compareVersions(standing, version) > 0 && compareVersions(standing, last) > 0) {
    const said = `package.version is ${printVersion(standing)} already, which is enough.`;
    return { ...stays, version: standing, notes: [...notes, said] };
  }
  if (raised === called) return { last, version, raised, notes };
  const cap = `The changes call for ${printVersion(wanted)}; release.cap allows ${raised ?? ""} steps only.`;
  return { last, version, raised, notes: [...notes, cap] };
}

const first: Version = { major: 0, minor: 1, patch: 0, prerelease: [] };

/** Those on top that are no release yet. */
function openSections(
  sections: readonly Section[],
  { version, last }: Decision,
): readonly Section[] {
  const end = sections.findIndex((section) => {
    if (isUnreleased(section)) return false;
    const own = parseVersion(section.version ?? "");
    if (!own) return true;
    return last ? compareVersions(own, last) <= 0 : compareVersions(own, version) !== 0;
  });
  return end === -1 ? sections : sections.slice(0, end);
}

function wasReady(versions: readonly string[], { last = "" }: ReleaseInput): string {
  return `CHANGELOG.md has ${versions.join(", ")} already, which is no release yet: ${last} is the last one. What it says stays.`;
}

function unknownReleases({ last }: ReleaseInput, versions: readonly string[]): Diagnostic {
  const known = last === undefined ? "no release is known" : `the last one known is ${last}`;
  return diagnostic(
    "release-unknown",
    `CHANGELOG.md tells of ${versions.slice(0, 3).join(", ")}, and ${known}`,
    {
      hint: "Fetch the tags (git fetch --tags), name the last release with --since, or say in client.yaml what the tags of releases are like:\n\nrelease:\n  tag: v{version}",
    },
  );
}
