/** How well pairs that were found agree with those that are true. */
export interface PairScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function pairScore(hits: number, found: number, truth: number): PairScore {
  const ratio = (a: number, b: number) => (b === 0 ? 0 : a / b);
  return {
    precision: ratio(hits, found),
    recall: ratio(hits, truth),
    f1: ratio(2 * hits, found + truth),
  };
}

const choose2 = (n: number) => (n * (n - 1)) / 2;

/** Each label's number: equal labels have equal ones, from 0. */
function numbered(labels: readonly (string | number)[]): Float64Array {
  const numbers = new Map<string | number, number>();
  return Float64Array.from(labels, (label) => {
    const number = numbers.get(label) ?? numbers.size;
    if (number === numbers.size) numbers.set(label, number);
    return number;
  });
}

/**
 * Scores partitions of the same records against the true one, pairwise, from the sizes of the cells of their cross table
 * alone.
 * @param truth the true part of each record
 * @param sources 0 or 1 for each record where only pairs across two files count (a link); otherwise none
 * @returns a function of a partition: the part of each record
 */
export function partitionScorer(
  truth: readonly (string | number)[],
  sources?: readonly number[],
): (found: readonly (string | number)[]) => PairScore {
  const person = numbered(truth);
  const pairsOf = (cells: Float64Array): number => {
    // the last bit tells the source, so a cell's records lie together, one source after the other
    const sorted = cells.map((cell, i) => 2 * cell + (sources?.[i] ?? 0)).sort();
    let pairs = 0;
    for (let from = 0, to = 0; from < sorted.length; from = to) {
      const first = sorted[from] as number;
      const next = 2 * Math.floor(first / 2) + 2;
      let others = 0;
      for (; to < sorted.length && (sorted[to] as number) < next; to++)
        if ((sorted[to] as number) === next - 1) others++;
      pairs += sources ? (to - from - others) * others : choose2(to - from);
    }
    return pairs;
  };
  const truePairs = pairsOf(person);
  return (found) => {
    const part = numbered(found);
    return pairScore(
      pairsOf(part.map((number, i) => number * person.length + (person[i] as number))),
      pairsOf(part),
      truePairs,
    );
  };
}
