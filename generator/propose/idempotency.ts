import type { Entry } from "./entry.js";
import type { Survey } from "./survey.js";
import { counted, scalar } from "./scalar.js";

/**
 * The header that makes calls safe to be repeated, where operations have it as a parameter. The
 * setting is for every POST and PATCH: where some of them lack the header, it would have the client
 * repeat what the server does twice, so that only a person can say yes.
 */
export function idempotencyEntries({ api, project }: Survey): readonly Entry[] {
  if (project.settings.idempotency) return [];
  const operations = api.groups
    .flatMap((group) => group.operations)
    .filter(({ method }) => method === "post" || method === "patch");
  const headers = operations.flatMap(({ parameters }) =>
    parameters
      .filter((each) => each.in === "headers" && /^(?:x-)?idempotency-key$/i.test(each.name))
      .map(({ name }) => name),
  );
  const [header] = headers;
  if (header === undefined) return [];
  const areAll = headers.length === operations.length;
  const those = `${headers.length} of ${counted(operations.length, "POST and PATCH operation")}`;
  return [
    {
      file: "client",
      comment: areAll
        ? "The API acts once on a key: each POST and PATCH sends one of its own, and is tried again like the others."
        : `The documents give the header ${header} to ${those}. Only where all act once on a key may the client send one with each, and try them again.`,
      question: `The documents give the header ${header} to ${those}. Send a key with each POST and PATCH, and try them again after failures`,
      kind: "yes",
      proposed: areAll ? "yes" : "no",
      lines: () => [`idempotency: { header: ${scalar(header)} }`],
    },
  ];
}
