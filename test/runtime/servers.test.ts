import { expect, test } from "vitest";
import { newClient, request, sendRaw } from "../../templates/runtime/index.js";
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
