import { documents } from "./documents.js";
import { fetchDocument } from "./fetch.js";
import { type NamedTruth, report } from "./truth-report.js";
import { truthOf } from "./truth.js";

/**
 * Prints how far the types of the clients for the documents of the corpus agree with their schemas.
 * Names of documents, or parts of them, choose some. Fails where a disagreement is not explained.
 */
const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const chosen = documents.filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word)),
);
if (chosen.length === 0) {
  const names = documents.map(({ name }) => name).join(", ");
  process.stderr.write(`There is no document called so. There are ${names}.\n`);
  process.exitCode = 2;
} else {
  const truths: NamedTruth[] = [];
  for (const source of chosen) {
    process.stderr.write(`${source.name} …\n`);
    const document = await fetchDocument(source);
    const start = performance.now();
    const truth = await truthOf(document);
    truths.push({ name: source.name, truth, seconds: (performance.now() - start) / 1000 });
  }
  const { lines, holds } = report(truths);
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = holds ? 0 : 1;
}
