import type { Entry } from "./entry.js";
import type { Survey } from "./survey.js";
import { counted, scalar } from "./scalar.js";

/** The header that makes calls safe to be repeated, where operations have it as a parameter. */
export function idempotencyEntries({ api, project }: Survey): readonly Entry[] {
  if (project.settings.idempotency) return [];
  const operations = api.groups.flatMap((group) => group.operations);
  const headers = operations
    .filter(({ method }) => method === "post" || method === "patch")
    .flatMap(({ parameters }) =>
      parameters
        .filter((each) => each.in === "headers" && /^(?:x-)?idempotency-key$/i.test(each.name))
        .map(({ name }) => name),
    );
  const [header] = headers;
  if (header === undefined) return [];
  return [
    {
      file: "client",
      comment: `The API acts once on a key: each POST and PATCH sends one of its own, and is tried again like the others.`,
      question: `${counted(headers.length, "operation")} can have the header ${header}. Send a key with each POST and PATCH, and try them again after failures`,
      kind: "yes",
      proposed: "yes",
      lines: () => [`idempotency: { header: ${scalar(header)} }`],
    },
  ];
}
