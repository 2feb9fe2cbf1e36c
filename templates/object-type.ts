import { comment } from "./jsdoc.js";
import type { PrintedMember } from "./type-text.js";

/**
 * `{ name?: type; … }`, each member with its comment on the lines before, index signatures first.
 * Written as text: ts-morph makes a writer of its own for the type of each property, which took a
 * quarter of all printing.
 */
export function objectType(members: readonly PrintedMember[]): string {
  if (members.length === 0) return "{}";
  const isIndex = ({ kind }: PrintedMember) => kind === "index";
  const inOrder = [...members.filter(isIndex), ...members.filter((member) => !isIndex(member))];
  const lines = inOrder.map(memberText).join("\n");
  return `{\n  ${lines.replaceAll("\n", "\n  ")}\n}`;
}

function memberText(member: PrintedMember): string {
  if (member.kind === "index") return `[key: ${member.key}]: ${member.type};`;
  const { name, optional, readonly, type, doc } = member;
  const modifier = readonly ? "readonly " : "";
  return `${comment(doc)}${modifier}${name}${optional ? "?" : ""}: ${type};`;
}
