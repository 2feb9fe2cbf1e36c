import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, folderWith, joySpecs, root, specweld, type Files } from "./specweld.js";

const page = "specs/referrals.md";

/** The page as its heading and one section for each endpoint. */
async function sections(): Promise<{ head: string; endpoints: readonly string[]; others: Files }> {
  const { [page]: text = "", ...others } = await joySpecs();
  const [head = "", ...endpoints] = text.split(/^(?=## )/m);
  return { head, endpoints, others };
}

async function generated(files: Files, environment: Readonly<Record<string, string>> = {}) {
  const folder = await folderWith(files);
  const { status, stderr } = await specweld(folder, ["generate"], environment);
  expect(stderr).toContain("4 fragments, 4 operations, 2 schemas");
  expect(status).toBe(0);
  return {
    out: await filesIn(join(folder, "generated")),
    specs: await filesIn(join(folder, "specs")),
  };
}

async function committed(): Promise<Files> {
  const files = await filesIn(join(root, "generated"));
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => !/^(dist|node_modules)\/|\.tgz$/.test(path)),
  );
}

describe("the same fragments give the same bytes", () => {
  test("in any order", async () => {
    const { head, endpoints, others } = await sections();
    const text = [head, ...endpoints.toReversed()].join("\n");
    const { out } = await generated({ ...others, [page]: text });
    expect(out).toEqual(await committed());
  });

  test("split over files", async () => {
    const { head, endpoints, others } = await sections();
    const split = endpoints.map((text, index) => [`specs/${3 - index}/${index}.md`, head + text]);
    const { out } = await generated({ ...others, ...Object.fromEntries(split) });
    expect(out).toEqual(await committed());
  });

  test("with other line ends and a byte order mark", async () => {
    const { [page]: text = "", ...others } = await joySpecs();
    const { out } = await generated({
      ...others,
      [page]: `\uFEFF${text.replaceAll("\n", "\r\n")}`,
    });
    expect(out).toEqual(await committed());
  });

  test("in another locale, time zone and terminal", async () => {
    const { out } = await generated(await joySpecs(), {
      LC_ALL: "tr_TR.UTF-8",
      LANG: "tr_TR.UTF-8",
      TZ: "Pacific/Kiritimati",
      FORCE_COLOR: "1",
      COLUMNS: "20",
    });
    expect(out).toEqual(await committed());
  });

  test("as one document per endpoint in JSON and YAML", async () => {
    const { endpoints, others } = await sections();
    const documents = endpoints.map((text) => /^\{.*\}$/m.exec(text)?.[0] ?? "");
    const files = documents.map((json, index) => [
      `specs/${index}.${index % 2 ? "json" : "yaml"}`,
      json,
    ]);
    const { out } = await generated({ ...others, ...Object.fromEntries(files) });
    expect(out).toEqual(await committed());
  });

  test("and the same names pinned, where none were", async () => {
    const { head, endpoints, others } = await sections();
    const { "specs/names.yaml": names = "", ...unnamed } = others;
    const one = await generated({ ...unnamed, [page]: head + endpoints.join("") });
    const other = await generated({ ...unnamed, [page]: head + endpoints.toReversed().join("\n") });
    expect(other).toEqual({
      ...one,
      specs: { ...other.specs, "names.yaml": one.specs["names.yaml"] },
    });
    const pins = (text: string | undefined) =>
      text?.split("\n").filter((line) => !line.startsWith("#"));
    expect(pins(one.specs["names.yaml"])).toEqual(pins(names));
  });
});
