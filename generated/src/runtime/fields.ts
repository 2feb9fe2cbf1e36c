/**
 * Makes the `name=value` fields of one property of a form. `encode` makes a text safe for where it
 * goes.
 */
export type FieldWriter = (
  name: string,
  value: unknown,
  encode: (text: unknown) => string,
) => readonly Field[];

export type Field = readonly [name: string, value: string];

/**
 * The style `form` with explode: an array repeats the name, an object gives its members' names.
 */
export const exploded: FieldWriter = (name, value, encode) => {
  const members: (readonly [name: string, value: unknown])[] = Array.isArray(value)
    ? value.map((item) => [name, item])
    : isRecord(value)
      ? Object.entries(value)
      : [[name, value]];
  return members
    .filter(([, member]) => isGiven(member))
    .map(([key, member]) => [encode(key), encode(textOf(member))]);
};

/**
 * One field for all: the members of an array with something between them, `key,value` for those of an
 * object. The styles `form`, `spaceDelimited` and `pipeDelimited` without explode.
 */
export function delimited(delimiter: string): FieldWriter {
  return (name, value, encode) => {
    const members: readonly unknown[] = Array.isArray(value)
      ? value
      : isRecord(value)
        ? Object.entries(value)
            .filter(([, member]) => isGiven(member))
            .flat()
        : [value];
    const texts = members.filter(isGiven).map((member) => encode(textOf(member)));
    // A comma between the members must differ from a comma in one.
    const between = delimiter === "," ? delimiter : encode(delimiter);
    return texts.length ? [[encode(name), texts.join(between)]] : [];
  };
}

/** The style `deepObject`, to any depth: `filter[size][min]=3`, `items[0]=a`. */
export const deepObject: FieldWriter = (name, value, encode) => {
  if (!isGiven(value)) return [];
  if (!Array.isArray(value) && !isRecord(value)) return [[encode(name), encode(textOf(value))]];
  return Object.entries(value).flatMap(([key, member]) =>
    deepObject(`${name}[${key}]`, member, encode),
  );
};

/** Whether a value is sent: as in RFC 6570, undefined and null are left out. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A value as text: an object, a list too, as JSON. */
export function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}
