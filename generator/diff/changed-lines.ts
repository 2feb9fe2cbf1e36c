type Lines = readonly string[];

/** A table of more cells than these is not worth its time: what is between the common ends will do. */
const mostCells = 4_000_000;

/** The lines that only one of two texts has, in their order: those that are gone, and those that are new. */
export function changedLines(one: Lines, other: Lines): readonly [Lines, Lines] {
  const least = Math.min(one.length, other.length);
  let start = 0;
  while (start < least && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < least - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [was, now] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  return was.length * now.length > mostCells ? [was, now] : withoutCommon(was, now);
}

/** Without the longest sequence of lines that both have. */
function withoutCommon(one: Lines, other: Lines): readonly [Lines, Lines] {
  const width = other.length + 1;
  // How long that sequence is from line i of one, and line j of the other.
  const lengths = new Uint32Array((one.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const gone: string[] = [];
  const fresh: string[] = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) {
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      gone.push(one[i] ?? "");
      i += 1;
    } else {
      fresh.push(other[j] ?? "");
      j += 1;
    }
  }
  return [
    [...gone, ...one.slice(i)],
    [...fresh, ...other.slice(j)],
  ];
}
