import { expect, test } from "vitest";
import { clientOf, gives, text } from "../diff/clients.js";
import { compilerErrors } from "./compile.js";

test("an operation that takes nothing keeps the place of what it may come to take", async () => {
  const files = await clientOf({ paths: { "/thing": { get: gives(text) } } });
  const modules = new Map(
    files
      .filter(({ path }) => path.startsWith("src/"))
      .map((file) => [`/${file.path}`, file.text] as const),
  );
  const all = [...modules.values()].join("\n").replaceAll(/\s+/g, " ");
  expect(all).toContain("getThing(client: Client, input?: NoInput, options?: RequestOptions)");
  expect(files.find(({ path }) => path === "README.md")?.text).toContain(
    "await getThing(client, {}, { timeout: 5_000,",
  );
  const compiled = (call: string) =>
    compilerErrors(
      new Map([
        ...modules,
        [
          "/program.ts",
          `import { getThing, type Client, type RequestOptions } from "./src/index.js";\n` +
            `export const call = (client: Client, options: RequestOptions): Promise<string> => ${call};\n`,
        ],
      ]),
    );
  expect(compiled("getThing(client)")).toEqual([]);
  expect(compiled("getThing(client, {}, options)")).toEqual([]);
  expect(compiled("getThing(client, undefined, options)")).toEqual([]);
  expect(compiled("getThing(client, options)")).toHaveLength(1);
  expect(compiled("getThing(client, { timeout: 5_000 })")).toHaveLength(1);
});
