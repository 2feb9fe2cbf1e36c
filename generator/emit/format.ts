import { format } from "prettier";
import type { OutputFile } from "../files.js";

/**
 * Formats modules and Markdown in prettier's own style; no configuration file is looked for. JSON is
 * printed as npm prints it, which for a large `openapi.json` saves more time than all else takes.
 */
export async function formatFile(file: OutputFile): Promise<OutputFile> {
  const parser = parsers[file.path.slice(file.path.lastIndexOf(".") + 1)];
  return parser === undefined ? file : { ...file, text: await format(file.text, { parser }) };
}

const parsers: Readonly<Record<string, string>> = {
  ts: "typescript",
  md: "markdown",
};
