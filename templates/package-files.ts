import type { Api } from "./words.js";

/** `package.json` of the client, ready to be published. */
export function packageJson({ package: { name, version, description, ...rest } }: Api): object {
  return {
    name,
    version,
    description,
    ...rest,
    type: "module",
    sideEffects: false,
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./openapi.json": "./openapi.json",
      "./package.json": "./package.json",
    },
    // For tools from before `exports`.
    main: "./dist/index.js",
    types: "./dist/index.d.ts",
    // npm passes over what is not there.
    files: ["dist", "src", "docs", "openapi.json", "CHANGELOG.md"],
    engines: { node: ">=20" },
    scripts: {
      build: "tsc -p tsconfig.json",
      prepack: "node -e \"fs.rmSync('dist',{recursive:true,force:true})\" && npm run build",
    },
    devDependencies: { typescript: ">=5.4" },
  };
}

/** `tsconfig.json` of the client: the strictest settings, and no types but those of the web platform. */
export const tsconfigJson: object = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2022", "DOM", "DOM.Iterable"],
    types: [],
    module: "NodeNext",
    rootDir: "src",
    outDir: "dist",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noPropertyAccessFromIndexSignature: true,
    isolatedDeclarations: true,
    verbatimModuleSyntax: true,
    declaration: true,
    declarationMap: true,
    sourceMap: true,
    // Comments stay in the declarations, where editors read them.
    removeComments: false,
  },
  include: ["src"],
};
