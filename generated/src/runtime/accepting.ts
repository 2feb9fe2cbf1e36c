import type { Input } from "./input.js";

/** Asks for the media types that the client can read; a call's own `Accept` goes before it. */
export function accepting(types: string, input: Input = {}): Input {
  return { ...input, headers: { accept: types, ...input.headers } };
}
