import { expect, test } from "vitest";
import { newClient, request, sendRaw, serverUrl } from "../../templates/runtime/index.js";
import { serve } from "./server.js";
import { testClient } from "./client.js";

test("an operation with servers of its own is called there, by the name of the client's", async () => {
  const main = await serve({ status: 204 });
  const upload = await serve({ status: 204 });
  const client = newClient({ servers: { live: main.url }, schemes: {} }, { server: "live" });
  const servers = { live: `${upload.url}/up/` };
  await request(client, { method: "PUT", path: "/files", servers, security: [[]] });
  await request(client, { method: "GET", path: "/files", security: [[]] });
  expect(upload.received.map(({ url }) => url)).toEqual(["/up/files"]);
  expect(main.received.map(({ url }) => url)).toEqual(["/files"]);
});

test("a URL that users give stands in for all of them", async () => {
  const mock = await serve({ status: 204 });
  const servers = { live: "https://api.example.com" };
  const client = newClient({ servers, schemes: {} }, { server: new URL(mock.url) });
  await request(client, { method: "PUT", path: "/files", servers, security: [[]] });
  expect(mock.received.map(({ url }) => url)).toEqual(["/files"]);
});

test("a raw path cannot change the host", async () => {
  const server = await serve({ status: 204 });
  const client = testClient(server.url);
  for (const path of [".evil.example/a", "@evil.example", "/a"]) {
    await sendRaw(client, [["AppKey"]], { method: "GET", path });
  }
  expect(server.received.map(({ url }) => url)).toEqual([
    "/.evil.example/a",
    "/@evil.example",
    "/a",
  ]);
});

test("an option that is undefined leaves the client's in place", async () => {
  const server = await serve({ status: 503 });
  const client = testClient(server.url, { maxRetries: 0 });
  const options = { maxRetries: undefined } as unknown as { maxRetries?: number };
  await expect(
    request(client, { method: "GET", path: "/a", security: [[]] }, {}, options),
  ).rejects.toThrow("503");
  expect(server.received).toHaveLength(1);
});

test.each([
  { template: "https://{region}.example.com/{base}", given: {}, want: "https://eu.example.com/v1" },
  {
    template: "https://{region}.example.com/{base}",
    given: { region: "us", base: "v2/x" },
    want: "https://us.example.com/v2/x",
  },
  {
    template: "https://{region}.example.com",
    given: { region: undefined },
    want: "https://eu.example.com/",
  },
  {
    template: "{origin}/v1",
    given: { origin: "http://a.test:8080" },
    want: "http://a.test:8080/v1",
  },
])("variables of a server: $template with $given", ({ template, given, want }) => {
  expect(serverUrl(template, { region: "eu", base: "v1" }, given).href).toBe(want);
});

test.each(["evil.example/", "a@evil.example", "x?", "x#", "\\evil", "{region}"])(
  "a value that would end the host is refused: %s",
  (region) => {
    const url = () => serverUrl("https://{region}.example.com/v1", {}, { region });
    expect(url).toThrow(
      "The server https://{region}.example.com/v1 cannot have this value of region.",
    );
  },
);

test("a variable without a value gives no URL", () => {
  expect(() => serverUrl("https://{region}.example.com", {}, {})).toThrow(TypeError);
});
