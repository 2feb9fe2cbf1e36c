import { pointerTo } from "../../generator/diagnostics/origins.js";
import type { Answer, Api, Operation } from "../../generator/model/api.js";
import type { Document } from "../../generator/openapi.js";
import { isObject, type JsonObject, listAt, objectAt, valueAt } from "./json.js";
import type { Claim, Direction } from "./truth-schemas.js";
import { stepsInto } from "./truth-steps.js";

/** A schema that has examples, and the type that the client has for it. */
export interface Place extends Claim {
  readonly pointer: string;
  /** What a user of the client writes for it, after `api.`; undefined where there is no way to. */
  readonly type: string | undefined;
  readonly values: readonly Example[];
}

export interface Example {
  readonly pointer: string;
  readonly value: unknown;
}

/**
 * Every example and default in a resolved document that has a schema beside it: those of component
 * schemas, of parameters, of JSON bodies, and of all schemas inside them.
 */
export function placesOf(document: Document, api: Api): readonly Place[] {
  const root: unknown = document;
  const seen = new Set<string>();
  const places: Place[] = [];
  const add: Add = (place) => {
    const values = place.values.filter(({ pointer }) => !seen.has(pointer));
    for (const { pointer } of values) seen.add(pointer);
    if (values.length > 0) places.push({ ...place, values });
  };
  for (const { name, wireName, schema } of api.types) {
    const pointer = pointerTo("/components/schemas", wireName);
    const claim = { direction: "either", component: wireName } as const;
    addSchema(schema, { ...claim, pointer, type: `api.${name}` }, root, add);
  }
  for (const operation of api.groups.flatMap(({ operations }) => operations)) {
    addOperation(operation, root, add);
  }
  return places;
}

type Add = (place: Place) => void;

function addOperation(operation: Operation, root: unknown, add: Add): void {
  const [, path = ""] = /^[A-Z]+ (.*)$/s.exec(operation.key) ?? [];
  const item = objectAt(objectAt(root, "paths"), path);
  const source = objectAt(item, operation.method);
  const at = pointerTo("/paths", path);
  const { input, response, errors } = operation.types;
  if (input !== undefined) {
    const lists = [
      [source, pointerTo(at, operation.method)],
      [item, at],
    ] as const;
    for (const [holder, pointer] of lists) {
      for (const [index, parameter] of (listAt(holder, "parameters") ?? []).entries()) {
        const found = follow(root, parameter, `${pointer}/parameters/${index}`);
        addParameter(found, `api.${input}`, root, add);
      }
    }
    const found = follow(root, source["requestBody"], `${at}/${operation.method}/requestBody`);
    const media = operation.body?.contents ?? [];
    // What fetch takes as a body is anything: only bodies that all have a schema are held to it.
    if (media[0]?.kind === "json" && media.every(({ kind }) => kind !== "raw")) {
      addMedia(found, media, `api.${input}["body"]`, "request", root, add);
    }
  }
  const answers = (given: readonly Answer[], typeOf: (status: string) => string) => {
    for (const { status, bodies } of given) {
      const body = bodies.find(({ kind }) => kind === "json");
      if (!body) continue;
      const responses = objectAt(source, "responses");
      const key = Object.keys(responses).find((one) => one.toUpperCase() === status.toUpperCase());
      const pointer = pointerTo(`${at}/${operation.method}/responses`, key ?? status);
      const found = follow(root, responses[key ?? status], pointer);
      const claimed = given === operation.responses ? given.flatMap((each) => each.bodies) : bodies;
      const media = [body, ...claimed.filter((other) => other !== body)];
      addMedia(found, media, typeOf(status), "response", root, add);
    }
  };
  // The statuses of success share a type, those of failure have one each.
  answers(operation.responses, () => `api.${response}`);
  answers(operation.errors, (status) => `api.${errors}[${JSON.stringify(status)}]`);
}

interface Found {
  readonly value: JsonObject;
  readonly pointer: string;
}

function follow(root: unknown, value: unknown, pointer: string, depth = 0): Found {
  if (!isObject(value)) return { value: {}, pointer };
  const { $ref } = value;
  if (typeof $ref !== "string" || depth > 9) return { value, pointer };
  return follow(root, valueAt(root, $ref.slice(1)), $ref.slice(1), depth + 1);
}

const groups: JsonObject = { path: "path", query: "query", header: "headers", cookie: "cookies" };

function addParameter({ value, pointer }: Found, input: string, root: unknown, add: Add): void {
  const group = groups[String(value["in"])];
  const type = `NonNullable<${input}[${JSON.stringify(group)}]>[${JSON.stringify(value["name"])}]`;
  const schema = value["schema"];
  if (schema === undefined) return;
  const place = { type, direction: "request" as const, pointer: `${pointer}/schema` };
  add({ ...place, schemas: [schema], values: examplesOf(value, pointer, root) });
  addSchema(schema, place, root, add);
}

/** The examples of the first of the media types; a value may be one of any of them. */
function addMedia(
  { value, pointer }: Found,
  media: readonly { readonly mediaType: string; readonly schema: unknown }[],
  type: string,
  direction: Direction,
  root: unknown,
  add: Add,
): void {
  const [first] = media;
  if (!first) return;
  const at = pointerTo(`${pointer}/content`, first.mediaType);
  const content = objectAt(objectAt(value, "content"), first.mediaType);
  const place = { type, direction, pointer: `${at}/schema` };
  const schemas = media.map(({ schema }) => schema);
  add({ ...place, schemas, values: examplesOf(content, at, root) });
  // In a union of answers there is no telling which part a name leads to.
  const inner = media.length > 1 ? { ...place, type: undefined } : place;
  addSchema(first.schema, inner, root, add);
}

/** The examples beside the schema of a parameter or media type. */
function examplesOf(holder: JsonObject, pointer: string, root: unknown): readonly Example[] {
  const named = Object.entries(objectAt(holder, "examples")).flatMap(([name, example]) => {
    const found = follow(root, example, pointerTo(`${pointer}/examples`, name));
    return "value" in found.value
      ? [{ pointer: `${found.pointer}/value`, value: found.value["value"] }]
      : [];
  });
  const own =
    "example" in holder ? [{ pointer: `${pointer}/example`, value: holder["example"] }] : [];
  return [...own, ...named];
}

type At = Pick<Place, "pointer" | "type" | "direction" | "component">;

function addSchema(schema: unknown, at: At, root: unknown, add: Add): void {
  if (!isObject(schema)) return;
  const { pointer } = at;
  const listed = (listAt(schema, "examples") ?? []).map((value, index) => ({
    pointer: `${pointer}/examples/${index}`,
    value,
  }));
  const single = ["example", "default"].flatMap((keyword) =>
    keyword in schema ? [{ pointer: `${pointer}/${keyword}`, value: schema[keyword] }] : [],
  );
  add({ ...at, schemas: [schema], values: [...single, ...listed] });
  const parametersOf = (ref: string) => listAt(valueAt(root, ref.slice(1)), "x-type-parameters");
  for (const step of stepsInto(schema, parametersOf)) {
    const type = at.type === undefined ? undefined : step.type(at.type);
    addSchema(step.schema, { ...at, pointer: pointerTo(pointer, ...step.path), type }, root, add);
  }
}
