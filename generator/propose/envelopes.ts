import { membersOf, rootMember } from "../model/members.js";
import type { Entry } from "./entry.js";
import type { Survey } from "./survey.js";
import { counted } from "./scalar.js";

/** The object that the API puts around its data, where nearly all answers have it. */
export function envelopeEntries({ api, resolved, project }: Survey): readonly Entry[] {
  const { envelope } = project.settings;
  const answers = api.groups
    .flatMap(({ operations }) => operations)
    .flatMap(({ responses }) => {
      const [body] = responses.flatMap(({ bodies }) => bodies);
      return body?.kind === "json" ? [membersOf(resolved, rootMember(body.schema))] : [];
    });
  const has = (name: string) => answers.filter((members) => members.has(name)).length;
  const isCommon = (name: string) => answers.length > 1 && has(name) >= answers.length * 0.8;
  const common = [...new Set(answers.flatMap((members) => [...members.keys()]))].filter(isCommon);
  const data = common.find((name) => /^(?:data|result|results|payload)$/i.test(name));
  const success = common.find((name) => /^(?:success|ok)$/i.test(name));
  const isFlag = answers.some((members) => {
    const schema = success === undefined ? undefined : members.get(success)?.schema;
    return typeof schema === "object" && [schema.type].flat().includes("boolean");
  });
  return [
    ...(data !== undefined && common.length > 1 && envelope?.unwrap === undefined
      ? [entry(data, has(data), answers.length)]
      : []),
    ...(success !== undefined && isFlag && envelope?.failure === undefined
      ? [failing(success)]
      : []),
  ];
}

function entry(data: string, count: number, all: number): Entry {
  const many = count === all ? "Answers" : `Most answers`;
  return {
    file: "client",
    under: "envelope",
    comment: `${many} carry what they are about in "${data}": functions give that, and all of the answer by .envelope().`,
    question: `${count} of ${counted(all, "answer")} carry what they are about in "${data}". Let functions give that`,
    kind: "yes",
    proposed: "yes",
    lines: () => [`unwrap: ${data}`],
  };
}

function failing(success: string): Entry {
  return {
    file: "client",
    under: "envelope",
    comment: `Where failures come with status 200 and ${success}: false, this throws them like any other.`,
    question: `Do failures come with status 200 and ${success}: false`,
    kind: "yes",
    proposed: "no",
    lines: () => [`failure: { ${success}: false }`],
  };
}
