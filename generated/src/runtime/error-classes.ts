import { ApiError } from "./errors.js";
import type { ServerErrorStatus } from "./result.js";

// These classes exist to be asked `instanceof`, and look at the status then: what is thrown is an ApiError.
// So a bundle has only those that its program asks for.

/** 400: the request is not well formed. */
export class BadRequestError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 400;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 400);
  }
}

/** 401: the credentials are wrong or have expired. */
export class AuthenticationError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 401;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 401);
  }
}

/** 403: the credentials do not allow this. */
export class PermissionDeniedError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 403;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 403);
  }
}

/** 404: there is no such thing. */
export class NotFoundError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 404;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 404);
  }
}

/** 409: the request is at odds with the present state. */
export class ConflictError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 409;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 409);
  }
}

/** 422: the request is well formed, its values are not acceptable. */
export class UnprocessableEntityError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 422;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 422);
  }
}

/** 429: too many requests, after the retries as well. */
export class RateLimitError<Body = unknown> extends ApiError<Body> {
  declare readonly status: 429;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 429);
  }
}

/** 500 and above: the server failed, after the retries as well. */
export class InternalServerError<Body = unknown> extends ApiError<Body> {
  declare readonly status: ServerErrorStatus;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 500, 599);
  }
}

/**
 * The call's `signal` was aborted. What is thrown is the signal's reason, as `fetch` does: unless
 * `abort` was given another one, an error with the name `AbortError`, which is an instance of this.
 */
export class AbortError extends Error {
  declare readonly name: "AbortError";

  static override [Symbol.hasInstance](error: unknown): boolean {
    return error instanceof Error && error.name === "AbortError";
  }
}

function hasStatus(error: unknown, first: number, last: number = first): boolean {
  return error instanceof ApiError && error.status >= first && error.status <= last;
}
