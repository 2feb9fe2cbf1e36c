import type { NamedType } from "../model/api.js";
import type { ResolvedSchemaObject, Schema } from "../openapi.js";

/**
 * For each type that is an alias, the references that close a circle of aliases. TypeScript has no
 * such types (`type A = B | null; type B = A`), and the reference adds nothing to what is there.
 */
export function circularReferences(
  byRef: ReadonlyMap<string, NamedType>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map([...byRef].map(([ref, { schema }]) => [ref, directReferences(schema)]));
  const state = new Map<string, "open" | "done">();
  const found = new Map<string, Set<string>>();
  for (const start of byRef.keys()) visit(start);
  return found;

  // With its own stack: chains of references are as long as a document likes.
  function visit(start: string): void {
    const stack: { readonly ref: string; readonly next: string[] }[] = [];
    const enter = (ref: string) => {
      state.set(ref, "open");
      stack.push({ ref, next: [...(direct.get(ref) ?? [])] });
    };
    if (!state.has(start)) enter(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = top.next.pop();
      if (to === undefined) {
        state.set(top.ref, "done");
        stack.pop();
      } else if (state.get(to) === "open") {
        found.set(top.ref, (found.get(top.ref) ?? new Set()).add(to));
      } else if (!state.has(to)) enter(to);
    }
  }
}

/** The references that a type consists of, alone or in a union. */
function directReferences(schema: Schema): ReadonlySet<string> {
  const references = new Set<string>();
  const open: Schema[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === "boolean") continue;
    const resolved: ResolvedSchemaObject = next;
    if (resolved.$ref !== undefined) references.add(resolved.$ref);
    else
      open.push(
        ...(next.oneOf ?? []),
        ...(next.anyOf ?? []),
        ...(resolved["x-intersection"] ?? []),
      );
  }
  return references;
}
