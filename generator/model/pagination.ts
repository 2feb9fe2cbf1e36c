import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Document } from "../openapi.js";
import type { PaginationRule, Settings } from "../settings.js";
import type { Answer, Operation, Pagination, Parameter, ResponseHeader } from "./api.js";
import { itemsOf, mayBeNull, type Member, membersOf, rootMember } from "./members.js";

/** What of an operation tells whether it gives its answer in pages. */
export type Paged = Pick<Operation, "method" | "parameters" | "responses" | "headers">;

/**
 * How an operation gives its answer page by page: as the settings say, else as names make plain. Only
 * a GET with one answer of JSON that holds one list is taken for such.
 */
export function modelPagination(
  document: Document,
  operation: Paged,
  settings: Settings["pagination"],
): { readonly pagination?: Pagination } {
  const [body] = operation.responses.flatMap(({ bodies }) => bodies);
  if (settings === false || operation.method !== "get" || body?.kind !== "json") return {};
  if (operation.responses.flatMap((answer: Answer) => answer.bodies).length !== 1) return {};
  const root = rootMember(body.schema);
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const declared = (settings ?? []).find(
    (rule) => matches(rule, query, operation.headers) && isList(document, root, rule.items),
  );
  const pagination = declared
    ? declaredPages(declared)
    : recognizedPages(document, root, query, operation.headers);
  if (!pagination) return {};
  const optional =
    operation.responses.some(({ bodies }) => bodies.length === 0) ||
    mayBeNull(document, body.schema);
  return { pagination: { ...pagination, ...(optional && { optional }) } };
}

/** A rule that fits no operation is a mistake in it, or the documents have changed. */
export function unusedPagination(
  operations: readonly Operation[],
  settings: Settings["pagination"],
): readonly Diagnostic[] {
  return (settings === false ? [] : (settings ?? [])).flatMap((rule) => {
    const wanted = JSON.stringify(declaredPages(rule));
    const isUsed = ({ pagination }: Operation) => {
      const { optional: _, ...pages } = pagination ?? {};
      return JSON.stringify(pages) === wanted;
    };
    if (operations.some(isUsed)) return [];
    const what =
      rule.style === "link" ? "the header Link" : `the query parameter "${rule.parameter}"`;
    const message = `no GET operation has ${what} and gives a list${rule.items === undefined ? "" : ` at "${rule.items}"`}`;
    return [
      diagnostic("nothing-to-page", message, {
        hint: "pagination in client.yaml says how lists come page by page. Correct the rule, or delete it.",
      }),
    ];
  });
}

function matches(
  rule: PaginationRule,
  query: readonly Parameter[],
  headers: readonly ResponseHeader[],
): boolean {
  return rule.style === "link"
    ? hasLink(headers)
    : query.some(({ name }) => name === rule.parameter);
}

function hasLink(headers: readonly ResponseHeader[]): boolean {
  return headers.some(({ name }) => name.toLowerCase() === "link");
}

/** What the document or a rule says of pages, wherever they are given. */
type PagesOf<Whole> = Whole extends Pagination ? Omit<Whole, "optional"> : never;

function declaredPages(rule: PaginationRule): PagesOf<Pagination> {
  const items = pathOf(rule.items);
  switch (rule.style) {
    case "cursor":
      return "next" in rule
        ? { kind: "cursor", items, parameter: rule.parameter, next: pathOf(rule.next) }
        : { kind: "last", items, parameter: rule.parameter, last: pathOf(rule.last) };
    case "page":
    case "offset":
      return { kind: rule.style, items, parameter: rule.parameter };
    case "link":
      return { kind: "link", items };
  }
}

function pathOf(text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : text.split(".");
}

function isList(document: Document, root: Member, items: string | undefined): boolean {
  let member: Member | undefined = root;
  for (const name of pathOf(items)) member = member && membersOf(document, member).get(name);
  return member !== undefined && itemsOf(document, member) !== undefined;
}

/** Names that mean nothing else; what is less plain the settings have to say. */
const cursorParameter =
  /^(?:(?:page_?|next_?)?(?:cursor|token)|starting_?after|start_?cursor|continuation_?token|after|marker)$/i;
const nextProperty =
  /^(?:next_?(?:cursor|token|page_?token|marker)|end_?cursor|(?:after_?)?cursor|continuation_?token)$/i;
const holder =
  /^(?:meta(?:data)?|paging|pagination|page_?info|cursors?|response_?metadata|links)$/i;
const pageParameter = /^(?:page|page_?(?:number|num|no|index))$/i;
const offsetParameter = /^(?:offset|skip)$/i;

function recognizedPages(
  document: Document,
  root: Member,
  query: readonly Parameter[],
  headers: readonly ResponseHeader[],
): PagesOf<Pagination> | undefined {
  const items = listIn(document, root);
  if (!items) return undefined;
  const named = (pattern: RegExp) => query.find(({ name }) => pattern.test(name))?.name;
  if (hasLink(headers)) return { kind: "link", items };
  const cursor = named(cursorParameter);
  const next = cursor === undefined ? undefined : nextIn(document, root);
  if (cursor !== undefined && next) return { kind: "cursor", items, parameter: cursor, next };
  const page = named(pageParameter);
  if (page !== undefined) return { kind: "page", items, parameter: page };
  const offset = named(offsetParameter);
  return offset === undefined ? undefined : { kind: "offset", items, parameter: offset };
}

/** Where the only list is: the answer itself, or one of its properties. */
function listIn(document: Document, root: Member): readonly string[] | undefined {
  if (itemsOf(document, root)) return [];
  const lists = [...membersOf(document, root)].filter(([, member]) => itemsOf(document, member));
  const [only] = lists;
  return only && lists.length === 1 ? [only[0]] : undefined;
}

function nextIn(document: Document, root: Member): readonly string[] | undefined {
  const members = [...membersOf(document, root)];
  const own = members.find(([name]) => nextProperty.test(name));
  if (own) return [own[0]];
  for (const [name, member] of members) {
    if (!holder.test(name)) continue;
    const inner = [...membersOf(document, member).keys()].find((each) => nextProperty.test(each));
    if (inner !== undefined) return [name, inner];
  }
  return undefined;
}
