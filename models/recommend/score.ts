import type { ItemSimilarity } from './itemSimilarity.ts';

export interface ScoreOptions {
  /** days after which a purchase counts half */
  readonly halfLifeDays: number;
  /** weight of what goes with the customer's items against their own most bought, in the list of all items */
  readonly discovery: number;
  /** power of what everybody buys lately, as a factor of what goes with the customer's items; 0 for none */
  readonly trend: number;
  /** whether the list of all items holds what the customer has; where nothing is bought twice it has no use for it */
  readonly offersOwn: boolean;
}

/** What to offer one customer, best first. */
export interface Recommendation {
  /** of all items, those bought before among them if they are offered */
  readonly all: Uint32Array;
  /** of items that the customer never had */
  readonly fresh: Uint32Array;
  /** alongside `all` and `fresh`: the customer's own item that speaks most for it, −1 where none does */
  readonly because: { readonly all: Int32Array; readonly fresh: Int32Array };
}

/** Takes the purchases of one customer after the other, and says what to offer them. */
export interface ListMaker {
  /** a purchase of the customer, so many days ago */
  readonly buy: (item: number, ageDays: number) => void;
  /** the k items to offer to whoever bought what was said since the last call; `popularity` as of that day */
  readonly offer: (popularity: Float64Array, k: number) => Recommendation;
}

/**
 * The k items to offer a customer: of all, by how often and how lately they bought them and by what goes with those;
 * and of new ones, by what goes with theirs, times what everybody buys lately. Each part is in units of its largest
 * value; of equals the one of the lower number comes first.
 */
export function listMaker(
  { neighbours, weights }: ItemSimilarity,
  items: number,
  { halfLifeDays, discovery, trend, offersOwn }: ScoreOptions,
): ListMaker {
  const own = new Float64Array(items);
  const related = new Float64Array(items);
  // of the customer's own items, the one that speaks most for an item, and how much
  const strongest = new Float64Array(items);
  const speaker = new Int32Array(items);
  let had: number[] = [];
  let factorOf: Float64Array | undefined;
  let factor = new Float64Array(0);
  const factorsOf = (popularity: Float64Array) => {
    if (popularity === factorOf) return factor;
    const most = largest(popularity, popularity.keys());
    factor = popularity.map((one) => (one / most) ** trend);
    factorOf = popularity;
    return factor;
  };
  return {
    buy(item, ageDays) {
      if (own[item] === 0) had.push(item);
      own[item] = (own[item] as number) + Math.max(0.5 ** (ageDays / halfLifeDays), leastWeight);
    },
    offer(popularity, k) {
      const found: number[] = [];
      for (const item of had) {
        // what was bought often suggests others no more than in proportion to its root
        const root = Math.sqrt(own[item] as number);
        const near = neighbours[item] ?? [];
        for (let i = 0; i < near.length; i++) {
          const other = near[i] as number;
          const weight = root * (weights[item]?.[i] as number);
          if (related[other] === 0) found.push(other);
          related[other] = (related[other] as number) + weight;
          if (weight <= (strongest[other] as number)) continue;
          strongest[other] = weight;
          speaker[other] = item;
        }
      }
      const factors = factorsOf(popularity);
      const [ownMost, relatedMost] = [largest(own, had), largest(related, found)];
      const all = new TopItems(k);
      const fresh = new TopItems(k);
      for (const item of found) {
        const score = ((related[item] as number) / relatedMost) * (factors[item] as number);
        if (!(score > 0)) continue;
        all.take(item, (own[item] as number) / ownMost + discovery * score);
        if (own[item] === 0) fresh.take(item, score);
      }
      for (const item of had)
        if (related[item] === 0 || factors[item] === 0) all.take(item, (own[item] as number) / ownMost);
      const reason = (item: number) => (own[item] === 0 ? (speaker[item] as number) : -1);
      const whole = offersOwn ? all : fresh;
      const recommendation = {
        all: Uint32Array.from(whole.items),
        fresh: Uint32Array.from(fresh.items),
        because: { all: Int32Array.from(whole.items, reason), fresh: Int32Array.from(fresh.items, reason) },
      };
      for (const item of had) own[item] = 0;
      for (const item of found) {
        related[item] = 0;
        strongest[item] = 0;
      }
      had = [];
      return recommendation;
    },
  };
}

/** So that an item bought in another age still counts as had. */
const leastWeight = 1e-300;

function largest(values: Float64Array, at: Iterable<number>): number {
  let most = 0;
  for (const i of at) if ((values[i] as number) > most) most = values[i] as number;
  return most > 0 ? most : 1;
}

/** The k items of the highest score, best first. */
class TopItems {
  readonly items: number[] = [];
  readonly scores: number[] = [];
  readonly k: number;

  constructor(k: number) {
    this.k = k;
  }

  take(item: number, score: number): void {
    const { items, scores, k } = this;
    if (scores.length === k && (k === 0 || !this.isBefore(item, score, k - 1))) return;
    let at = scores.length;
    while (at > 0 && this.isBefore(item, score, at - 1)) at--;
    scores.splice(at, 0, score);
    items.splice(at, 0, item);
    if (scores.length > k) {
      scores.pop();
      items.pop();
    }
  }

  private isBefore(item: number, score: number, at: number): boolean {
    const other = this.scores[at] as number;
    return score > other || (score === other && item < (this.items[at] as number));
  }
}
