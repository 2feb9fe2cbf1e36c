import type { Client } from "./client.js";
import { arriving } from "./arriving.js";
import { ConnectionError, ParseError } from "./errors.js";

/**
 * An answer that comes item by item: `for await` gives each as it arrives, once. Leaving the loop, or
 * aborting the call, ends the connection; who does not read the items has to `cancel()`.
 */
export interface Stream<Item> extends AsyncIterable<Item> {
  /** Each item with what the event around it says. */
  events(): AsyncIterable<StreamEvent<Item>>;
  /** Ends the connection. */
  cancel(): Promise<void>;
}

/** An item, and the event it came in (HTML Standard, "Server-sent events"). */
export interface StreamEvent<Item> {
  readonly data: Item;
  /** The event's type; `message` where it has none. */
  readonly event: string;
  /** The last id that was sent. */
  readonly id: string;
}

/** Cuts text into what holds an item each. The last piece may be incomplete. */
export type Splitter = (parts: AsyncIterable<string>) => AsyncIterable<StreamEvent<string>>;

/**
 * A client whose successful answers are streams of items.
 *
 * @param split tells the format
 * @param isText the items are text as it comes; else they are JSON
 */
export function streaming(client: Client, split: Splitter, isText = false): Client {
  return arriving(client, (response, { signal, end, label, method }) =>
    newStream(
      response,
      split,
      (item) => (isText ? item : parsed(item, label, method, response)),
      signal,
      end,
    ),
  );
}

function newStream(
  response: Response,
  split: Splitter,
  parse: (item: string) => unknown,
  signal: AbortSignal,
  end: () => void,
): Stream<unknown> {
  const reader = response.body?.getReader();
  const stop = async (): Promise<void> => {
    end();
    // What was aborted cannot be cancelled any more.
    await reader?.cancel().catch(() => undefined);
  };
  async function* chunks(): AsyncGenerator<string, void, undefined> {
    const decoder = new TextDecoder();
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- chunks come one after the other
      const chunk = await reader?.read().catch((cause: unknown) => {
        throw signal.aborted
          ? signal.reason
          : new ConnectionError("The stream broke off.", { cause });
      });
      if (!chunk || chunk.done) return;
      yield decoder.decode(chunk.value, { stream: true });
    }
  }
  async function* events(): AsyncGenerator<StreamEvent<unknown>, void, undefined> {
    try {
      for await (const event of split(chunks())) {
        if (event.data === "[DONE]") return;
        yield { ...event, data: parse(event.data) };
      }
    } finally {
      await stop();
    }
  }
  async function* items(): AsyncGenerator<unknown, void, undefined> {
    for await (const { data } of events()) yield data;
  }
  return { events, cancel: stop, [Symbol.asyncIterator]: items };
}

function parsed(item: string, label: string, method: string, response: Response): unknown {
  try {
    return JSON.parse(item);
  } catch {
    const url = new URL(response.url || "about:blank");
    throw new ParseError(label, method, url, response, item);
  }
}

/** Server-sent events (HTML Standard, 9.2.6). An event that is not ended is none. */
export const serverEvents: Splitter = async function* (parts) {
  let data: string[] = [];
  let event = "";
  let id = "";
  for await (const line of linesOf(parts)) {
    if (line === "") {
      if (data.length > 0) yield { data: data.join("\n"), event: event || "message", id };
      data = [];
      event = "";
      continue;
    }
    const [, field = "", value = ""] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
  }
};

/** JSON Lines and NDJSON: a value in each line; a JSON text sequence (RFC 7464), too. */
export const jsonLines: Splitter = async function* (parts) {
  // The last line need not end.
  for await (const line of linesOf(parts, true)) yield* record(line);
};

function record(line: string): readonly StreamEvent<string>[] {
  const data = line.replace(RECORD_SEPARATOR, "").trim();
  return data === "" ? [] : [{ data, event: "message", id: "" }];
}

const RECORD_SEPARATOR = "\u001e";

/** The lines that have come to their end: by CR LF, LF or CR. With `all`, what has not, too. */
async function* linesOf(
  parts: AsyncIterable<string>,
  all = false,
): AsyncGenerator<string, void, undefined> {
  let open = "";
  let last = "";
  for await (const part of parts) {
    open += part;
    // A line that goes on and on is looked through once, when it ends.
    if (!/[\r\n]/.test(last + part)) continue;
    // A CR at the end of a chunk may be half of a CR LF.
    const lines = open.split(/\r\n|\n|\r(?!$)/);
    open = lines.pop() ?? "";
    last = open.slice(-1);
    yield* lines;
  }
  if (all || open.endsWith("\r")) yield open.replace("\r", "");
}
