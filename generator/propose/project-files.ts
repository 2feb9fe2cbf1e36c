import { scalar } from "./scalar.js";

/** A file that a new project needs: whole where there is none, else what it lacks. */
export interface ProposedFile {
  readonly path: string;
  /** The whole text, where there is no such file; else what could be added. */
  readonly text: string;
  readonly exists: boolean;
}

/** What is there already; undefined: no such file. */
export interface ProjectFiles {
  readonly packageJson: string | undefined;
  readonly gitignore: string | undefined;
}

/** package.json with the script that generates, and .gitignore with what is built. */
export function projectFiles(
  { packageJson, gitignore }: ProjectFiles,
  version: string,
  specs: string,
): readonly ProposedFile[] {
  const command =
    specs === "specs" ? "specweld generate" : `specweld generate --specs ${scalar(specs)}`;
  const manifest = {
    private: true,
    type: "module",
    scripts: { generate: command },
    devDependencies: { specweld: `^${version}` },
  };
  const ignored = ["node_modules/", "generated/dist/"];
  const lines = new Set(
    (gitignore ?? "").split(/\r?\n/).map((line) => line.trim().replace(/^\//, "")),
  );
  const lacking = ignored.filter(
    (line) =>
      ![line, line.slice(0, -1), line.replace(/^.*\/(?=.)/, "")].some((each) => lines.has(each)),
  );
  return [
    ...(packageJson === undefined
      ? [{ path: "package.json", text: `${JSON.stringify(manifest, null, 2)}\n`, exists: false }]
      : hasScript(packageJson)
        ? []
        : [
            {
              path: "package.json",
              text: `"scripts": { "generate": ${JSON.stringify(command)} }\n`,
              exists: true,
            },
          ]),
    ...(lacking.length > 0
      ? [{ path: ".gitignore", text: `${lacking.join("\n")}\n`, exists: gitignore !== undefined }]
      : []),
  ];
}

function hasScript(text: string): boolean {
  return text.split('"').some((part) => {
    const [, ...following] = part.split(/\bspecweld\b/);
    return following.some((rest) => /\bgenerate\b/.test(rest));
  });
}
