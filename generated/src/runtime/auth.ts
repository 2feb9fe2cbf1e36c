/** A key or a token, or a function that gives it; the function is called for each attempt. */
export type Credential = string | (() => string | Promise<string>);

/** What HTTP Basic authentication needs, or a function that gives it for each attempt. */
export type BasicCredential = UserPassword | (() => UserPassword | Promise<UserPassword>);

/** A user name and its password. */
export interface UserPassword {
  readonly username: string;
  readonly password: string;
}

/** The credentials of a client, by the name of their security scheme. */
export type Credentials = Readonly<Record<string, Credential | BasicCredential | undefined>>;

/** The part of a request that a credential is written to. */
export interface Draft {
  url: URL;
  readonly headers: Headers;
}

/** Writes the credential of one security scheme to a request. */
export type SecurityScheme = (draft: Draft, credential: string | UserPassword) => void;

/** A key in a header. */
export function headerKey(name: string): SecurityScheme {
  return ({ headers }, key) => headers.set(name, (key as string).trim());
}

/** A key in the query. */
export function queryKey(name: string): SecurityScheme {
  return (draft, key) => {
    draft.url = new URL(draft.url);
    draft.url.searchParams.set(name, text(key));
  };
}

/** A key in a cookie. Browsers do not let a program set cookies for a request. */
export function cookieKey(name: string): SecurityScheme {
  return ({ headers }, key) => {
    const others = headers.get("cookie");
    headers.set("cookie", `${others ? `${others}; ` : ""}${name}=${text(key)}`);
  };
}

/** HTTP Bearer authentication (RFC 6750). */
export function bearer(): SecurityScheme {
  return ({ headers }, token) => headers.set("authorization", `Bearer ${text(token)}`);
}

/** Another HTTP authentication scheme (RFC 9110, 11.6.2), with what users give as it is. */
export function authorization(scheme: string): SecurityScheme {
  return ({ headers }, credential) => headers.set("authorization", `${scheme} ${text(credential)}`);
}

/** HTTP Basic authentication (RFC 7617), in UTF-8. */
export function basic(): SecurityScheme {
  return ({ headers }, credential) => {
    const { username, password } = credential as UserPassword;
    const bytes = new TextEncoder().encode(`${username}:${password}`);
    headers.set("authorization", `Basic ${btoa(String.fromCharCode(...bytes))}`);
  };
}

/** A credential as text. One that is none, as a function may give it, throws. */
function text(credential: string | UserPassword): string {
  return (credential as string).trim();
}
