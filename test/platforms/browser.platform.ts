import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expected, platformProject } from "./project.js";
import { closedUrl, startServer } from "./server.js";

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await platformProject();
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
  });
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

test("Chromium", async () => {
  const closed = await closedUrl();
  const server = await startServer({
    "/": ["text/html", "<!doctype html><meta charset=utf-8><title>Visit</title>"],
    "/bundle.js": ["text/javascript", await readFile(join(folder, "bundle.js"), "utf8")],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const came: unknown = await page.evaluate(
      `import("/bundle.js").then(({ visit }) => visit(location.origin, ${JSON.stringify(closed)}))
        .then(JSON.stringify)`,
    );
    // Chromium does not let a program say who it is, and drops the header without an error.
    expect(JSON.parse(String(came))).toEqual({ ...expected, userAgent: "Mozilla" });
  } finally {
    await server.close();
  }
});
