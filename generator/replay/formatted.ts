import { hashOf } from "./hashes.js";
import { ownBuild } from "./own-build.js";
import { cachePath, loadChecked, saveChecked } from "./record.js";
import type { ReplayRequest } from "./request.js";

/** What pieces of texts have become when they were formatted. */
export interface Formatted {
  readonly find: (language: string, text: string) => string | undefined;
  readonly keep: (language: string, text: string, formatted: string) => void;
  /** Keeps what this run has asked for, for the next one. */
  readonly save: () => void;
}

/**
 * The formatted texts that the last run for the same request left in the project's cache, if this
 * program, prettier in it, is what it was then.
 */
export function recallFormatted(request: ReplayRequest): Formatted {
  const path = cachePath("formatted", request);
  const build = ownBuild();
  const before = path === undefined ? new Map<string, string>() : load(path, build);
  const used = new Map<string, string>();
  let isNew = false;
  return {
    find: (language, text) => {
      const key = hashOf(`${language}\n${text}`);
      const found = used.get(key) ?? before.get(key);
      if (found !== undefined) used.set(key, found);
      return found;
    },
    keep: (language, text, formatted) => {
      used.set(hashOf(`${language}\n${text}`), formatted);
      isNew = true;
    },
    save: () => {
      if (path === undefined || (!isNew && used.size === before.size)) return;
      saveChecked(path, JSON.stringify({ build, pieces: [...used] }));
    },
  };
}

function load(path: string, build: string): ReadonlyMap<string, string> {
  const text = loadChecked(path);
  if (text === undefined) return new Map();
  // The checksum tells that it is whole; whether this version wrote it, `build` tells.
  const saved = JSON.parse(text) as { build?: unknown; pieces?: unknown } | null;
  if (saved?.build !== build || !Array.isArray(saved.pieces)) return new Map();
  return new Map(saved.pieces.filter(isPiece));
}

function isPiece(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "string";
}
