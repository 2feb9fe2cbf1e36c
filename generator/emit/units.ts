import {
  clientPath,
  indexPath,
  operationsPath,
  packagePath,
  readmePath,
  referencePath,
  tsconfigPath,
  typesPath,
  webhooksPath,
} from "../../templates/paths.js";
import { hashOf } from "../hash.js";
import type { Api } from "../model/api.js";

/** A file that the templates print. */
export interface Unit {
  readonly path: string;
  /** The same as long as all that it is printed from is the same. */
  readonly key: () => string;
}

/**
 * The files that the templates print of a model. What each is printed from is what `print` gives to its
 * template: one that is not hashed here must not be given there.
 */
export function unitsOf(api: Api): readonly Unit[] {
  const { types, groups, ...rest } = api;
  const typesKey = once(() => keyOf(types));
  const restKey = once(() => keyOf([typesKey(), rest]));
  const inGroups = groups.map((group) => ({ group, key: once(() => keyOf(group)) }));
  const wholeKey = once(() => keyOf([restKey(), ...inGroups.map(({ key }) => key())]));
  return [
    ...[packagePath, tsconfigPath, readmePath, indexPath, clientPath].map((path) => ({
      path,
      key: wholeKey,
    })),
    ...(types.length > 0 ? [{ path: typesPath, key: typesKey }] : []),
    ...(api.webhooks ? [{ path: webhooksPath, key: restKey }] : []),
    ...inGroups.flatMap(({ group, key }) => [
      { path: operationsPath(group), key: () => keyOf([typesKey(), key()]) },
      { path: referencePath(group), key: () => keyOf([restKey(), key()]) },
    ]),
  ];
}

function once(make: () => string): () => string {
  let made: string | undefined;
  return () => (made ??= make());
}

function keyOf(value: unknown): string {
  return hashOf(JSON.stringify(value));
}
