/** Whether a file system call failed because there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
