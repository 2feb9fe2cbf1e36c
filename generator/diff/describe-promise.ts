import type { Change } from "./change.js";
import { keyOf, print, type Shape } from "./shape.js";

/** What an operation promises, in the words of who calls it. */
export function describePromise(
  before: Shape,
  after: Shape,
): Pick<Change, "before" | "after" | "reason"> {
  const [was, now] = [partsOf(before), partsOf(after)];
  const own = (parts: readonly Shape[], others: readonly Shape[]) =>
    parts.filter((part) => !others.some((other) => isAlike(part, other)));
  const [gone, fresh] = [own(was, now), own(now, was)];
  if (gone.length === 0 && fresh.every(isPages)) {
    return { reason: "comes page by page now: for await goes through the items of all pages" };
  }
  if (fresh.length === 0 && gone.every(isPages)) {
    return { reason: "comes in one piece now: for await, page() and pages() do not compile" };
  }
  return {
    before: gone.map((part) => print(part)).join(" & "),
    after: fresh.map((part) => print(part)).join(" & "),
  };
}

function partsOf(shape: Shape): readonly Shape[] {
  return shape.kind === "intersection" ? shape.members : [shape];
}

/** The types of data and errors are told by themselves; those of pages are not. */
function isAlike(one: Shape, other: Shape): boolean {
  if (one.kind !== "reference" || other.kind !== "reference") return keyOf(one) === keyOf(other);
  return one.name === other.name && (!isPages(one) || keyOf(one) === keyOf(other));
}

function isPages(shape: Shape): boolean {
  return shape.kind === "reference" && shape.name === "Pages";
}
