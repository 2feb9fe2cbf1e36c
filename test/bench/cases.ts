import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { documents } from "../corpus/documents.js";
import { fetchDocument, fetchFile } from "../corpus/fetch.js";
import { filesOf } from "../corpus/pages.js";
import { gitbook } from "../corpus/split-gitbook.js";
import { typedDocuments } from "../corpus/types-documents.js";

export interface Case {
  readonly name: string;
  /** Fills the folder `specs`; gives the path of a file in it whose change is one fragment's. */
  readonly prepare: (specs: string) => Promise<string>;
}

export const cases: readonly Case[] = [
  {
    name: "Joy",
    prepare: async (specs) => {
      await cp(fileURLToPath(new URL("../../specs/", import.meta.url)), specs, { recursive: true });
      return join(specs, "referrals.md");
    },
  },
  {
    name: "Stripe",
    prepare: async (specs) => {
      await mkdir(specs, { recursive: true });
      const path = join(specs, "stripe.json");
      await cp(await fetchFile(documentOf("Stripe")), path);
      return path;
    },
  },
  {
    name: "GitHub",
    prepare: async (specs) => {
      const platform = gitbook({ firstSchemeOnly: false });
      const reduced = platform.reduce(await fetchDocument(documentOf("GitHub")));
      const files = Object.entries(filesOf(platform.split(reduced)));
      for (const [path, text] of files) {
        await mkdir(dirname(join(specs, path)), { recursive: true });
        await writeFile(join(specs, path), text);
      }
      return join(specs, files[0]?.[0] ?? "");
    },
  },
];

export function documentOf(name: string) {
  const found = [...documents, ...typedDocuments].find((each) => each.name === name);
  if (!found) throw new Error(`${name} is one of the documents.`);
  return found;
}

/** Another description in one place, other every time. */
export async function changeOne(path: string, round: number): Promise<void> {
  const text = await readFile(path, "utf8");
  const changed = text.replace(
    /"description": ?"(?:Round \d+\. )?/,
    `"description":"Round ${round}. `,
  );
  if (changed === text) throw new Error(`${path} has no description.`);
  await writeFile(path, changed);
}
