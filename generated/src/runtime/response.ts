/** Reads the body of a response; `malformed` is truthy for one announced as JSON that is not. */
export type BodyReader = (
  response: Response,
) => Promise<readonly [data: unknown, malformed?: unknown]>;

/**
 * Reads JSON (also where no media type says so) and text; no body is undefined. What cannot be parsed
 * is given as text.
 */
export const text: BodyReader = async (response) => {
  const type = response.headers.get("content-type");
  const body = await response.text();
  try {
    return [type && body && !JSON_TYPE.test(type) ? body : JSON.parse(body)];
  } catch {
    // Without a body there was nothing to parse; without a media type nobody promised JSON.
    return [body || undefined, body && type];
  }
};

/** Reads a Blob, where a successful answer is neither JSON nor text; else as {@link text} does. */
export const blob: BodyReader = async (response) => {
  const type = response.headers.get("content-type");
  if (!response.ok || !type || JSON_TYPE.test(type) || /^text\/|[/+]xml/i.test(type)) {
    return text(response);
  }
  const body = await response.blob();
  return [body.size ? body : undefined];
};

const JSON_TYPE = /\bjson\b(?!-)/i;
