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
export function numbered(labels: readonly (string | number)[]): Uint32Array {
  const numbers = new Map<string | number, number>();
  return Uint32Array.from(labels, (label) => {
    const number = numbers.get(label) ?? numbers.size;
    if (number === numbers.size) numbers.set(label, number);
    return number;
  });
}

/**
 * Scores partitions of the same records against the true one, pairwise, from the sizes of the cells of their cross
 * table alone.
 * @param truth the true part of each record
 * @param sources 0 or 1 for each record where only pairs across two files count (a link); otherwise none
 * @returns a function of a partition: the part of each record
 */
export function partitionScorer(
  truth: readonly (string | number)[],
  sources?: readonly number[],
): (found: readonly (string | number)[]) => PairScore {
  const person = numbered(truth);
  const all = Uint32Array.from(person, (_, record) => record);
  // the records of one person stand together
  const byPerson = all.slice().sort((a, b) => (person[a] as number) - (person[b] as number));
  const counts = [new Uint32Array(truth.length), new Uint32Array(truth.length)] as const;
  /** pairs of equal parts among some records */
  const pairsAmong = (records: Uint32Array, part: Uint32Array): number => {
    for (const record of records) {
      const count = counts[(sources?.[record] ?? 0) as 0 | 1];
      const at = part[record] as number;
      count[at] = (count[at] as number) + 1;
    }
    let pairs = 0;
    for (const record of records) {
      const at = part[record] as number;
      const first = counts[0][at] as number;
      const second = counts[1][at] as number;
      pairs += sources ? first * second : choose2(first);
      counts[0][at] = 0;
      counts[1][at] = 0;
    }
    return pairs;
  };
  const truePairs = pairsAmong(all, person);
  return (found) => {
    const part = numbered(found);
    let hits = 0;
    for (let from = 0, to = 0; from < byPerson.length; from = to) {
      const one = person[byPerson[from] as number];
      while (to < byPerson.length && person[byPerson[to] as number] === one) to++;
      if (to - from > 1) hits += pairsAmong(byPerson.subarray(from, to), part);
    }
    return pairScore(hits, pairsAmong(all, part), truePairs);
  };
}
