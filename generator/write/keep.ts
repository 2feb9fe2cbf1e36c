/** What people and their tools put into a package's folder; never generated. */
export const defaultKeep = [
  "dist/**",
  "node_modules/**",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
  "deno.lock",
  "*.tgz",
  ".npmrc",
  "CHANGELOG.md",
  "**/.DS_Store",
  "**/Thumbs.db",
  "**/desktop.ini",
];
