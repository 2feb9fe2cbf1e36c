import { documents } from "./documents.js";
import { fetchDocument } from "./fetch.js";
import { truthOf } from "./truth.js";

for (const source of documents.filter(({ name }) =>
  process.argv.slice(2).every((w) => name.includes(w)),
)) {
  const start = performance.now();
  const truth = await truthOf(await fetchDocument(source));
  const { disagreements, misnamed, mistakes, ...rest } = truth;
  console.log(
    source.name,
    rest,
    disagreements.length,
    misnamed.length,
    mistakes.length,
    (performance.now() - start) / 1000,
  );
  for (const { place, complaint } of misnamed.slice(0, 5))
    console.log("MISNAMED", place.pointer, place.type, complaint.lines);
  for (const m of mistakes.slice(0, 3)) console.log("MISTAKE", m);
  for (const d of disagreements.slice(0, 12))
    console.log(
      d.allowed ? "REFUSED" : "LET THROUGH",
      d.pointer,
      d.place.type,
      d.change,
      JSON.stringify(d.value)?.slice(0, 200),
      JSON.stringify(d.place.schemas[0]).slice(0, 300),
      d.complaint,
    );
}
