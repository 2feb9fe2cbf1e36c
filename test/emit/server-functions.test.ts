import { expect, test } from "vitest";
import { emitted } from "./declared.js";

test("a server with variables is a function, which takes their values", async () => {
  const files = await emitted({
    serverFunctions: [
      {
        name: "productionServer",
        type: "ProductionServerVariables",
        template: "https://{tenant}.{region}.example.com",
        description: "Where the data is.",
        variables: [
          { name: "tenant", description: "Your own name." },
          { name: "region", default: "eu", values: ["eu", "us"] },
        ],
      },
    ],
  });
  const client = files.get("src/client.ts") ?? "";
  expect(client.slice(client.indexOf("/** What {@link productionServer}"))).toMatchInlineSnapshot(`
    "/** What {@link productionServer} takes. */
    export interface ProductionServerVariables {
      /** Your own name. */
      tenant: string;
      /** Default: \`eu\` */
      region?: "eu" | "us";
    }

    /**
     * The \`server\` \`https://{tenant}.{region}.example.com\` with values for its variables.
     *
     * Where the data is.
     */
    export function productionServer(variables: ProductionServerVariables): URL {
      return serverUrl(
        "https://{tenant}.{region}.example.com",
        { region: "eu" },
        variables,
      );
    }

    /** Sends a request that no operation function exists for, with the client's credentials, retries and errors. */
    export function rawRequest<Data = unknown>(
      client: Client,
      request: RawRequest,
      options?: RequestOptions,
    ): ApiPromise<Data> {
      return sendRaw(client, [[]], request, options);
    }
    "
  `);
  expect(files.get("README.md")).toContain(
    'const server = productionServer({ tenant: "…", region: "eu" });',
  );
});
