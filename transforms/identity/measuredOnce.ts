import { byByte, byCodePoint, rewrittenPair, rewrittenParts, type StringMeasures } from './codePoints.ts';

/**
 * The measures of the two values of a feature, `l<f>` and `r<f>` of a relation of pairs, as columns that are worked out
 * once however many levels ask for them: the engine works out anew what stands in several branches of a CASE. Strings
 * other than these two are measured where they stand.
 */
export class MeasuredOnce implements StringMeasures {
  readonly #feature: number;
  readonly #measures: StringMeasures;
  #isMeasured = false;
  #isLikened = false;

  constructor(feature: number, measures: StringMeasures) {
    this.#feature = feature;
    this.#measures = measures;
  }

  readonly jaroWinkler = (a: string, b: string): string =>
    this.#isOwn(a, b) ? this.likeness() : this.#measures.jaroWinkler(a, b);

  readonly oneEdit = (a: string, b: string): string =>
    this.#isOwn(a, b) ? this.#measure('oneEdit') : this.#measures.oneEdit(a, b);

  readonly twoEdits = (a: string, b: string): string =>
    this.#isOwn(a, b) ? this.#measure('twoEdits') : this.#measures.twoEdits(a, b);

  /** the Jaro–Winkler similarity of the two values */
  likeness(): string {
    this.#isLikened = true;
    return `j${this.#feature}`;
  }

  /** The columns that were asked for, each list from those before it. */
  get stages(): readonly (readonly string[])[] {
    const [l, r, pair, ofLeft, ofRight] = this.#names;
    const parts = rewrittenParts(pair, l, r);
    const like = this.#isLikened
      ? [`case when ${l} = ${r} then 1 else ${this.#measure('jaroWinkler')} end as j${this.#feature}`]
      : [];
    if (!this.#isMeasured || !this.#isRewritten) return [[], [], like];
    return [
      [`${rewrittenPair(l, r)} as ${pair}`],
      [`${parts[0]} as ${ofLeft}`, `${parts[1]} as ${ofRight}`],
      like,
    ];
  }

  /** The names of these columns. */
  get columns(): readonly string[] {
    return this.stages.flat().map((column) => column.slice(column.lastIndexOf(' ') + 1));
  }

  get #isRewritten(): boolean {
    return this.#measures === byCodePoint;
  }

  get #names() {
    const f = this.#feature;
    return [`l${f}`, `r${f}`, `p${f}`, `pl${f}`, `pr${f}`] as const;
  }

  #isOwn(a: string, b: string): boolean {
    return a === this.#names[0] && b === this.#names[1];
  }

  #measure(by: keyof StringMeasures): string {
    this.#isMeasured = true;
    const [l, r, , ofLeft, ofRight] = this.#names;
    return this.#isRewritten ? byByte[by](ofLeft, ofRight) : this.#measures[by](l, r);
  }
}

/** SQL: the pairs with the columns of their measures. */
export function withMeasures(pairs: string, measured: readonly MeasuredOnce[]): string {
  const stages = measured.map(({ stages }) => stages);
  return [0, 1, 2].reduce((from, stage) => {
    const added = stages.flatMap((one) => one[stage] ?? []);
    return added.length > 0 ? `select *, ${added.join(', ')} from (${from})` : from;
  }, pairs);
}
