/** Turns the value of a body into what is sent: a Blob, since that carries its media type with it. */
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

/** Sends text, a Blob or bytes as they are, under a media type. */
export function raw(type: string): BodyWriter {
  // Operations with such a body take nothing else.
  return (value) => (value === undefined ? value : new Blob([value as BlobPart], { type }));
}
