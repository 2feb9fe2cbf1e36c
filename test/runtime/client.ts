import {
  headerKey,
  json,
  newClient,
  request,
  type ApiPromise,
  type Client,
  type ClientSettings,
  type Operation,
  type RequestOptions,
} from "../../templates/runtime/index.js";

/** A client of a made-up API with two keys. */
export function testClient(server: string, settings: Partial<ClientSettings> = {}): Client {
  return newClient(
    {
      servers: {},
      schemes: { AppKey: headerKey("X-App-Key"), SecretKey: headerKey("X-Secret-Key") },
    },
    { server, auth: { AppKey: "app-key", SecretKey: "secret-key" }, ...settings },
  );
}

/** Calls `METHOD /things` of the made-up API, with both keys. */
export function call(
  client: Client,
  method: string,
  options?: RequestOptions,
  operation: Partial<Operation> = {},
): ApiPromise<unknown> {
  return request<unknown, {}>(
    client,
    { method, path: "/things", body: json, security: [["AppKey", "SecretKey"]], ...operation },
    /GET|HEAD/.test(method) ? {} : { body: { name: "x" } },
    options,
  );
}
