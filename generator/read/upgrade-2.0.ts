import { pointerTo } from "../diagnostics/origins.js";
import { methods } from "../openapi.js";
import { type Draft, elementsOf, entriesOf, isObject, type JsonObject, moved } from "./draft.js";
import {
  isBodyParameter,
  type MediaTypes,
  toHeader,
  toParameter,
  toRequestBody,
} from "./upgrade-2.0-parameters.js";
import { upgradeSchema } from "./upgrade-2.0-schema.js";

/**
 * Writes a Swagger 2.0 document in the form of OpenAPI 3.0. Values of the wrong shape go through
 * unchanged; the check of shapes that follows reports them.
 */
export function upgradeSwagger(document: JsonObject, draft: Draft): JsonObject {
  const {
    swagger: _swagger,
    host: _host,
    basePath: _basePath,
    schemes,
    consumes,
    produces,
    definitions,
    parameters,
    responses,
    securityDefinitions,
    paths,
    ...rest
  } = withRefs(document);
  const media: MediaTypes = { consumes: names(consumes), produces: names(produces) };
  for (const field of ["schemas", "parameters", "responses", "securitySchemes"]) {
    const old = { schemas: "definitions", securitySchemes: "securityDefinitions" }[field] ?? field;
    moved(draft, `/components/${field}`, `/${old}`);
  }
  moved(draft, "/servers", document["host"] === undefined ? "/basePath" : "/host");
  const shared = isObject(parameters) ? parameters : {};
  const servers = serversOf(document, schemes);
  return {
    ...rest,
    ...(servers.length > 0 && { servers }),
    paths: mapValues(paths, (item, path) =>
      pathItem(item, pointerTo("/paths", path), { document, shared, media, draft }),
    ),
    components: {
      schemas: mapValues(definitions, upgradeSchema),
      parameters: Object.fromEntries(
        entriesOf(shared)
          .filter(([, parameter]) => !isBodyParameter(parameter))
          .map(([name, parameter]) => [name, toParameter(parameter)]),
      ),
      responses: mapValues(responses, (response) => toResponse(response, media)),
      securitySchemes: mapValues(securityDefinitions, toSecurityScheme),
    },
  };
}

interface Context {
  readonly document: JsonObject;
  readonly shared: JsonObject;
  readonly media: MediaTypes;
  readonly draft: Draft;
}

function pathItem(item: unknown, at: string, context: Context): unknown {
  if (!isObject(item)) return item;
  const common = elementsOf(item["parameters"]);
  const isBody = (parameter: unknown): boolean =>
    isBodyParameter(dereferenced(parameter, context.shared));
  const entries = Object.entries(item).map(([key, value]): [string, unknown] => {
    if (methods.some((method) => method === key)) {
      return [key, operation(value, common.filter(isBody), pointerTo(at, key), context)];
    }
    if (key !== "parameters" || !Array.isArray(value)) return [key, value];
    return [key, value.filter((parameter) => !isBody(parameter)).map(toParameter)];
  });
  return Object.fromEntries(entries);
}

function operation(
  value: unknown,
  commonBody: readonly unknown[],
  at: string,
  { document, shared, media: inherited, draft }: Context,
): unknown {
  if (!isObject(value)) return value;
  const { parameters, consumes, produces, schemes, responses, ...rest } = value;
  const media: MediaTypes = {
    consumes: consumes === undefined ? inherited.consumes : names(consumes),
    produces: produces === undefined ? inherited.produces : names(produces),
  };
  const kept: unknown[] = [];
  const body: unknown[] = [];
  for (const [index, parameter] of elementsOf(parameters).entries()) {
    const full = dereferenced(parameter, shared);
    if (isBodyParameter(full)) {
      body.push(full);
      moved(draft, `${at}/requestBody`, `${at}/parameters/${index}`);
    } else {
      if (kept.length !== index)
        moved(draft, `${at}/parameters/${kept.length}`, `${at}/parameters/${index}`);
      kept.push(toParameter(parameter));
    }
  }
  const requestBody = toRequestBody(
    body.length > 0 ? body : commonBody.map((parameter) => dereferenced(parameter, shared)),
    media,
  );
  const servers = schemes === undefined ? [] : serversOf(document, schemes);
  return {
    ...rest,
    ...(kept.length > 0 && { parameters: kept }),
    ...(requestBody && { requestBody }),
    ...(responses !== undefined && {
      responses: mapValues(responses, (response) => toResponse(response, media)),
    }),
    ...(servers.length > 0 && { servers }),
  };
}

