/** Whether an input is fetched. */
export function isUrl(name: string): boolean {
  return /^https?:\/\//i.test(name);
}
