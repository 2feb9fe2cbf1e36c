interface Refusal {
  readonly document: string;
  readonly key: string;
  readonly said: string;
}

/** Why Prism refuses a request that is right; undefined where nothing explains it. */
export function explanationOf(refusal: Refusal): string | undefined {
  return explanations.find(({ holds }) => holds(refusal))?.why;
}

const explanations: readonly {
  readonly holds: (refusal: Refusal) => boolean;
  readonly why: string;
}[] = [
  {
    holds: ({ key, said }) =>
      key === "POST /v2/subscriptions/search" && said.includes("'location_ids'"),
    why: "the schema requires `location_ids`, has no such property, and its own example lacks it",
  },
  {
    holds: ({ said }) => said.includes('["request","header","content-type"]'),
    why: "a header parameter called Content-Type, which OpenAPI says is to be ignored",
  },
  {
    holds: ({ key, said }) =>
      key === "POST /networks/{id}/connect" && said.includes("body must be object"),
    why: "an object as application/octet-stream: nothing says how it would be written as bytes",
  },
  {
    holds: ({ key, document }) => document === "Docker Engine" && key === "POST /session",
    why: "its only answer is 101, a change of protocol, which fetch does not have",
  },
  {
    holds: ({ document, said }) =>
      document === "Twilio" && said.includes("must be array") && !/"code":"(?!type")/.test(said),
    why: "an array in a form: Prism reads one only where the document gives it a style, though there is a default",
  },
  {
    holds: ({ key, said }) =>
      said.includes("must match exactly one schema in oneOf") &&
      /\["path","(workflow_id|pages_deployment_id)"\]/.test(said) &&
      key.includes("/repos/{owner}/{repo}/"),
    why: "oneOf an integer and a string: in a path a number is a text, too, so that Prism finds both",
  },
];
