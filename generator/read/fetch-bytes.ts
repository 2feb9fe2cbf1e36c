import { lookup as systemLookup, type LookupAddress, type LookupAllOptions } from "node:dns";
import { get as getPlain, type IncomingMessage } from "node:http";
import { get as getSecure } from "node:https";
import type { LookupFunction } from "node:net";
import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { TooLarge } from "./file-bytes.js";
import { isPrivateAddress } from "./private-address.js";

const mostMilliseconds = 60_000;

/** Asks for all addresses of a name, as `dns.lookup` does. */
export type Lookup = (
  name: string,
  options: LookupAllOptions,
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Fetches what an input that is a URL stands for, as bytes. Only a URL that a person names as an input is ever
 * fetched: neither what a document refers to, nor what the server redirects to, nor a name that leads
 * to an address which only this machine or its network reaches.
 *
 * @throws with a message for people, where there is no answer, not a good one, or far too much of it
 */
export async function fetchBytes(
  url: string,
  mostBytes: number,
  lookup: Lookup = systemLookup,
): Promise<Uint8Array> {
  const response = await answerOf(new URL(url), lookup);
  const { statusCode = 0, statusMessage = "", headers } = response;
  if (statusCode < 200 || statusCode >= 300) response.destroy();
  if (statusCode >= 300 && statusCode < 400) {
    throw new Error(
      `the server redirects to ${headers.location ?? "nowhere"}, and only what is named is fetched; name that if you trust it`,
    );
  }
  if (statusCode < 200 || statusCode >= 300) {
    throw new Error(`the server answers ${statusCode} ${statusMessage}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of unpacked(response)) {
    // Streams without an encoding give bytes.
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > mostBytes) throw new TooLarge(mostBytes);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function answerOf(url: URL, lookup: Lookup): Promise<IncomingMessage> {
  const get = url.protocol === "https:" ? getSecure : getPlain;
  const options = {
    headers: {
      accept: "application/json, application/yaml, text/markdown, */*;q=0.5",
      "accept-encoding": "gzip, br",
    },
    lookup: toPublic(lookup),
    signal: AbortSignal.timeout(mostMilliseconds),
  };
  return new Promise((resolve, reject) => {
    get(url, options, resolve).on("error", (error) => reject(new Error(reasonOf(error))));
  });
}

/** The connection goes to an address that was looked at: a name cannot change its mind in between. */
function toPublic(lookup: Lookup): LookupFunction {
  return (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      // There are none where there is an error, whatever the types of Node say.
      if (error) return done(error, "");
      const closed = isLocal(name) ? undefined : addresses.find(isPrivateAddress);
      const [first] = addresses;
      if (!first) return done(new Error(`${name} has no address`), "");
      if (!closed) {
        if (options.all) done(null, addresses);
        else done(null, first.address, first.family);
        return;
      }
      const reason = `${name} leads to ${closed.address}, an address of this machine or its network; if it is meant to, name the address itself or save the document as a file`;
      done(new Error(reason), "");
    });
  };
}

/** RFC 6761, 6.3: it is this machine and nothing else, which is what a person means by it. */
function isLocal(name: string): boolean {
  return /^(?:.*\.)?localhost\.?$/i.test(name);
}

/** That no address of several can be connected to is an error of errors, without words of its own. */
function reasonOf(error: Error): string {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  const [first] = errors;
  if (error.message === "" && first instanceof Error) return first.message;
  return error.name === "TimeoutError" || error.name === "AbortError"
    ? `no answer within ${mostMilliseconds / 1000} seconds`
    : error.message;
}

function unpacked(response: IncomingMessage): Readable {
  const encoding = response.headers["content-encoding"]?.toLowerCase() ?? "";
  const unpack = unpackings.get(encoding);
  // An error of either stream ends both, and is met where the bytes are read.
  return unpack ? pipeline(response, unpack(), () => undefined) : response;
}

const unpackings: ReadonlyMap<string, () => Transform> = new Map([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["br", createBrotliDecompress],
  ["deflate", createInflate],
]);
