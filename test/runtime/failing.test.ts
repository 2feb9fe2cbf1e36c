import { expect, test } from "vitest";
import { ApiError, failingOn } from "../../templates/runtime/index.js";
import { call, testClient } from "./client.js";
import { jsonReply, serve } from "./server.js";

const refused = { success: false, error: { message: "No such customer", code: "NOT_FOUND" } };

test("an answer that says it is a failure is thrown, with the server's words", async () => {
  const server = await serve(jsonReply(refused));
  const client = failingOn(testClient(server.url), { success: false });
  const error = await call(client, "GET").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    message: `GET /things: 200 ${JSON.stringify(refused.error)}`,
    status: 200,
    body: refused,
    url: `${server.url}/things`,
  });
  expect(server.received).toHaveLength(1);
});

test("`result` gives it as a failure", async () => {
  const server = await serve(jsonReply(refused));
  const client = failingOn(testClient(server.url), { success: false });
  expect(await call(client, "GET").result()).toMatchObject({
    ok: false,
    status: 200,
    error: refused,
  });
});

test.each([
  { success: true },
  {},
  [],
  null,
  "text",
  { success: "false" },
  { success: false, code: 0 },
])("anything else is given as it is: %j", async (body) => {
  const server = await serve(jsonReply(body));
  const client = failingOn(testClient(server.url), { success: false, code: 1 });
  expect(await call(client, "GET")).toEqual(body);
});
