import type { BodyWriter } from "./body.js";
import { isGiven, own, textOf, type FieldWriter } from "./fields.js";

/**
 * Writes `multipart/form-data`. A Blob is a file, under its own name if it is a File; an array repeats
 * its part; an object is a part of JSON; all else is text (OpenAPI 3.1, 4.8.15).
 *
 * @param parts by the names of properties, what differs: the media type of the part, or a style
 */
export function multipart(parts: Readonly<Record<string, string | FieldWriter>> = {}): BodyWriter {
  return (value) => {
    if (value === undefined) return value;
    const form = new FormData();
    for (const [name, property] of Object.entries(value as object)) {
      const part = own(parts, name);
      if (typeof part === "function") {
        for (const [field, text] of part(name, property, String)) form.append(field, text);
      } else {
        for (const item of [property].flat().filter(isGiven)) append(form, name, item, part);
      }
    }
    return form;
  };
}

function append(form: FormData, name: string, value: unknown, type: string | undefined): void {
  if (value instanceof Blob) {
    // Only what has no type of its own is given the documented one.
    const file = value.type || !type ? value : value.slice(0, value.size, type);
    form.append(name, file, (value as Partial<File>).name ?? "blob");
    return;
  }
  const isObject = typeof value === "object" && !(value instanceof Date);
  const partType = type ?? (isObject ? "application/json" : "text/plain");
  const text = isObject || /\bjson\b/i.test(partType) ? JSON.stringify(value) : textOf(value);
  // A part with a media type has a file name, too, so that plain text is better off without.
  form.append(name, /^text\/plain/i.test(partType) ? text : new Blob([text], { type: partType }));
}
