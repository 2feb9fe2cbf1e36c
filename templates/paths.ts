/** Where the files of a client are in its package. */
export const packagePath = "package.json";
export const tsconfigPath = "tsconfig.json";
export const readmePath = "README.md";
export const indexPath = "src/index.ts";
export const clientPath = "src/client.ts";
export const typesPath = "src/types.ts";
export const webhooksPath = "src/webhooks.ts";

/** The module of a group of operations. */
export function operationsPath({ file }: { readonly file: string }): string {
  return `src/operations/${file}.ts`;
}

/** The page of a group of operations. */
export function referencePath({ file }: { readonly file: string }): string {
  return `docs/${file}.md`;
}
