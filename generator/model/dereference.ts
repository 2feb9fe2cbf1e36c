import type { Components, Document, Reference } from "../openapi.js";

/** The kinds of component that an operation refers to; schemas stay references. */
type Kind = "parameters" | "requestBodies" | "responses" | "headers" | "examples" | "callbacks";

type Component<K extends Kind> = Exclude<NonNullable<Components[K]>[string], Reference>;

/**
 * Follows a reference to a component, through references to references (OpenAPI 3.1, 4.8.23). Gives
 * undefined for one that leads nowhere or in a circle.
 */
export function dereference<K extends Kind>(
  document: Document,
  kind: K,
  value: Component<K> | Reference,
): Component<K> | undefined {
  const components: Readonly<Record<string, Component<K> | Reference>> =
    // The kind and its record belong together; TypeScript cannot follow that through an index.
    (document.components?.[kind] ?? {}) as Readonly<Record<string, Component<K> | Reference>>;
  const seen = new Set<string>();
  let current: Component<K> | Reference | undefined = value;
  while (current && isReference(current)) {
    if (seen.has(current.$ref)) return undefined;
    seen.add(current.$ref);
    const name = componentName(current.$ref, kind);
    current = name !== undefined && Object.hasOwn(components, name) ? components[name] : undefined;
  }
  return current;
}

function isReference(value: object): value is Reference {
  return "$ref" in value;
}

function componentName(ref: string, kind: Kind): string | undefined {
  const prefix = `#/components/${kind}/`;
  if (!ref.startsWith(prefix)) return undefined;
  return ref.slice(prefix.length).replaceAll("~1", "/").replaceAll("~0", "~");
}
