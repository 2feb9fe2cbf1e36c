/**
 * A `fetch` for the client's options that reads no more than so many bytes of one answer, unpacked: one
 * that has more ends as a ConnectionError with a RangeError as its cause. It is no middleware, because
 * that is left out after a redirect to another origin, whose answer may be without end just as well.
 *
 * @param send what sends a request, if not `globalThis.fetch`
 */
export function limitSize(bytes: number, send: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    let left = bytes;
    const response = await send(input, init);
    const body = response.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          if ((left -= chunk.length) < 0) throw RangeError(`over ${bytes} bytes`);
          controller.enqueue(chunk);
        },
      }),
    );
    // Links to other pages are relative to the URL.
    return body
      ? Object.defineProperty(new Response(body, response), "url", { value: response.url })
      : response;
  };
}
