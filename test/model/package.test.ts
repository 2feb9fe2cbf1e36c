import { expect, test } from "vitest";
import { modelPackage } from "../../generator/model/package.js";
import type { Document } from "../../generator/openapi.js";
import type { PackageSettings } from "../../generator/settings.js";

const document: Document = {
  openapi: "3.1.0",
  info: { title: "Joy Loyalty", version: "2" },
  paths: {},
};

test("what is left out comes from the document", () => {
  expect(modelPackage(document, {})).toEqual({
    name: "joy-loyalty-client",
    version: "0.1.0",
    description: "Client for Joy Loyalty",
  });
});

test("a title of several lines is one", () => {
  const title = "Joy\n\n# Loyalty ";
  expect(modelPackage({ ...document, info: { title, version: "2" } }, {}).description).toBe(
    "Client for Joy # Loyalty",
  );
});

test("the file of the license is no part of the manifest", () => {
  expect(modelPackage(document, { license: "MIT", licenseFile: "../LICENSE" })).not.toHaveProperty(
    "licenseFile",
  );
});

test("who may install it is said to npm", () => {
  expect(modelPackage(document, { access: "public" }).publishConfig).toEqual({ access: "public" });
});

test("npm is asked for a statement of provenance only where the settings say so", () => {
  expect(modelPackage(document, { provenance: true }).publishConfig).toEqual({ provenance: true });
  expect(modelPackage(document, {})).not.toHaveProperty("publishConfig");
});

const git = "git+https://github.com/joy/client.git";
const cases: readonly {
  given: NonNullable<PackageSettings["repository"]>;
  want: { url: string; directory?: string };
}[] = [
  { given: "joy/client", want: { url: git } },
  { given: "github:joy/client", want: { url: git } },
  { given: "https://github.com/joy/client", want: { url: git } },
  { given: "https://github.com/joy/client/", want: { url: git } },
  { given: "https://github.com/joy/client.git", want: { url: git } },
  { given: git, want: { url: git } },
  { given: { url: "joy/client" }, want: { url: git } },
  {
    given: { url: "joy/client", directory: "./generated/" },
    want: { url: git, directory: "generated" },
  },
  { given: "https://git.joy.test/client", want: { url: "git+https://git.joy.test/client" } },
  { given: "git@github.com:joy/client.git", want: { url: "git@github.com:joy/client.git" } },
];

test.each(cases)("the repository $given", ({ given, want }) => {
  expect(modelPackage(document, { repository: given }).repository).toEqual({
    type: "git",
    ...want,
  });
});
