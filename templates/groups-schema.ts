import type * as model from "../generator/model/api.js";
import type * as openapi from "../generator/openapi.js";
import { type Operation, plain, type Schema, worded, type Words } from "./words.js";

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

export interface ObjectMember {
  readonly name: Words;
  readonly required: boolean;
  readonly schema: Schema;
}

/** What an object has that is written in its place; empty for everything else. */
export function objectMembers(given: Schema): readonly ObjectMember[] {
  const schema = plain<openapi.Schema>(given);
  if (typeof schema === "boolean" || schema.$ref !== undefined) return [];
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).map(([name, inner]) => ({
    name: worded<string>(name),
    required: required.includes(name),
    schema: worded<openapi.Schema>(inner),
  }));
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
