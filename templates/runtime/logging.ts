import type { Middleware } from "./options.js";

/** What takes log lines; `console` is one. */
export interface Logger {
  debug(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** What {@link logging} takes. */
export interface LoggingOptions {
  /** Names of query parameters whose values are left out, besides those that sound like secrets. */
  readonly redact?: readonly string[];
}

/**
 * Middleware that logs a line for each attempt: method, URL, status and duration; `debug` for a
 * success, `warn` for an error status, `error` where no answer came. Headers and bodies are never
 * logged.
 */
export function logging(logger: Logger, { redact = [] }: LoggingOptions = {}): Middleware {
  const isSecret = (name: string) => redact.includes(name) || SECRET.test(name);
  return async (request, next) => {
    const url = new URL(request.url);
    for (const name of new Set(url.searchParams.keys())) {
      if (isSecret(name)) url.searchParams.set(name, "***");
    }
    const started = performance.now();
    const line = (outcome: string) =>
      `${request.method} ${url.href} ${outcome} in ${Math.round(performance.now() - started)} ms`;
    try {
      const response = await next(request);
      logger[response.status < 400 ? "debug" : "warn"](line(`${response.status}`));
      return response;
    } catch (error) {
      logger.error(line(request.signal.aborted ? "aborted" : "no response"));
      throw error;
    }
  };
}

const SECRET = /key|token|secret|passw|auth|sign|credential/i;
