import type { Entry } from "./entry.js";
import { scalar } from "./scalar.js";
import type { Survey } from "./survey.js";

/** How webhooks are signed, which no document says in a way that a program understands. */
export function webhookEntries({ api, project }: Survey): readonly Entry[] {
  if (!api.webhooks || project.settings.webhooks) return [];
  return [
    {
      file: "client",
      comment:
        "How webhooks are signed, so that the client can verify them; client.schema.json has those of Stripe, Slack and others.",
      question: "Header with the HMAC-SHA256 of webhooks, in hex, such as X-Signature",
      kind: "text",
      proposed: "",
      problem: (answer) =>
        /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(answer)
          ? undefined
          : "Write the name of a header, such as X-Signature.",
      lines: (answer) => {
        const header = scalar(answer === "" ? "X-Signature" : answer);
        return [`webhooks: { signature: { header: ${header}, encoding: hex } }`];
      },
    },
  ];
}
