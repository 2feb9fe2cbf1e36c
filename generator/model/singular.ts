/**
 * `OrderLines` → `OrderLine`: the last word of a PascalCase name, where it is plainly a plural; else
 * the name as it is.
 */
export function singular(name: string): string {
  const at = name.search(/[A-Z][a-z]*$|(?<![a-z])[a-z]+$/);
  const word = at === -1 ? "" : name.slice(at);
  const one = singularWord(word.toLowerCase());
  if (one === word.toLowerCase()) return name;
  const isUpper = word.charAt(0) !== word.charAt(0).toLowerCase();
  return name.slice(0, at) + (isUpper ? one.charAt(0).toUpperCase() + one.slice(1) : one);
}

const irregular = new Map(
  (
    "aliases:alias apis:api analyses:analysis biases:bias bonuses:bonus buses:bus caches:cache " +
    "campuses:campus canvases:canvas children:child cookies:cookie ids:id indices:index ips:ip " +
    "matrices:matrix movies:movie people:person statuses:status urls:url vertices:vertex viruses:virus"
  )
    .split(" ")
    .map((pair): [string, string] => {
      const [many = "", one = ""] = pair.split(":");
      return [many, one];
    }),
);

/** They end in `s` and are no plurals, or are plurals of themselves. */
const unchanged = new Set(
  "analytics basics diagnostics graphics logistics news physics series species statistics".split(
    " ",
  ),
);

function singularWord(word: string): string {
  const one = irregular.get(word);
  if (one !== undefined) return one;
  if (unchanged.has(word) || word.length <= 3 || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}
