import type { Document, Server as DocumentServer } from "../openapi.js";
import { methods } from "../openapi.js";
import type { ServerFunction, ServerVariable } from "./api.js";
import { camelCase, newScope, pascalCase, type Scope } from "./names.js";
import { reservedFunctions } from "./reserved.js";
import { nameOfServer, placeholder } from "./servers.js";

/**
 * The servers whose URL has variables (OpenAPI 3.1, 4.8.6), each with the names of the function that
 * puts values in them and of the type of these.
 *
 * @param types what no type of them may be called
 * @param taken what no function may be called
 */
export function modelServerFunctions(
  document: Document,
  types: Scope,
  taken: readonly string[],
): readonly ServerFunction[] {
  const functions = newScope([...reservedFunctions, ...taken]);
  return withVariables(document).map((server) => {
    const { url, description } = server;
    const name = functions.take(camelCase(`${nameOfServer(server)} server`), "serverUrl");
    return {
      name,
      type: types.take(`${pascalCase(name)}Variables`),
      template: url,
      ...(description !== undefined && { description }),
      variables: variablesOf(server),
    };
  });
}

function withVariables({ servers = [], paths }: Document): readonly DocumentServer[] {
  const own = Object.values(paths).flatMap((item) =>
    methods.flatMap((method) => item[method]?.servers ?? []),
  );
  const candidates = servers.length > 0 ? servers : own;
  const open = candidates.filter(
    (server) => /^(?:https?:\/\/|\{)/i.test(server.url) && variablesOf(server).length > 0,
  );
  return [...new Map(open.map((server) => [server.url, server])).values()];
}

function variablesOf(server: DocumentServer): readonly ServerVariable[] {
  const names = [...server.url.matchAll(placeholder)].map(([, name = ""]) => name);
  return [...new Set(names)].map((name) => {
    const variables = server.variables ?? {};
    const {
      default: byDefault,
      enum: values,
      description,
    } = Object.hasOwn(variables, name) ? (variables[name] ?? {}) : {};
    return {
      name,
      // A default that repeats the name is a placeholder, which documents write as a default is needed.
      ...(byDefault !== undefined && byDefault !== name && { default: byDefault }),
      ...(values !== undefined && values.length > 0 && { values }),
      ...(description !== undefined && { description }),
    };
  });
}
