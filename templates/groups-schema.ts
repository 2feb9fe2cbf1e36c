import type * as model from "../generator/model/api.js";
import type * as openapi from "../generator/openapi.js";
import { type Operation, plain, type Schema, worded } from "./words.js";

/** The groups of parameters as one object schema, so that they are printed as all objects are. */
export function groupsSchema(operation: Operation): Schema {
  const { parameters } = plain<model.Operation>(operation);
  const properties: Record<string, openapi.Schema> = {};
  const required: string[] = [];
  for (const group of groupNames) {
    const members = parameters.filter((parameter) => parameter.in === group);
    if (members.length === 0) continue;
    properties[group] = {
      type: "object",
      properties: Object.fromEntries(
        members.map((parameter) => [parameter.name, parameterSchema(parameter)]),
      ),
      required: members.filter((member) => member.required).map(({ name }) => name),
    };
    if (members.some((member) => member.required)) required.push(group);
  }
  return worded<openapi.Schema>({ type: "object", properties, required });
}

const groupNames = ["path", "query", "headers", "cookies"] as const;

/** What a parameter says itself takes the place of what its schema says (OpenAPI 3.1, 4.8.12). */
function parameterSchema({
  schema,
  description,
  deprecated,
  example,
}: model.Parameter): openapi.Schema {
  if (typeof schema === "boolean") return schema;
  return {
    ...schema,
    ...(description !== undefined && { description }),
    ...(deprecated && { deprecated }),
    ...(example !== undefined && { example }),
  };
}
