import type { Subject } from "./change.js";
import type { OperationFacts, Role } from "./operations.js";

/** The type of an operation: what of which. */
export interface Owner {
  readonly operation: OperationFacts;
  readonly role: Role;
}

/** Type name → the operation that it was made for. */
export function ownersOf(operations: Iterable<OperationFacts>): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  for (const operation of operations) {
    for (const [role, name] of Object.entries(operation.types)) {
      // The keys of a record are typed as texts.
      owners.set(name, { operation, role: role as Role });
    }
  }
  return owners;
}

/** Steps as one text: `data.items[].price`. */
export function pathText(path: readonly string[]): string {
  return path.reduce((before, step) => {
    if (step.startsWith("[") || step.startsWith("<")) return before + step;
    const word = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step);
    if (!word && !/^\d+$/.test(step)) return `${before}[${JSON.stringify(step)}]`;
    return before === "" ? step : `${before}.${step}`;
  }, "");
}

/** What of the API stands at a path of a type. */
export function subjectAt(owner: Owner | undefined, path: readonly string[]): Subject {
  if (!owner) return path.length > 0 ? "field" : "type";
  if (owner.role === "input") {
    if (path.length === 0) return "input";
    return path[0] === "body" ? "body field" : "parameter";
  }
  const isByStatus = owner.role === "errors" || owner.role === "byStatus";
  return path.length <= (isByStatus ? 1 : 0) ? "response" : "response field";
}

/** `GET /orders → response 200 → data.items[].price`. */
export function placeAt(
  { operation, role }: Owner,
  path: readonly string[],
  statuses: readonly string[],
): string {
  const [first = "", ...rest] = path;
  const parts = [operation.key];
  if (role === "input" && first === "body") parts.push("body", pathText(rest));
  else if (role === "input") parts.push(inGroup(first), pathText(rest));
  else if (role === "errors" || role === "byStatus") {
    parts.push(first === "" ? "responses" : `response ${first}`, pathText(rest));
  } else if (role === "headers") parts.push("response header", pathText(path));
  else {
    const [only, ...others] = statuses;
    parts.push(others.length === 0 && only !== undefined ? `response ${only}` : "response");
    parts.push(pathText(path));
  }
  return parts.filter((part) => part !== "").join(" → ");
}

function inGroup(group: string): string {
  const kinds: Readonly<Record<string, string>> = {
    path: "path parameter",
    query: "query parameter",
    headers: "header",
    cookies: "cookie",
  };
  return kinds[group] ?? group;
}
