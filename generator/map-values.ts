/**
 * Changes in documents that leave what is not changed as it is, the same value and no copy: most of a
 * document goes through most of the stages untouched.
 */

/** The record with each value replaced by what `map` gives; itself where all are what they were. */
export function mapRecord<T>(
  record: Readonly<Record<string, T>>,
  map: (value: T, key: string) => T,
): Readonly<Record<string, T>> {
  const keys = Object.keys(record);
  // The keys of the record itself, so each has a value.
  const values = keys.map((key) => map(record[key] as T, key));
  if (keys.every((key, index) => record[key] === values[index])) return record;
  return Object.fromEntries(keys.map((key, index) => [key, values[index] as T]));
}

/** The list with each value replaced by what `map` gives; itself where all are what they were. */
export function mapList<T>(list: readonly T[], map: (value: T, index: number) => T): readonly T[] {
  const values = list.map(map);
  return values.every((value, index) => value === list[index]) ? list : values;
}

/** The object with some of its fields replaced; itself where they are what they were. */
export function withFields<T extends object>(object: T, fields: Partial<T>): T {
  for (const field in fields) {
    if (fields[field] !== object[field]) return { ...object, ...fields };
  }
  return object;
}

/** What fields are collected in, one after the other, for {@link withFields}. */
export type Changing<T> = { -readonly [K in keyof T]?: T[K] };

/** Sets a key of a record, which may be called `__proto__`. */
export function define<T>(record: Record<string, T>, key: string, value: T): void {
  Object.defineProperty(record, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
