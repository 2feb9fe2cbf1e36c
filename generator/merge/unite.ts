import type {
  Header,
  MediaType,
  Operation,
  Parameter,
  Reference,
  RequestBody,
  Response,
  Schema,
  SecurityRequirement,
} from "../openapi.js";
import type { Shape } from "../structure.js";
import { byCodeUnit, canonical, groupBy, richest } from "./canonical.js";
import { follow, parameterKey } from "./push-down.js";

/**
 * Unites several descriptions of one operation, so that whatever one of them allows is allowed:
 * bodies and responses by media type, with a schema for each; parameters, required only where all
 * require them. `operations` come in a canonical order; `whole` is where references lead.
 */
export function uniteOperations(
  operations: readonly [Operation, ...Operation[]],
  whole: unknown,
): Operation {
  const operationIds = operations.flatMap(({ operationId }) => operationId ?? []);
  const tags = [...new Set(operations.flatMap((operation) => operation.tags ?? []))];
  const parameters = uniteParameters(operations, whole);
  const requestBody = uniteBodies(operations, whole);
  const responses = uniteResponses(operations, whole);
  const security = uniteSecurity(operations);
  const servers = operations.flatMap((operation) => operation.servers ?? []);
  return {
    ...operations[0],
    ...richestText("summary", operations),
    ...richestText("description", operations),
    ...(operationIds.length > 0 && { operationId: operationIds.toSorted(byCodeUnit)[0] }),
    ...(operations.some(({ deprecated }) => deprecated !== undefined) && {
      deprecated: operations.every(({ deprecated }) => deprecated === true),
    }),
    ...(tags.length > 0 && { tags }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    ...(responses && { responses }),
    ...(security && { security }),
    ...(servers.length > 0 && { servers: unique(servers, "server") }),
  };
}

function richestText<K extends "summary" | "description">(
  field: K,
  values: readonly { readonly [F in K]?: string | undefined }[],
): { readonly [F in K]?: string } {
  const texts = values.flatMap((value) => value[field] ?? []);
  const [first, ...others] = texts;
  if (first === undefined) return {};
  const found: { [F in K]?: string } = {};
  found[field] = richest([first, ...others]);
  return found;
}

function unique<T>(values: readonly T[], shape: Shape): readonly T[] {
  return [...groupBy(values, (value) => canonical(value, shape)).values()].flatMap(
    ([first, ...others]) => (first === undefined ? [] : [richest([first, ...others])]),
  );
}

function uniteParameters(
  operations: readonly Operation[],
  whole: unknown,
): readonly (Parameter | Reference)[] {
  const all = operations.flatMap(({ parameters }) => parameters ?? []);
  const groups = [...groupBy(all, (parameter) => parameterKey(parameter, whole)).values()];
  return groups.flatMap((group) => {
    const [first, ...others] = unique(group, "parameter");
    if (!first) return [];
    const everywhere = group.length >= operations.length;
    const followed = [first, ...others].map((parameter) => follow(parameter, whole));
    // Only parameters and references to them stand in lists of parameters.
    const parameters = followed as [Parameter, ...Parameter[]];
    const isRequired = parameters[0].in === "path" || (everywhere && parameters.every(requires));
    if (others.length === 0 && isRequired === requires(parameters[0])) return [first];
    const { required: _, schema: __, ...rest } = richest(parameters);
    const schema = uniteSchemas(parameters);
    return [
      {
        ...rest,
        ...richestText("description", parameters),
        ...(isRequired && { required: true }),
        ...(schema !== undefined && { schema }),
      },
    ];
  });
}

function requires({ required }: { readonly required?: boolean }): boolean {
  return required === true;
}

function uniteBodies(
  operations: readonly Operation[],
  whole: unknown,
): RequestBody | Reference | undefined {
  const [first, ...others] = unique(
    operations.flatMap(({ requestBody }) => requestBody ?? []),
    "requestBody",
  );
  if (!first) return undefined;
  const everywhere = operations.every(({ requestBody }) => requestBody !== undefined);
  // Only request bodies and references to them stand there.
  const bodies = [first, ...others].map((body) => follow(body, whole)) as RequestBody[];
  const isRequired = everywhere && bodies.every(requires);
  if (others.length === 0 && isRequired === bodies.every(requires)) return first;
  return {
    ...richestText("description", bodies),
    ...(isRequired && { required: true }),
    content: uniteContent(bodies.map(({ content }) => content)),
  };
}

function uniteResponses(
  operations: readonly Operation[],
  whole: unknown,
): Operation["responses"] | undefined {
  const all = operations.flatMap(({ responses }) => Object.entries(responses ?? {}));
  if (all.length === 0) return undefined;
  const groups = [...groupBy(all, ([status]) => status)].toSorted(([a], [b]) => byCodeUnit(a, b));
  return Object.fromEntries(
    groups.flatMap(([status, entries]): [string, Response | Reference][] => {
      const [first, ...others] = unique(
        entries.map(([, response]) => response),
        "response",
      );
      if (!first) return [];
      if (others.length === 0) return [[status, first]];
      // Only responses and references to them stand there.
      const responses = [first, ...others].map((response) => follow(response, whole)) as Response[];
      return [[status, uniteResponse(responses)]];
    }),
  );
}

function uniteResponse(responses: readonly Response[]): Response {
  const headers: Record<string, Header | Reference> = Object.fromEntries(
    responses.flatMap((response) => Object.entries(response.headers ?? {})),
  );
  const content = uniteContent(responses.map((response) => response.content ?? {}));
  return {
    ...richestText("description", responses),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(Object.keys(content).length > 0 && { content }),
  };
}

function uniteContent(
  contents: readonly Readonly<Record<string, MediaType>>[],
): Readonly<Record<string, MediaType>> {
  const groups = groupBy(
    contents.flatMap((content) => Object.entries(content)),
    ([type]) => type,
  );
  return Object.fromEntries(
    [...groups].map(([type, entries]): [string, MediaType] => {
      const mediaTypes = entries.map(([, mediaType]) => mediaType);
      const schema = uniteSchemas(mediaTypes);
      return [type, { ...mediaTypes[0], ...(schema !== undefined && { schema }) }];
    }),
  );
}

function uniteSchemas(holders: readonly { readonly schema?: Schema }[]): Schema | undefined {
  const schemas = holders.flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
  const different = unique(schemas, "schema");
  return different.length <= 1 ? different[0] : { anyOf: different };
}

/** An operation that says nothing of security leaves the word to the others. */
function uniteSecurity(
  operations: readonly Operation[],
): readonly SecurityRequirement[] | undefined {
  const stated = operations.flatMap(({ security }) => (security ? [security] : []));
  if (stated.length === 0) return undefined;
  const alternatives = stated.flatMap((security): readonly SecurityRequirement[] =>
    security.length === 0 && stated.some((other) => other.length > 0) ? [{}] : security,
  );
  return unique(alternatives, "{[string]}");
}
