import { format } from "prettier";
import { newFormat } from "../../generator/emit/format.js";
import { piecesOf } from "../../generator/emit/pieces.js";
import type { Language } from "../../generator/emit/piece.js";
import type { OutputFile } from "../../generator/files.js";
import { clientOf, load } from "./client.js";
import { fetchFile } from "./fetch.js";
import { typedDocuments } from "./types-documents.js";

/**
 * Formats the clients of real documents, and compares every file with what prettier makes of it. Prints
 * how much was laid out without it. `npm run corpus:layout -- [part of a name…]`; the status is 1 where
 * anything differs.
 */
async function main(): Promise<void> {
  const asked = process.argv.slice(2).map((name) => name.toLowerCase());
  const chosen = typedDocuments.filter(
    ({ name }) => asked.length === 0 || asked.some((part) => name.toLowerCase().includes(part)),
  );
  if (chosen.length === 0) throw new Error("Nothing is called that.");
  print(row(["document", "files", "code", "laid out", "pages", "left", "differ"]));
  for (const source of chosen) {
    const client = await clientOf(await load(await fetchFile(source)));
    const formed = client.flatMap((file) => {
      const language = languageOf(file.path);
      return language === undefined ? [] : [{ ...file, language }];
    });
    const code = sharesOf("typescript", formed);
    const pages = sharesOf("markdown", formed);
    const share = (part: number, all: number) => `${((100 * part) / all).toFixed(2)} %`;
    const differing = await differences(formed);
    print(
      row([
        source.name,
        formed.length,
        `${(code.all / 1e6).toFixed(2)} MB`,
        share(code.all - code.left, code.all),
        `${(pages.all / 1e6).toFixed(2)} MB`,
        share(pages.left, pages.all),
        differing.length,
      ]),
    );
    for (const path of differing) print(`    ${path}`);
    if (differing.length > 0) process.exitCode = 1;
  }
}

type FormedFile = OutputFile & { readonly language: Language };

function languageOf(path: string): Language | undefined {
  if (path.startsWith("src/runtime/")) return undefined;
  if (path.endsWith(".ts")) return "typescript";
  return path.endsWith(".md") ? "markdown" : undefined;
}

/** The characters of all files in a language, and of what is left to prettier. */
function sharesOf(language: Language, files: readonly FormedFile[]) {
  const own = files.filter((file) => file.language === language);
  const left = own.flatMap(({ text }) =>
    piecesOf(language, text).flatMap((piece) => (piece.language ? [piece.text.length] : [])),
  );
  const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0);
  return { all: sum(own.map(({ text }) => text.length)), left: sum(left) };
}

async function differences(files: readonly FormedFile[]): Promise<readonly string[]> {
  const formatted = newFormat();
  const differing: string[] = [];
  for (const { path, text, language } of files) {
    const own = await formatted(path, text);
    if (own !== (await format(text, { parser: language }))) differing.push(path);
  }
  return differing;
}

function row([name, ...columns]: readonly (string | number)[]): string {
  return `${name}`.padEnd(22) + columns.map((column) => `${column}`.padStart(11)).join("");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
