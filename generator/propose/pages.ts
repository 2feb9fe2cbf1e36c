import type { Operation } from "../model/api.js";
import { itemsOf, membersOf, rootMember } from "../model/members.js";
import type { Document } from "../openapi.js";
import type { PaginationRule } from "../settings.js";
import type { Entry } from "./entry.js";
import type { Survey } from "./survey.js";
import { counted, scalar } from "./scalar.js";

/** The rules that can be proposed: what an answer has for the next page is recognized without one. */
type Rule = Extract<PaginationRule, { style: "page" | "offset" } | { last: string }>;

interface Candidate {
  readonly rule: Rule;
  /** Whether the names leave no doubt. */
  readonly plain: boolean;
}

/** Lists that look as if they went on, by parameters that alone do not make it plain. */
export function pageEntries({ api, resolved, project }: Survey): readonly Entry[] {
  if (project.settings.pagination !== undefined) return [];
  const candidates = api.groups
    .flatMap(({ operations }) => operations)
    .flatMap((operation) => candidateOf(operation, resolved) ?? []);
  const meanings = [...new Set(candidates.map(({ rule }) => meaningOf(rule)))];
  return meanings.map((meaning, index) => {
    const alike = candidates.filter(({ rule }) => meaningOf(rule) === meaning);
    const rules = [...new Set(alike.map(({ rule }) => ruleText(rule)))];
    return {
      file: "client",
      under: "pagination",
      comment: `${index === 0 ? "How lists go on where names alone do not tell" : "Others"}: ${meaning}.`,
      question: `${counted(alike.length, "list")} may go on page by page: ${meaning}. Is it so`,
      kind: "yes",
      proposed: alike.every(({ plain }) => plain) ? "yes" : "no",
      lines: () => rules.map((rule) => `- ${rule}`),
    };
  });
}

function candidateOf(operation: Operation, document: Document): Candidate | undefined {
  const { method, pagination, parameters, responses } = operation;
  const bodies = responses.flatMap((answer) => answer.bodies);
  const [body] = bodies;
  if (method !== "get" || pagination || body?.kind !== "json" || bodies.length > 1) {
    return undefined;
  }
  const root = rootMember(body.schema);
  const members = membersOf(document, root);
  const lists = [...members].filter(([, member]) => itemsOf(document, member));
  const own = itemsOf(document, root);
  const [only] = lists;
  const list = own ?? (only && lists.length === 1 ? itemsOf(document, only[1]) : undefined);
  if (!list) return undefined;
  const items = own || !only ? {} : { items: only[0] };
  const query = parameters.filter((parameter) => parameter.in === "query");
  const named = (pattern: RegExp) => query.find(({ name }) => pattern.test(name))?.name;
  const after = named(/^(?:starting_?after|after_?id|since_?id|after|marker|cursor)$/i);
  const last = ["id", "cursor"].find((name) => membersOf(document, list).has(name));
  if (after !== undefined && last !== undefined) {
    const plain = last === "id" && /^starting_?after$/i.test(after);
    return { rule: { style: "cursor", parameter: after, last, ...items }, plain };
  }
  const page = named(/^(?:current_?page|p|pg|page_?(?:start|offset))$/i);
  if (page !== undefined)
    return { rule: { style: "page", parameter: page, ...items }, plain: false };
  const offset = named(/^(?:start(?:_?(?:at|index|from))?|first_?result|from_?index)$/i);
  if (offset === undefined) return undefined;
  return { rule: { style: "offset", parameter: offset, ...items }, plain: false };
}

function ruleText(rule: Rule): string {
  const fields = Object.entries(rule).map(([key, value]) => `${key}: ${scalar(value)}`);
  return `{ ${fields.join(", ")} }`;
}

function meaningOf(rule: Rule): string {
  if (rule.style === "cursor")
    return `"${rule.parameter}" takes the "${rule.last}" of the last item`;
  return `"${rule.parameter}" counts ${rule.style === "page" ? "pages" : "items"}`;
}
