import type { Api, BodyContent, Operation, Parameter } from "./words.js";
import { exampleValue } from "./example-value.js";
import { propertyKey } from "./literal.js";

/** A call of an operation, with the document's examples: a statement. */
export function callOf(operation: Operation, api: Api, before = "await "): string {
  const input = inputExample(operation, api);
  return `${before}${operation.name}(client${input === "" ? "" : `, ${input}`});`;
}

/** What must be given, and optional query parameters where nothing must; the first page, of several. */
export function inputExample({ parameters, body, pagination }: Operation, { types }: Api): string {
  const leads = pagination && "parameter" in pagination ? pagination.parameter : undefined;
  const required = parameters.filter((parameter) => parameter.required);
  const optional = parameters.filter(
    (parameter) => !parameter.required && parameter.in === "query" && parameter.name !== leads,
  );
  const shown = required.length > 0 || body ? required : optional.slice(0, 2);
  const groups = inGroups(shown).map(
    ([group, members]) =>
      `${group}: { ${members
        .map(
          ({ name, schema, example }) =>
            `${propertyKey(name)}: ${exampleValue(schema, name, types, example)}`,
        )
        .join(", ")} }`,
  );
  const [content] = body?.contents ?? [];
  const sent = content && contentExample(content, types);
  const fields = [...groups, ...(sent === undefined ? [] : [`body: ${sent}`])];
  return fields.length > 0 ? `{ ${fields.join(", ")} }` : "";
}

function contentExample({ kind, schema, example }: BodyContent, types: Api["types"]): string {
  return kind === "raw" ? "new Blob([])" : exampleValue(schema, "body", types, example);
}

function inGroups(parameters: readonly Parameter[]): [string, Parameter[]][] {
  const groups = new Map<string, Parameter[]>();
  for (const parameter of parameters) {
    groups.set(parameter.in, [...(groups.get(parameter.in) ?? []), parameter]);
  }
  return [...groups];
}
