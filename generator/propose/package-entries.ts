import type { Entry } from "./entry.js";
import type { Survey } from "./survey.js";
import { scalar } from "./scalar.js";

/** What the package.json of the project can tell of the client's. */
export interface Project {
  readonly license?: string;
  readonly author?: string;
  readonly repository?: string;
  /** The file LICENSE beside it, relative to the settings. */
  readonly licenseFile?: string;
}

/** What the published package says of itself. */
export function packageEntries({ api, project }: Survey, manifest: Project): readonly Entry[] {
  const given = project.settings.package;
  const field = (
    key: keyof typeof given,
    comment: string,
    question: string,
    proposed: string,
    example: string,
    problem?: Entry["problem"],
  ): readonly Entry[] =>
    given[key] !== undefined
      ? []
      : [
          {
            file: "client",
            under: "package",
            comment,
            question,
            kind: "text",
            proposed,
            ...(problem && { problem }),
            lines: (answer) => [
              `${key}: ${scalar(answer === "" ? example : answer)}`,
              ...(key === "name" && answer.startsWith("@") && given.access === undefined
                ? scoped
                : []),
            ],
          },
        ];
  const { name, description } = api.package;
  return [
    ...field("name", "The name on npm.", "Name of the package", name, name, namingProblem),
    ...field("version", "The version to publish.", "Version", "0.1.0", "0.1.0", versionProblem),
    ...field("description", "One sentence for npm.", "Description", description, description),
    ...field(
      "license",
      "How others may use the package: an SPDX expression, or UNLICENSED.",
      "License, such as MIT",
      isChosen(manifest) ? (manifest.license ?? "") : "",
      "MIT",
    ),
    ...(manifest.licenseFile === undefined
      ? []
      : field(
          "licenseFile",
          "Its text, relative to this file.",
          "File with the text of the license",
          manifest.licenseFile,
          manifest.licenseFile,
        )),
    ...field("author", "Who to turn to.", "Author", manifest.author ?? "", "Ada <ada@example.com>"),
    ...field(
      "repository",
      "Where the source is; npm states where a package was built only with it.",
      "Repository, such as owner/name on GitHub",
      manifest.repository ?? "",
      "owner/name",
      (answer) => (/\s/.test(answer) ? "A URL has no spaces." : undefined),
    ),
  ];
}

/** `npm init` writes ISC where nobody has chosen. */
function isChosen({ license, licenseFile }: Project): boolean {
  return license !== "ISC" || licenseFile !== undefined;
}

const scoped = [
  "# Who may install it: npm takes a package with a scope for restricted unless this is said.",
  "# access: public",
];

function namingProblem(answer: string): string | undefined {
  const isName = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(answer);
  return isName && answer.length <= 214
    ? undefined
    : "A package name is in lower case, such as joy-client or @joy/client.";
}

function versionProblem(answer: string): string | undefined {
  return /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[a-z][\w.-]*)?$/i.test(answer)
    ? undefined
    : "A version is three numbers, such as 0.1.0.";
}
