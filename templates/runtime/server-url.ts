/**
 * The URL of a server with values in the place of its variables: those given, else the defaults
 * (OpenAPI 3.1, 4.8.6). Throws a TypeError where no URL comes of it, and where a value would end the
 * host: one with a `/` belongs in the path only.
 */
export function serverUrl(template: string, defaults: object, given: object): URL {
  const values = { ...defaults } as Record<string, unknown>;
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) values[name] = value;
  }
  // A template can also begin with a variable that holds everything up to the path.
  const host = template.indexOf("://");
  const path = host === -1 ? 0 : template.indexOf("/", host + 3);
  const text = template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string, at: number) => {
    const value = Object.hasOwn(values, name) ? String(values[name]) : whole;
    const isInHost = path === -1 || at < path;
    if (/[?#\\\s]/.test(value) || (isInHost && /[/@{]/.test(value))) {
      throw new TypeError(`The server ${template} cannot have this value of ${name}.`);
    }
    return value;
  });
  return new URL(text);
}
