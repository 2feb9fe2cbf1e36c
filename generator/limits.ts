import type { Limits } from "./settings.js";

/**
 * What holds where `client.yaml` says nothing: several times what the largest documents have that
 * APIs publish.
 */
export const defaultLimits: Limits = {
  fileSize: 100,
  depth: 500,
  members: 100_000,
  values: 3_000_000,
  text: 1_000_000,
  query: 10,
  allOf: 3_000_000,
};

export function limitsOf(given: Partial<Limits> = {}): Limits {
  return { ...defaultLimits, ...given };
}

export function bytesOf({ fileSize }: Limits): number {
  return fileSize * 1_000_000;
}

/** What to write where a limit is too low for a document that is meant to be so large. */
export function raising(limit: keyof Limits, { [limit]: most }: Limits): string {
  return `If it is meant to be so, write in client.yaml: limits: { ${limit}: ${most * 2} }`;
}
