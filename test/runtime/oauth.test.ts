import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import {
  bearer,
  clientCredentials,
  newClient,
  renewingToken,
  request,
  type Middleware,
  type TokenSource,
} from "../../templates/runtime/index.js";
import { jsonReply, serve, type Reply } from "./server.js";

const secrets = { clientId: "an id", clientSecret: "a:secret" };

async function tokenServer(...answers: readonly Reply[]) {
  const server = await serve(...answers);
  return { ...server, tokenUrl: `${server.url}/token?tenant=1` };
}

const tokens = (lifetime?: number) => {
  let count = 0;
  return (response: ServerResponse) => {
    count += 1;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: `t${count}`, expires_in: lifetime }));
  };
};

async function apiOf(source: TokenSource, middleware: readonly Middleware[] = []) {
  const api = await serve((response, { headers }) => {
    response.statusCode = headers["authorization"] === "Bearer t1" ? 401 : 204;
    response.end();
  });
  const client = newClient(
    { servers: {}, schemes: { OAuth: bearer() } },
    { server: api.url, auth: { OAuth: source }, middleware },
  );
  const call = () => request(client, { method: "POST", path: "/a", security: [["OAuth"]] });
  return { ...api, call };
}

test("one request for many callers, in the way of the specification", async () => {
  const { tokenUrl, received } = await tokenServer(tokens(3600));
  const source = clientCredentials({ ...secrets, tokenUrl, scopes: ["read", "write"] });
  expect(await Promise.all([source(), source(), source()])).toEqual(["t1", "t1", "t1"]);
  expect(received).toMatchObject([
    {
      method: "POST",
      url: "/token?tenant=1",
      body: "grant_type=client_credentials&scope=read+write",
      headers: {
        "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
        authorization: `Basic ${btoa("an+id:a%3Asecret")}`,
      },
    },
  ]);
});

test("in the body, where the server wants it there", async () => {
  const { tokenUrl, received } = await tokenServer(tokens());
  await clientCredentials({ ...secrets, tokenUrl, authentication: "body" })();
  expect(received[0]?.body).toBe(
    "grant_type=client_credentials&client_id=an+id&client_secret=a%3Asecret",
  );
  expect(received[0]?.headers).not.toHaveProperty("authorization");
});

test("a new one is fetched before the old one expires, once", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const { tokenUrl, received } = await tokenServer(tokens(100));
    const source = clientCredentials({ ...secrets, tokenUrl });
    expect(await source()).toBe("t1");
    vi.advanceTimersByTime(89_000);
    expect(await source()).toBe("t1");
    vi.advanceTimersByTime(2_000);
    expect(await Promise.all([source(), source()])).toEqual(["t2", "t2"]);
    expect(received).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test("a failure is told without the secret, and not remembered", async () => {
  const { tokenUrl, received } = await tokenServer(
    jsonReply({ error: "invalid_client" }, 401),
    jsonReply({}),
    tokens(),
  );
  const source = clientCredentials({ ...secrets, tokenUrl });
  const error: unknown = await source().catch((thrown: unknown) => thrown);
  expect(inspect(error)).toMatch(/POST http:\S+\/token: 401 invalid_client, no token/);
  expect(inspect(error)).not.toMatch(/secret|tenant/);
  await expect(source()).rejects.toThrow("200, no token");
  expect(await source()).toBe("t1");
  expect(received).toHaveLength(3);
});

test("a token server that cannot be reached", async () => {
  const source = clientCredentials({ ...secrets, tokenUrl: "http://127.0.0.1:1/token" });
  await expect(source()).rejects.toThrow("POST http://127.0.0.1:1/token: no response");
});

test("a redirect does not take the secret along", async () => {
  const other = await serve(tokens());
  const { tokenUrl } = await tokenServer({ status: 307, headers: { location: other.url } });
  await expect(clientCredentials({ ...secrets, tokenUrl })()).rejects.toThrow("307, no token");
  expect(other.received).toEqual([]);
});

test("it serves as a credential, and a refused token is fetched anew", async () => {
  const { tokenUrl, received } = await tokenServer(tokens());
  const source = clientCredentials({ ...secrets, tokenUrl });
  const api = await apiOf(source, [renewingToken(source)]);
  await api.call();
  await api.call();
  expect(received).toHaveLength(2);
  expect(api.received.map(({ headers }) => headers["authorization"])).toEqual([
    "Bearer t1",
    "Bearer t2",
    "Bearer t2",
  ]);
});
