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
 * The style `form` with explode: an array repeats the name, an object gives its members' names, and what
 * these hold further down is sent as JSON.
 */
export const exploded: FieldWriter = (name, value, encode) => {
  const field = (key: string, member: unknown): readonly Field[] =>
    isGiven(member) ? [[encode(key), encode(textOf(member))]] : [];
  if (Array.isArray(value)) return value.flatMap((item) => field(name, item));
  if (!isRecord(value)) return field(name, value);
  return Object.entries(value).flatMap(([key, member]) =>
    Array.isArray(member) ? exploded(key, member, encode) : field(key, member),
  );
};

/**
 * One field for all: the members of an array with something between them, `key,value` for those of an
 * object. The styles `form`, `spaceDelimited` and `pipeDelimited` without explode.
 */
export function delimited(delimiter: string): FieldWriter {
  return (name, value, encode) => {
    const texts = isGiven(value) ? members(value, false, encode) : [];
    // A comma between the members must differ from a comma in one.
    const between = delimiter === "," ? delimiter : encode(delimiter);
    return texts.length ? [[encode(name), texts.join(between)]] : [];
  };
}

/** The texts of a list, of an object (`name,value`, with explode `name=value`), or of anything else. */
export function members(
  value: unknown,
  explode: boolean,
  encode: (text: unknown) => string,
): readonly string[] {
  const text = (member: unknown) => encode(textOf(member));
  if (Array.isArray(value)) return value.filter(isGiven).map(text);
  if (!isRecord(value)) return [text(value)];
  const entries = Object.entries(value).filter(([, member]) => isGiven(member));
  return entries.flatMap(([name, member]) =>
    explode ? [`${encode(name)}=${text(member)}`] : [encode(name), text(member)],
  );
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

/** Whether a value is an object with members by name: no list, and no date, which is text. */
export function isRecord(value: unknown): value is object {
  const isOther = Array.isArray(value) || value instanceof Date;
  return typeof value === "object" && value !== null && !isOther;
}

/** The member of that name, if it is the record's own: names come from documents. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
