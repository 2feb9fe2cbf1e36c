import type { Api } from "../model/api.js";

/**
 * The model as it is. Templates write the names that it has made as they stand, so that one which is
 * not what it says is a fault of ours, whatever the document, and nothing is written.
 */
export function checked(api: Api): Api {
  const { types, groups, servers, serverFunctions, schemes, webhooks } = api;
  const operations = groups.flatMap((group) => group.operations);
  const identifiers: readonly (string | undefined)[] = [
    ...types.flatMap(({ name, parameters }) => [name, ...parameters.map((each) => each.name)]),
    ...operations.flatMap(({ name, types: named, streamed }) => [
      name,
      ...Object.values(named),
      ...(streamed ? [streamed.name, streamed.response] : []),
    ]),
    ...[...types, ...operations].flatMap(({ enums = [] }) => enums.map(({ name }) => name)),
    ...[servers, ...operations.map((operation) => operation.servers ?? [])].flatMap((list) =>
      list.map(({ name }) => name),
    ),
    ...serverFunctions.flatMap(({ name, type }) => [name, type]),
    ...schemes.map((scheme) =>
      scheme.kind === "bearer" ? scheme.clientCredentials?.functionName : undefined,
    ),
    ...(webhooks
      ? [
          webhooks.payloads,
          webhooks.parser?.type,
          webhooks.parser?.headers,
          ...webhooks.list.flatMap(({ payload, headers }) => [payload.type, headers?.type]),
        ]
      : []),
  ];
  for (const name of identifiers) demand(name, /^[A-Za-z_$][A-Za-z0-9_$]*$/);
  for (const { file } of groups) demand(file, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  demand(api.package.name, /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/);
  return api;
}

function demand(name: string | undefined, form: RegExp): void {
  if (name !== undefined && !form.test(name)) {
    throw new Error(`${JSON.stringify(name)} is no name that can be written`);
  }
}
