import type { Shape } from "../structure.js";
import { elementOf, fieldOf, fieldsOf } from "../walk.js";
import { isObject, type JsonObject } from "./canonical.js";

/**
 * Whether `rich` says everything `poor` says and adds only properties that need not be there, or
 * defaults. Both are essences.
 */
export function covers(rich: unknown, poor: unknown, shape: Shape): boolean {
  const element = elementOf(shape);
  if (Array.isArray(rich) && Array.isArray(poor) && element) {
    return (
      rich.length === poor.length &&
      rich.every((child: unknown, index) => covers(child, poor[index], element.of))
    );
  }
  if (!isObject(rich) || !isObject(poor) || (!element && !fieldsOf(shape))) return same(rich, poor);
  const keys = new Set([...Object.keys(rich), ...Object.keys(poor)]);
  return [...keys].every((key) => coversKey(rich, poor, key, shape));
}

function coversKey(rich: JsonObject, poor: JsonObject, key: string, shape: Shape): boolean {
  const of = elementOf(shape)?.of ?? fieldOf(shape, key);
  if (shape === "schema" && key === "properties") {
    return coversProperties(rich[key], poor[key], rich["required"]);
  }
  if (!Object.hasOwn(rich, key)) return false;
  if (!Object.hasOwn(poor, key)) return shape === "schema" && key === "default";
  return covers(rich[key], poor[key], of);
}

function coversProperties(rich: unknown, poor: unknown, required: unknown): boolean {
  const [all, some] = [isObject(rich) ? rich : {}, isObject(poor) ? poor : {}];
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return (
    Object.keys(some).every(
      (name) => Object.hasOwn(all, name) && covers(all[name], some[name], "schema"),
    ) && Object.keys(all).every((name) => Object.hasOwn(some, name) || !needed.includes(name))
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
