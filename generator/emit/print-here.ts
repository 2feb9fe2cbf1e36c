import type { OutputFile } from "../files.js";
import type { Api } from "../model/api.js";

/** The files of the given paths as the templates print them, unformatted, each once it is there. */
export type Print = (api: Api, wanted: readonly string[]) => AsyncIterable<OutputFile>;

/** TypeScript takes most of a second to load: only who prints waits for it. */
export async function* printHere(
  api: Api,
  wanted: readonly string[],
): AsyncGenerator<OutputFile, void, undefined> {
  const { print } = await import("./print.js");
  yield* print(api, wanted);
}
