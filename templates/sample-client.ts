import { environmentVariable, propertyKey, stringLiteral } from "./literal.js";
import type { Api, Words } from "./words.js";

/** The statement that makes a client, with credentials from the environment. */
export function sampleClient(api: Api): string {
  return `const client = createClient(${clientOptions(api)});`;
}

function clientOptions({ servers, schemes, requiredSchemes }: Api): string {
  const needed = requiredSchemes[0] ?? schemes.slice(0, 1).map(({ name }) => name);
  const server = servers.find(({ name }) => name.startsWith("prod")) ?? servers[0];
  const auth = schemes
    .filter(({ name }) => needed.includes(name))
    .map((scheme) => `${propertyKey(scheme.name)}: ${credentialExample(scheme.name, scheme.kind)}`);
  const fields = [
    ...(servers.length === 1
      ? []
      : [`server: ${stringLiteral(server?.name ?? "https://api.example.com")}`]),
    ...(auth.length > 0 ? [`auth: { ${auth.join(", ")} }`] : []),
  ];
  return fields.length > 0 ? `{ ${fields.join(", ")} }` : "";
}

function credentialExample(name: Words, kind: string): string {
  const read = `process.env[${environmentVariable(name)}] ?? ""`;
  return kind === "basic" ? `{ username: "ada", password: ${read} }` : read;
}
