import type { BodyWriter } from "./body.js";
import { own } from "./fields.js";

/** Writes a body as the input's `contentType` says, by default as the first. */
export function choice(
  writers: Readonly<Record<string, BodyWriter>>,
  input: { readonly contentType?: string } | undefined,
): BodyWriter {
  return (value) => {
    const [first = ""] = Object.keys(writers);
    const type = input?.contentType ?? first;
    const write = own(writers, type);
    if (!write) {
      throw new TypeError(`contentType must be one of ${Object.keys(writers).join(", ")}`);
    }
    return write(value);
  };
}
