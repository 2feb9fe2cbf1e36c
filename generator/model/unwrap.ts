import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Document, ResolvedSchemaObject, Schema } from "../openapi.js";
import type { EnvelopeSettings } from "../settings.js";
import type { Answer, Operation } from "./api.js";

/**
 * The property to take out of an operation's answers, if each of its successes is an object that has
 * it: an envelope.
 */
export function modelUnwrap(
  document: Document,
  responses: readonly Answer[],
  property: string | undefined,
): { readonly unwrap?: string } {
  if (property === undefined) return {};
  const bodies = responses.flatMap((answer) => answer.bodies);
  const isEnvelope =
    bodies.length > 0 &&
    responses.every((answer) => answer.bodies.length > 0) &&
    bodies.every(({ kind, schema }) => kind === "json" && hasProperty(document, schema, property));
  return isEnvelope ? { unwrap: property } : {};
}

/** That a setting has no effect at all is told: its word is misspelt, or the documents have changed. */
export function nothingToUnwrap(
  operations: readonly Operation[],
  property: string | undefined,
): readonly Diagnostic[] {
  if (property === undefined || operations.some(({ unwrap }) => unwrap !== undefined)) return [];
  return [
    diagnostic("nothing-to-unwrap", `no operation's answer is an object with "${property}"`, {
      hint: "envelope.unwrap in client.yaml names the property that answers carry their data in. Correct it, or delete the line.",
    }),
  ];
}

/** The answers with a status of success that can hold all members of a failure. */
export function modelFailures(
  document: Document,
  responses: readonly Answer[],
  failure: Failure | undefined,
): readonly Answer[] {
  if (failure === undefined) return [];
  return responses.flatMap((answer) => {
    const bodies = answer.bodies.filter(
      ({ kind, schema }) =>
        kind === "json" &&
        Object.keys(failure).every((property) => hasProperty(document, schema, property)),
    );
    return bodies.length > 0 ? [{ ...answer, bodies }] : [];
  });
}

/** As {@link nothingToUnwrap}, of `envelope.failure`. */
export function nothingToFail(
  operations: readonly Operation[],
  failure: Failure | undefined,
): readonly Diagnostic[] {
  const isUsed = operations.some(({ errors }) =>
    errors.some(({ status }) => status.startsWith("2")),
  );
  if (failure === undefined || isUsed) return [];
  const members = Object.keys(failure).map((name) => `"${name}"`);
  return [
    diagnostic("nothing-to-fail", `no operation's answer is an object with ${members.join(", ")}`, {
      hint: "envelope.failure in client.yaml holds the members of an answer that is a failure. Correct them, or delete it.",
    }),
  ];
}

type Failure = NonNullable<EnvelopeSettings["failure"]>;

function hasProperty(
  document: Document,
  schema: Schema | undefined,
  property: string,
  seen: readonly string[] = [],
): boolean {
  if (typeof schema !== "object") return false;
  const resolved: ResolvedSchemaObject = schema;
  const has = (inner: Schema | undefined) => hasProperty(document, inner, property, seen);
  if (resolved.$ref !== undefined) {
    if (seen.includes(resolved.$ref)) return false;
    const name = resolved.$ref.replace("#/components/schemas/", "");
    const schemas = document.components?.schemas ?? {};
    const key = name.replaceAll("~1", "/").replaceAll("~0", "~");
    const target = Object.hasOwn(schemas, key) ? schemas[key] : undefined;
    return hasProperty(document, target, property, [...seen, resolved.$ref]);
  }
  // What can be null, or else, has no properties to speak of.
  if (resolved.type !== undefined && resolved.type !== "object") return false;
  if (resolved.properties && Object.hasOwn(resolved.properties, property)) return true;
  const union = resolved.oneOf ?? resolved.anyOf;
  return (
    has(resolved["x-extends"]) ||
    (resolved["x-intersection"]?.some(has) ?? false) ||
    (union !== undefined && union.length > 0 && union.every(has))
  );
}
