import { expect, test } from "vitest";
import { make } from "./client.js";
import { hostileDocument } from "./document.js";

/** A value with these members in each object that it holds, but for those whose members are data. */
function withMembers(value: unknown, members: object): unknown {
  if (Array.isArray(value)) return value.map((item) => withMembers(item, members));
  if (typeof value !== "object" || value === null) return value;
  const own = Object.entries(value).map(([name, inner]) => [name, withMembers(inner, members)]);
  return { ...Object.fromEntries(own), ...members };
}

test.each([[null], [true], [0], ["text"], [[]], [[null]], [{}], [{ a: null }]])(
  "%j as an extension, and under a name that nobody knows, anywhere",
  async (value) => {
    const document = withMembers(
      hostileDocument((place) => `s${place}`),
      { "x-a": value, unheard: value },
    );
    const { stopped, diagnostics, files } = await make({ "api.json": JSON.stringify(document) });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(stopped).toBe(errors.length > 0);
    expect(files.size > 0).toBe(!stopped);
  },
);

test.each([[null], [true], [0], ["text"], [[null]]])(
  "%j as an extension, and as a kind of components that nobody knows",
  async (value) => {
    const { stopped, files } = await make({
      "api.json": JSON.stringify({
        openapi: "3.1.0",
        info: { title: "A", version: "1" },
        paths: { "/a": { get: { responses: { 200: { description: "OK" } } } } },
        components: { "x-a": value, unheard: value },
      }),
    });
    expect(stopped).toBe(false);
    expect(files.has("openapi.json")).toBe(true);
  },
);
