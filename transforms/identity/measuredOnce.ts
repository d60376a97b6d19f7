import {
  areUnlike,
  byByte,
  byCodePoint,
  rewrittenPair,
  rewrittenParts,
  type StringMeasures,
} from './codePoints.ts';

/**
 * The measures of the two values of a feature, `l<f>` and `r<f>` of a relation of pairs, as columns that are worked out
 * once however many levels ask for them: the engine works out anew what stands in several branches of a CASE. Strings
 * other than these two are measured where they stand.
 */
export class MeasuredOnce implements StringMeasures {
  readonly #feature: number;
  readonly #measures: StringMeasures;
  readonly #isTold: boolean;
  #isMeasured = false;
  #isLikened = false;

  /**
   * @param isTold whether `l<f>_mask` and so on tell the characters of either value (`characterSql`): nothing but the
   * similarity is right, as 0, of those that they show to be unlike
   */
  constructor(feature: number, measures: StringMeasures, isTold = false) {
    this.#feature = feature;
    this.#measures = measures;
    this.#isTold = isTold;
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
    const unlike = `u${this.#feature}`;
    const [told, ofUnlike, isOther] = this.#isTold
      ? [
          [
            `${areUnlike(
              (part) => `${l}_${part}`,
              (part) => `${r}_${part}`,
            )} as ${unlike}`,
          ],
          ` when ${unlike} then 0`,
          `case when not ${unlike} then `,
        ]
      : [[], '', ''];
    const like = this.#isLikened
      ? [
          `case when ${l} = ${r} then 1${ofUnlike} else ${this.#measure('jaroWinkler')} end as j${this.#feature}`,
        ]
      : [];
    if (!this.#isMeasured || !this.#isRewritten) return [told, [], [], like];
    return [
      told,
      [`${isOther}${rewrittenPair(l, r)}${isOther && ' end'} as ${pair}`],
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
  return [0, 1, 2, 3].reduce((from, stage) => {
    const added = stages.flatMap((one) => one[stage] ?? []);
    return added.length > 0 ? `select *, ${added.join(', ')} from (${from})` : from;
  }, pairs);
}
