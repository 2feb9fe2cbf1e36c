import { createHash } from "node:crypto";

/** Stands for a content, as what differs has another: SHA-256, in 43 characters of base64url. */
export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64url");
}
