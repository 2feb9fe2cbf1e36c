import { arriving } from "./arriving.js";
import type { Client } from "./client.js";
import { ConnectionError } from "./errors.js";

/**
 * A client whose successful answers are streams of bytes, given as they arrive. Who does not read one
 * to its end has to `cancel()` it; aborting the call ends it, too.
 */
export function byteStream(client: Client): Client {
  return arriving(client, (response, { signal, end }) => {
    const reader = response.body?.getReader();
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          const chunk = await reader?.read();
          if (chunk && !chunk.done) return controller.enqueue(chunk.value);
          controller.close();
        } catch (cause) {
          controller.error(
            signal.aborted
              ? signal.reason
              : new ConnectionError("The stream broke off.", { cause }),
          );
        }
        return end();
      },
      async cancel(reason) {
        end();
        // What was aborted cannot be cancelled any more.
        await reader?.cancel(reason).catch(() => undefined);
      },
    });
  });
}
