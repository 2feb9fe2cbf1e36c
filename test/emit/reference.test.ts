import { describe, expect, test } from "vitest";
import type { NamedType, Operation } from "../../generator/model/api.js";
import { emitted } from "./declared.js";

const envelope: NamedType = {
  name: "Envelope",
  wireName: "Envelope",
  parameters: [],
  schema: { type: "object", properties: { data: { type: "string" } } },
};
const getTree: Operation = {
  name: "getTree",
  types: { response: "GetTreeResponse", data: "GetTreeData" },
  key: "GET /tree",
  method: "get",
  path: "/tree",
  deprecated: false,
  parameters: [],
  responses: [
    {
      status: "200",
      description: "The tree.",
      bodies: [
        {
          kind: "json",
          mediaType: "application/json",
          schema: { $ref: "#/components/schemas/Envelope" },
        },
      ],
    },
  ],
  errors: [],
  headers: [],
  security: [],
  unwrap: "data",
};

describe("the page of a group", () => {
  const given = async (operation: Operation) => {
    const files = await emitted({
      types: [envelope],
      groups: [{ file: "trees", operations: [operation] }],
    });
    const lines = files.get("docs/trees.md")?.split("\n") ?? [];
    return lines.slice(lines.indexOf("Gives:") + 2, lines.indexOf("Gives:") + 3);
  };

  test("tells what a function gives", async () => {
    const { unwrap: _, ...operation } = getTree;
    expect(await given(operation)).toEqual(["- `200`, `Envelope`: The tree."]);
  });

  test("tells what is in an envelope where that is what it gives", async () => {
    expect(await given(getTree)).toEqual(["- `200`, `data` of `Envelope`: The tree."]);
  });
});
