import type { Entry } from "./entry.js";
import type { Survey } from "./survey.js";
import { scalar } from "./scalar.js";

/** Where the API is, if the documents do not say it in full. */
export function serverEntries({ repaired, diagnostics }: Survey): readonly Entry[] {
  if (!diagnostics.some(({ code }) => code === "no-servers")) return [];
  const relative = (repaired.servers ?? []).findIndex(
    ({ url }) => !/^(?:https?:\/\/|\{)/i.test(url),
  );
  const path = relative === -1 ? undefined : repaired.servers?.[relative]?.url;
  const example = `https://api.example.com${path?.startsWith("/") ? path : ""}`;
  return [
    {
      file: "overlay",
      comment: `The documents name no server with a full address${path === undefined ? "" : ` (only ${scalar(path)})`}.`,
      question: "Base URL of the API, such as https://api.example.com",
      kind: "text",
      proposed: "",
      problem: (answer) =>
        /^https?:\/\/[^\s/?#][^\s?#]*$/.test(answer)
          ? undefined
          : "A base URL begins with https://, and has no ? and no #.",
      lines: (answer) => {
        const url = scalar(answer === "" ? example : answer);
        return relative === -1
          ? ["- target: $", `  update: { servers: [{ url: ${url} }] }`]
          : [`- target: $.servers[${relative}]`, `  update: { url: ${url} }`];
      },
    },
  ];
}
