import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf } from "../diagnostics/origins.js";
import type { Parameter, Spec } from "../openapi.js";
import { mapOperations, nameOf, type OperationSite } from "./operations.js";
import { mapParameters, parametersOf } from "./parameters.js";

/**
 * Makes the path parameters of each operation those of its path template (OpenAPI 3.1 section
 * 4.8.12.1), all of them required. A name in the template that nothing declares becomes a string
 * parameter; a declared one that is not in the template is taken for the missing one if it is the
 * same but for case and separators, and dropped otherwise.
 */
export function declarePathParameters(spec: Spec): Outcome<Spec> {
  const diagnostics: Diagnostic[] = [];
  const matched = mapParameters(spec, (site, { parameter, pointer }) => {
    if (parameter.in !== "path") return parameter;
    const names = namesIn(site.path);
    if (names.includes(parameter.name)) return required(parameter);

    const declared = parametersOf(spec.document, site).map((other) => other.parameter);
    const meant = names.find(
      (name) => loose(name) === loose(parameter.name) && !declared.some((it) => isPath(it, name)),
    );
    diagnostics.push(unmatched(spec, site, { name: parameter.name, pointer, meant }));
    return meant === undefined ? undefined : required({ ...parameter, name: meant });
  });

  const value = mapOperations(matched, (site) => {
    const declared = parametersOf(matched.document, site).map(({ parameter }) => parameter);
    const missing = namesIn(site.path).filter((name) => !declared.some((it) => isPath(it, name)));
    if (missing.length === 0) return site.operation;
    diagnostics.push(...missing.map((name) => undeclared(spec, site, name)));
    const added = missing.map((name): Parameter => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    return { ...site.operation, parameters: [...(site.operation.parameters ?? []), ...added] };
  });
  return { value, diagnostics };
}

/** The names between braces in a path template, each once. */
function namesIn(path: string): readonly string[] {
  return [...new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? ""))];
}

function isPath(parameter: Parameter, name: string): boolean {
  return parameter.in === "path" && parameter.name === name;
}

function required(parameter: Parameter): Parameter {
  return parameter.required === true ? parameter : { ...parameter, required: true };
}

function loose(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function unmatched(
  spec: Spec,
  site: OperationSite,
  at: { readonly name: string; readonly pointer: string; readonly meant: string | undefined },
): Diagnostic {
  const then =
    at.meant === undefined ? "it is left out" : `it is taken for the path's {${at.meant}}`;
  return diagnostic(
    "unmatched-path-parameter",
    `path parameter "${at.name}" is not in the path ${site.path}; ${then}`,
    { place: placeOf(spec.origins, at.pointer) },
  );
}

function undeclared(spec: Spec, site: OperationSite, name: string): Diagnostic {
  return diagnostic(
    "undeclared-path-parameter",
    `${nameOf(site)} does not declare its path parameter "${name}"; it is taken for a string`,
    { place: placeOf(spec.origins, site.pointer) },
  );
}
