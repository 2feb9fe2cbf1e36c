import type { Document } from "../openapi.js";
import type { PackageSettings, Repository } from "../settings.js";
import type { Package } from "./api.js";
import { kebabCase } from "./names.js";

/** The settings, filled up from the document's `info`. */
export function modelPackage(document: Document, settings: PackageSettings): Package {
  const {
    name,
    version,
    description,
    licenseFile: _,
    repository,
    access,
    provenance,
    keywords,
    ...rest
  } = settings;
  const title = titleOf(document);
  return {
    name: name ?? `${kebabCase(title).slice(0, 200) || "api"}-client`,
    version: version ?? "0.1.0",
    description: description ?? `Client for ${title}`,
    ...rest,
    ...(repository !== undefined && { repository: modelRepository(repository) }),
    ...(keywords && { keywords }),
    ...((access !== undefined || provenance !== undefined) && {
      publishConfig: { ...(access && { access }), ...(provenance !== undefined && { provenance }) },
    }),
  };
}

/** The name of the API, on one line: it stands in the midst of sentences. */
export function titleOf({ info }: Document): string {
  return info.title.replaceAll(/\s+/g, " ").trim();
}

/** Spelled out as npm does when it publishes, so that it has nothing to correct. */
function modelRepository(given: string | Repository): NonNullable<Package["repository"]> {
  const { url, directory } = typeof given === "string" ? { url: given } : given;
  const where = directory?.replaceAll(/^\.\/|(?<!\/)\/+$/g, "");
  return {
    type: "git",
    url: gitUrl(url),
    ...(where !== undefined && where !== "" && { directory: where }),
  };
}

function gitUrl(url: string): string {
  const [, path] = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(url) ?? [];
  const whole = path === undefined ? url : `https://github.com/${path}`;
  if (!/^https?:\/\//.test(whole)) return url;
  const trimmed = whole.replace(/(?<!\/)\/+$/, "");
  const isHosted = /^https?:\/\/(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)\//.test(whole);
  return `git+${trimmed}${isHosted && !trimmed.endsWith(".git") ? ".git" : ""}`;
}
