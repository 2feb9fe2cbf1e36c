import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import type { SecurityRequirement, SecurityScheme, Spec } from "../openapi.js";
import { mapOperations } from "./operations.js";

/**
 * Makes security schemes one whose names differ only in case and separators and that send the same,
 * such as `BearerAuth` and `bearerAuth`: nobody gives a credential twice. The first in the order of
 * names stays.
 */
export function uniteSchemes(spec: Spec): Outcome<Spec> {
  const schemes = Object.entries(spec.document.components?.securitySchemes ?? {});
  const kept = new Map<string, string>();
  const renamed = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const [name, scheme] of schemes.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if ("$ref" in scheme) continue;
    const key = `${name.toLowerCase().replaceAll(/[-_ .]/g, "")} ${meaningOf(scheme)}`;
    const first = kept.get(key);
    if (first === undefined) {
      kept.set(key, name);
      continue;
    }
    renamed.set(name, first);
    const placeOfScheme = (of: string) =>
      placeOf(spec.origins, pointerTo("/components/securitySchemes", of));
    const other = placeOfScheme(first);
    diagnostics.push(
      diagnostic("same-security-scheme", `"${name}" is the security scheme "${first}"`, {
        place: placeOfScheme(name),
        ...(other && { related: [{ message: `"${first}"`, place: other }] }),
      }),
    );
  }
  if (renamed.size === 0) return { value: spec, diagnostics };
  const value = mapOperations(spec, ({ operation }) =>
    operation.security
      ? { ...operation, security: withNames(operation.security, renamed) }
      : operation,
  );
  const { security, components } = value.document;
  const document = {
    ...value.document,
    ...(security && { security: withNames(security, renamed) }),
    components: {
      ...components,
      securitySchemes: Object.fromEntries(schemes.filter(([name]) => !renamed.has(name))),
    },
  };
  return { value: { ...value, document }, diagnostics };
}

/** What is sent, without what is only said of it. */
function meaningOf(scheme: SecurityScheme): string {
  const fields = Object.entries(scheme)
    .filter(([field]) => !/^(?:description|bearerFormat|x-.*)$/.test(field))
    .map(([field, value]) => [field, field === "scheme" ? String(value).toLowerCase() : value]);
  return JSON.stringify(fields.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

function withNames(
  security: readonly SecurityRequirement[],
  renamed: ReadonlyMap<string, string>,
): readonly SecurityRequirement[] {
  return security.map((requirement) => {
    const united = new Map<string, readonly string[]>();
    for (const [name, scopes] of Object.entries(requirement)) {
      const to = renamed.get(name) ?? name;
      united.set(to, [...new Set([...(united.get(to) ?? []), ...scopes])]);
    }
    return Object.fromEntries(united);
  });
}
