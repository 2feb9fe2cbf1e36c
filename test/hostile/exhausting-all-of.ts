import { withSchemas, list, members, ref, chain } from "./documents.js";
import { tooMuch, type Exhausting } from "./exhausting-bounds.js";

/** An `allOf`, or many, that cost the square of what is written, or more. */
export const combined: Readonly<Record<string, Exhausting>> = {
  "an allOf of 16 000 objects": {
    files: () => ({
      "a.json": withSchemas({
        A: {
          allOf: list(16_000, (index) => ({
            type: "object",
            properties: {
              [`p${index % 50}`]: { type: "object", properties: { [`q${index}`]: {} } },
            },
          })),
        },
      }),
    }),
  },
  "an allOf of 8000 unions": {
    files: () => ({
      "a.json": withSchemas({
        A: {
          allOf: list(8000, (index) => ({
            oneOf: [{ type: "string", minLength: index }, { type: "integer" }],
          })),
        },
      }),
    }),
    refused: tooMuch,
  },
  "an allOf of 20 000 that allow null": {
    files: () => ({
      "a.json": withSchemas({
        A: {
          allOf: [
            { type: "object", properties: { a: { type: "string" } } },
            ...list(20_000, () => ({ type: ["object", "null"] })),
          ],
        },
      }),
    }),
  },
  "an allOf of 20 000 uses of two enums": {
    files: () => ({
      "a.json": withSchemas({
        A: { allOf: list(20_000, (index) => ref("schemas", `E${index % 2}`)) },
        E0: { type: "string", enum: list(20_000, (index) => `e${index}`) },
        E1: { type: "string", enum: list(20_000, (index) => `e${index + 10_000}`) },
      }),
    }),
    refused: tooMuch,
  },
  "4000 bases in each other, each with a property": {
    files: () => ({
      "a.json": withSchemas(
        chain(4000, (next, index) => ({
          allOf: [
            next,
            {
              type: "object",
              properties: { [`p${index}`]: { type: "string" } },
              additionalProperties: true,
            },
          ],
        })),
      ),
    }),
    refused: tooMuch,
  },
  "4000 bases with discriminators in each other": {
    files: () => ({
      "a.json": withSchemas(
        chain(4000, (next) => ({
          allOf: [next],
          type: "object",
          discriminator: { propertyName: "kind" },
          properties: { kind: { type: "string" } },
          required: ["kind"],
        })),
      ),
    }),
    refused: tooMuch,
  },
  "an envelope of 10 000 replaced properties": {
    files: () => ({
      "a.json": withSchemas({
        A: {
          type: "object",
          properties: {
            a: {
              allOf: [
                ref("schemas", "B"),
                { type: "object", properties: members(10_000, "p", () => ({ type: "string" })) },
              ],
            },
          },
        },
        B: { allOf: [ref("schemas", "C"), { type: "object", properties: { b: {} } }] },
        C: { type: "object", properties: members(10_000, "p", () => ({ type: "object" })) },
      }),
    }),
  },
};
