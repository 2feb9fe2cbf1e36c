/** What a process that reads again and again keeps of it: what was made of each file the last time. */
export interface Reading {
  /** What is made of a file; made anew where `key`, which stands for all that it is made of, has changed. */
  readonly of: <Made>(path: string, key: string, make: () => Made) => Made;
}

export function newReading(): Reading {
  const kept = new Map<string, { readonly key: string; readonly made: unknown }>();
  return {
    of: <Made>(path: string, key: string, make: () => Made): Made => {
      const before = kept.get(path);
      // Of a file only one kind of thing is made.
      if (before?.key === key) return before.made as Made;
      const made = make();
      kept.set(path, { key, made });
      return made;
    },
  };
}