function dereferenced(parameter: unknown, shared: JsonObject): unknown {
  const ref = isObject(parameter) ? parameter["$ref"] : undefined;
  const prefix = "#/components/parameters/";
  if (typeof ref !== "string" || !ref.startsWith(prefix)) return parameter;
  const name = ref.slice(prefix.length).replaceAll("~1", "/").replaceAll("~0", "~");
  return Object.hasOwn(shared, name) ? shared[name] : parameter;
}

function toResponse(response: unknown, { produces }: MediaTypes): unknown {
  if (!isObject(response) || response["$ref"] !== undefined) return response;
  const { schema, headers, examples, ...rest } = response;
  const isFile = isObject(schema) && schema["type"] === "file";
  const given =
    produces.length > 0 ? produces : [isFile ? "application/octet-stream" : "application/json"];
  const types = schema === undefined ? entriesOf(examples).map(([type]) => type) : given;
  const content = types.map((type): [string, unknown] => {
    const example = isObject(examples) ? examples[type] : undefined;
    return [
      type,
      {
        ...(schema !== undefined && { schema: upgradeSchema(schema) }),
        ...(example !== undefined && { example }),
      },
    ];
  });
  return {
    ...rest,
    ...(headers !== undefined && { headers: mapValues(headers, toHeader) }),
    ...(content.length > 0 && { content: Object.fromEntries(content) }),
  };
}

const flowNames: Readonly<Record<string, string>> = {
  implicit: "implicit",
  password: "password",
  application: "clientCredentials",
  accessCode: "authorizationCode",
};

function toSecurityScheme(scheme: unknown): unknown {
  if (!isObject(scheme)) return scheme;
  if (scheme["type"] === "basic") return { ...scheme, type: "http", scheme: "basic" };
  if (scheme["type"] !== "oauth2") return scheme;
  const { flow, authorizationUrl, tokenUrl, scopes, ...rest } = scheme;
  const details = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
    scopes: scopes ?? {},
  };
  return { ...rest, flows: { [flowNames[String(flow)] ?? String(flow)]: details } };
}

/** The servers that `host`, `basePath` and the schemes stand for; none where nothing is said. */
function serversOf(document: JsonObject, schemes: unknown): readonly { readonly url: string }[] {
  const { host, basePath } = document;
  const path = typeof basePath === "string" ? basePath.replace(/(?<!\/)\/+$/, "") : "";
  if (typeof host !== "string" || host === "") return path === "" ? [] : [{ url: path }];
  const web = names(schemes).filter((scheme) => /^https?$/.test(scheme));
  return (web.length > 0 ? web : ["https"]).map((scheme) => ({
    url: `${scheme}://${host}${path}`,
  }));
}

const homes: readonly (readonly [old: string, now: string])[] = [
  ["#/definitions/", "#/components/schemas/"],
  ["#/parameters/", "#/components/parameters/"],
  ["#/responses/", "#/components/responses/"],
];

/** The document with every reference to the places of 2.0 leading to those of 3.0. */
function withRefs(document: JsonObject): JsonObject {
  return mapValues(document, rewriteRefs);
}

function rewriteRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewriteRefs);
  if (!isObject(value)) return value;
  return mapValues(value, (child, key) => {
    if (key !== "$ref" || typeof child !== "string") return rewriteRefs(child);
    const home = homes.find(([old]) => child.startsWith(old));
    return home ? home[1] + child.slice(home[0].length) : child;
  });
}

function mapValues(value: JsonObject, change: (child: unknown, key: string) => unknown): JsonObject;
function mapValues(value: unknown, change: (child: unknown, key: string) => unknown): unknown;
function mapValues(value: unknown, change: (child: unknown, key: string) => unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, change(child, key)]));
}

function names(value: unknown): readonly string[] {
  return elementsOf(value).filter((name) => typeof name === "string");
}
