import { TooLarge } from "./file-bytes.js";

const mostMilliseconds = 60_000;

export function isUrl(name: string): boolean {
  return /^https?:\/\//i.test(name);
}

/**
 * Fetches what an input that is a URL stands for, as bytes. Only a URL that a person names as an input is ever
 * fetched: what a document refers to is not.
 *
 * @throws with a message for people, where there is no answer, not a good one, or far too much of it
 */
export async function fetchBytes(url: string, mostBytes: number): Promise<Uint8Array> {
  const response = await fetch(url, {
    headers: { accept: "application/json, application/yaml, text/markdown, */*;q=0.5" },
    signal: AbortSignal.timeout(mostMilliseconds),
  }).catch((error: unknown) => {
    throw new Error(reasonOf(error));
  });
  if (!response.ok) throw new Error(`the server answers ${response.status} ${response.statusText}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.length;
    if (size > mostBytes) throw new TooLarge(mostBytes);
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/** Node's `fetch failed` has the reason as its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== ""
    ? error.cause.message
    : error.message;
}
