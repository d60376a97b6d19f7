import { notFalling } from '../numeric/isotonic.ts';

/** Whether an item was among those that the customer had. */
export type OfferKind = 'repeat' | 'new';

/** Customers by their number of baskets so far: 1, 2, 3 to 4, 5 to 9, 10 and more. */
const basketGroups = [1, 2, 3, 5, 10] as const;

export const basketGroup = (baskets: number): number =>
  Math.max(
    0,
    basketGroups.findLastIndex((least) => baskets >= least),
  );

/** chance[kind][group][rank − 1]: share of next baskets that held what was offered at that rank, 0 to 1 */
export type Chances = Readonly<Record<OfferKind, readonly (readonly number[])[]>>;

/** Offers of a group at a rank count as so many more of the rank's own share: few of them are drawn towards it. */
const prior = 20;

/** Counts how often what was offered was bought. */
export class ChanceCounter {
  readonly #offered: Readonly<Record<OfferKind, Float64Array>>;
  readonly #bought: Readonly<Record<OfferKind, Float64Array>>;
  readonly #ranks: number;

  constructor(ranks: number) {
    const counts = () => ({
      repeat: new Float64Array(basketGroups.length * ranks),
      new: new Float64Array(basketGroups.length * ranks),
    });
    this.#offered = counts();
    this.#bought = counts();
    this.#ranks = ranks;
  }

  /** `rank` from 1 */
  count(kind: OfferKind, group: number, rank: number, wasBought: boolean): void {
    const at = group * this.#ranks + rank - 1;
    this.#offered[kind][at] = (this.#offered[kind][at] as number) + 1;
    if (wasBought) this.#bought[kind][at] = (this.#bought[kind][at] as number) + 1;
  }

  /**
   * The shares, those of few offers drawn towards the share of their rank in all groups, and not rising with the rank:
   * where they rose, the mean of those offers. 0 where nothing was offered.
   */
  chances(): Chances {
    const of = (kind: OfferKind) =>
      basketGroups.map((_, group) => {
        const shares = Array.from({ length: this.#ranks }, (_, rank) => {
          let [offered, bought] = [0, 0];
          for (let g = 0; g < basketGroups.length; g++) {
            offered += this.#offered[kind][g * this.#ranks + rank] as number;
            bought += this.#bought[kind][g * this.#ranks + rank] as number;
          }
          if (offered === 0) return { share: 0, weight: 0 };
          const at = group * this.#ranks + rank;
          const [n, hits] = [this.#offered[kind][at] as number, this.#bought[kind][at] as number];
          return { share: (hits + (prior * bought) / offered) / (n + prior), weight: n + prior };
        });
        return notRising(shares);
      });
    return { repeat: of('repeat'), new: of('new') };
  }
}

/** The nearest shares that do not rise. */
const notRising = (
  shares: readonly { readonly share: number; readonly weight: number }[],
): readonly number[] =>
  Array.from(
    notFalling(
      shares.map(({ share }) => -share),
      shares.map(({ weight }) => weight),
    ),
    (one) => -one,
  );
