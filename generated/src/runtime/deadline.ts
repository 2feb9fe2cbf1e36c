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
  return new Promise<T | void>((resolve, reject) => {
    const abort = (): void => reject(caller?.reason);
    timer = setTimeout(
      // What a pause resolves with does not matter.
      (task ? reject : resolve) as (error: Error) => void,
      milliseconds,
      new TimeoutError(label + ": timeout"),
    );
    // The controller serves as the options: its signal takes the listener off.
    caller?.addEventListener("abort", abort, controller);
    if (caller?.aborted) abort();
    else task?.(controller.signal).then(resolve, reject);
  }).finally(() => {
    clearTimeout(timer);
    controller.abort();
  });
}
