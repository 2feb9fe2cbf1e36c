/**
 * Turns the value of a body into what is sent: a Blob, since that carries its media type with it, or a
 * FormData, to which `fetch` gives one with a boundary.
 */
export type BodyWriter = (value: unknown) => Blob | FormData | undefined;

/** Writes `application/json`. Undefined is no body. */
export const json: BodyWriter = (value) =>
  value === undefined ? value : new Blob([JSON.stringify(value)], { type: "application/json" });

/** Writes JSON under another media type, such as `application/merge-patch+json`. */
export function jsonAs(type: string): BodyWriter {
  return (value) => (value === undefined ? value : new Blob([JSON.stringify(value)], { type }));
}

/** What can be sent as it is. */
export type RawBody = string | Blob | ArrayBuffer | ArrayBufferView;

/**
 * Sends text, a Blob or bytes as they are, under a media type. A Blob's own type is sent instead where
 * it says more: it is in a range such as `image/*`, or has parameters that the media type needs.
 */
export function raw(type: string): BodyWriter {
  return (value) => {
    if (value === undefined) return value;
    const [before = "", inRange] = type.split("*");
    const own = (value as Partial<Blob>).type ?? "";
    const said = own.startsWith(before.toLowerCase()) && own;
    const sent = said || (inRange === undefined ? type : "application/octet-stream");
    // Operations with such a body take nothing else.
    return new Blob([value as BlobPart], { type: sent });
  };
}
