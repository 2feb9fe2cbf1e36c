import { type Answered, isTaken } from "./entry.js";

/** The texts of client.yaml and overlay.yaml, as answered; undefined where nothing is to be written. */
export interface SettingsTexts {
  readonly client: string | undefined;
  readonly overlay: string | undefined;
}

const clientHeader =
  "# Settings of the client. What is left out is taken from the documents; lines with a # before a key\n# are proposals that hold once it is taken away.\n";
const overlayHeader =
  "# Repairs of what the documents get wrong: an OpenAPI Overlay (spec.openapis.org/overlay).\n";

/**
 * Writes what was answered, with comments that say what each line is for. What was answered with no,
 * or not at all, stands there as a comment.
 *
 * @param choice what of the settings is decided before there is anything to propose: lines of YAML
 */
export function settingsFiles(
  answers: readonly Answered[],
  choice: readonly string[] = [],
): SettingsTexts {
  const client = clientParts(answers.filter(({ entry }) => entry.file === "client"));
  const parts = [...(choice.length > 0 ? [choice] : []), ...client];
  const overlay = answers.filter(({ entry }) => entry.file === "overlay");
  return {
    client: parts.length === 0 ? undefined : [clientHeader, ...parts.map(joined)].join("\n"),
    overlay:
      overlay.length === 0
        ? undefined
        : [overlayHeader, joined(block(overlayStart, overlay))].join(""),
  };
}

/** What could be added to files that are there: only what holds, and without what they begin with. */
export function additions(
  answers: readonly Answered[],
  choice: readonly string[] = [],
): SettingsTexts {
  const held = answers.filter(isTaken);
  const own = choice.length > 0 ? [choice] : [];
  const parts = clientParts(held.filter(({ entry }) => entry.file === "client"));
  const client = [...own, ...parts];
  const overlay = held.filter(({ entry }) => entry.file === "overlay");
  return {
    client: client.length === 0 ? undefined : client.map(joined).join("\n"),
    overlay: overlay.length === 0 ? undefined : joined(block(["actions:"], overlay)),
  };
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function clientParts(answers: readonly Answered[]): readonly (readonly string[])[] {
  const groups = new Map<Answered["entry"] | string, Answered[]>();
  for (const each of answers) {
    const key = each.entry.under ?? each.entry;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].map(([key, members]) =>
    typeof key === "string" ? block([`${key}:`], members) : members.flatMap(commented),
  );
}

const overlayStart = ["overlay: 1.0.0", "info: { title: Repairs, version: 1.0.0 }", "actions:"];

/** Lines under others, which are a comment, too, if all below them are. */
function block(start: readonly string[], members: readonly Answered[]): readonly string[] {
  if (members.some(isTaken)) {
    return [...start, ...members.flatMap(commented).map((line) => `  ${line}`)];
  }
  const lines = members.flatMap(({ entry }) => entry.lines("").map((line) => `  ${line}`));
  return [
    ...members.map(({ entry }) => `# ${entry.comment}`),
    ...[...start, ...lines].map((line) => `# ${line}`),
  ];
}

function commented(answered: Answered): readonly string[] {
  const { answer, entry } = answered;
  const isHeld = isTaken(answered);
  const lines = entry.lines(isHeld ? answer : "");
  return [`# ${entry.comment}`, ...lines.map((line) => (isHeld ? line : `# ${line}`))];
}
