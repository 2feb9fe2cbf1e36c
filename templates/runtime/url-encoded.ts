import type { BodyWriter } from "./body.js";
import { percentEncode } from "./encode.js";
import { isGiven, own, textOf, type Field, type FieldWriter } from "./fields.js";

/**
 * Writes `application/x-www-form-urlencoded`. Properties are written as `writers` says, by their names;
 * the others in the default way: an array repeats its name, an object is JSON (OpenAPI 3.1, 4.8.15).
 */
export function urlEncoded(writers: Readonly<Record<string, FieldWriter>> = {}): BodyWriter {
  return (value) => {
    if (value === undefined) return value;
    const fields = Object.entries(value as object).flatMap(([name, property]) => {
      const write = own(writers, name);
      return (write ?? repeated)(name, property, percentEncode);
    });
    const text = fields.map((field) => field.join("=")).join("&");
    return new Blob([text], { type: "application/x-www-form-urlencoded" });
  };
}

const repeated: FieldWriter = (name, value, encode) =>
  [value]
    .flat()
    .filter(isGiven)
    .map((item): Field => [encode(name), encode(textOf(item))]);
