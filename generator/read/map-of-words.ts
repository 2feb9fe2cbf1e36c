/** A JSON Schema of which texts may be keys, and which words values: that of `names.yaml` is one. */
interface MapOfWords {
  readonly propertyNames: { readonly pattern: string };
  readonly additionalProperties: {
    readonly type: "string";
    readonly maxLength: number;
    readonly pattern: string;
    readonly not: { readonly enum: readonly string[] };
  };
}

/**
 * Whether a schema is that of a map of words, and allows a value. Names are right as a rule, and a
 * validator takes longer to load than the largest file of them to be read: it is left to it to tell
 * what is wrong.
 */
export function allowsWords(schema: object, value: unknown): boolean {
  if (!isMapOfWords(schema)) return false;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { propertyNames, additionalProperties: words } = schema;
  if (propertyNames.pattern !== plain(keyForm) || words.pattern !== plain(wordForm)) return false;
  const excluded = new Set(words.not.enum);
  return Object.entries(value).every(
    ([name, text]: [string, unknown]) =>
      keyForm.test(name) &&
      typeof text === "string" &&
      text.length <= words.maxLength &&
      wordForm.test(text) &&
      !excluded.has(text),
  );
}

/** The patterns of names.schema.json: of what is read, no regular expression is made. */
const keyForm =
  /^(?:(?:GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) \/|components\/(?:requestBodies|responses)\/|[\p{L}\p{N}_$.-]+[.[{(]|\[")/u;
const wordForm = /^[A-Za-z_$][A-Za-z0-9_$]*$/u;

/** As JSON Schema writes it: there a slash ends nothing. */
function plain({ source }: RegExp): string {
  return source.replaceAll("\\/", "/");
}

const shape = {
  $schema: true,
  title: true,
  description: true,
  type: true,
  propertyNames: { description: true, pattern: true },
  additionalProperties: {
    title: true,
    description: true,
    type: true,
    maxLength: true,
    pattern: true,
    not: { enum: true },
  },
};

/** It has these keywords and no others, so that nothing else can be wrong. */
function isMapOfWords(schema: object): schema is MapOfWords {
  return keysOf(schema) === keysOf(shape);
}

/** All keys of an object and of the objects in it, in their order. */
function keysOf(value: object): string {
  return Object.entries(value)
    .map(([key, inner]: [string, unknown]) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? `${key}{${keysOf(inner)}}`
        : key,
    )
    .join();
}
