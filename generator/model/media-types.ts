/** `application/json`, `application/problem+json; charset=utf-8`, a range over them (RFC 9110, 12.5.1). */
export function isJson(mediaType: string): boolean {
  return (
    /^(application|text)\/([^;]+\+)?json\s*(;|$)/i.test(mediaType) || isRangeOverJson(mediaType)
  );
}

/** A range over all, `application/*`, `application/*+json`: what names no media type that could be sent. */
export function isRangeOverJson(mediaType: string): boolean {
  return /^(\*|application)\/\*(\+json)?\s*(;|$)/i.test(mediaType);
}

/** How a stream of items is written: server-sent events, or a JSON value in each line. */
export function streamFormat(mediaType: string): "events" | "lines" | undefined {
  const essence = essenceOf(mediaType);
  if (essence === "text/event-stream") return "events";
  return /^application\/(?:(?:x-)?(?:ndjson|jsonl|jsonlines)|json-?lines|json-seq)$/.test(essence)
    ? "lines"
    : undefined;
}

/** What is text to people, and to the client. */
export function isText(mediaType: string): boolean {
  return /^text\/|[/+]xml\b/i.test(mediaType);
}

/** The media type without its parameters, in lower case: media types are the same in any. */
export function essenceOf(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

/** Whether two schemas are written the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
