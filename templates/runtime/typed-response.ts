/** A `Response` whose `headers` know the documented ones. */
export interface TypedResponse<Declared> extends Response {
  readonly headers: TypedHeaders<Declared>;
}

/** `Headers` that complete the names of the documented ones; any other can be asked for, too. */
export interface TypedHeaders<Declared> extends Headers {
  get<Name extends keyof Declared & string>(name: Name): Declared[Name] & (string | null);
  get(name: string): string | null;
}
