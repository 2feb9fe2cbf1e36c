import { TimeoutError } from "./errors.js";

/**
 * Settles as the task does, unless the time is up first (TimeoutError) or the caller's signal is aborted
 * (its reason); the task's own signal is aborted then. Without a task it waits, and resolves when the
 * time is up. Leaves no timer and no listener behind.
 */
export function within<T>(
  milliseconds: number,
  caller: AbortSignal | undefined,
  label: string,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T>;
export function within(
  milliseconds: number,
  caller: AbortSignal | undefined,
  label: string,
): Promise<void>;
export function within<T>(
  milliseconds: number,
  caller: AbortSignal | undefined,
  label: string,
  task?: (signal: AbortSignal) => Promise<T>,
): Promise<T | void> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  let abort: () => void;
  return new Promise<T | void>((resolve, reject) => {
    abort = () => reject(caller?.reason);
    timer = setTimeout(
      () => (task ? reject(new TimeoutError(label + ": timeout")) : resolve()),
      milliseconds,
    );
    caller?.addEventListener("abort", abort);
    if (caller?.aborted) abort();
    else task?.(controller.signal).then(resolve, reject);
  })
    .catch((error: unknown) => {
      // After a success there is nothing to end, and aborting would cost as much as a small answer.
      controller.abort();
      throw error;
    })
    .finally(() => {
      // By name: what the `signal` of a listener takes off, Node keeps where many share one target.
      caller?.removeEventListener("abort", abort);
      clearTimeout(timer);
    });
}
