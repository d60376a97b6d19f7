/** What was bought at one time; items by their number, each once. */
export interface Basket {
  /** days since any fixed day */
  readonly day: number;
  readonly items: Uint32Array;
}

/** The baskets of each customer, oldest first. */
export type Histories = readonly (readonly Basket[])[];

/** What is known, and the basket of each customer that is to be foretold by it. */
export interface HeldOutBaskets {
  readonly known: Histories;
  /** none of who has nothing known, or nothing to come */
  readonly asked: readonly (Basket | undefined)[];
  /** later than all that is known */
  readonly day: number;
}

/** Of the baskets with which customers came back, those that are held out. */
const heldOutShare = 1 / 5;

/**
 * The first basket of each customer on or after the day from which on a fifth of all baskets fall with which customers
 * came back on a later day; known are the baskets before that day. Nothing where nobody came back.
 */
export function nextHeldOut(histories: Histories): HeldOutBaskets | undefined {
  const came = histories.flatMap((baskets) => {
    const first = baskets[0]?.day ?? 0;
    return baskets.flatMap(({ day }) => (day > first ? [day] : []));
  });
  came.sort((a, b) => a - b);
  const day = came[Math.floor(came.length * (1 - heldOutShare))];
  if (day === undefined) return undefined;
  const places = histories.map((baskets) => {
    const at = baskets.findIndex((basket) => basket.day >= day);
    return at < 0 ? baskets.length : at;
  });
  return {
    known: histories.map((baskets, customer) => baskets.slice(0, places[customer])),
    asked: histories.map((baskets, customer) => {
      const at = places[customer] as number;
      return at > 0 ? baskets[at] : undefined;
    }),
    day,
  };
}

/**
 * The last basket of each customer, whenever it was, as the literature has it: known are all others, those that somebody
 * else bought later among them. Nothing where nobody came back.
 */
export function lastHeldOut(histories: Histories): HeldOutBaskets | undefined {
  const isAsked = (baskets: readonly Basket[]) => baskets.length > 1;
  if (!histories.some(isAsked)) return undefined;
  const latest = histories.reduce(
    (latest, baskets) => Math.max(latest, baskets.at(-1)?.day ?? latest),
    -Infinity,
  );
  return {
    known: histories.map((baskets) => (isAsked(baskets) ? baskets.slice(0, -1) : baskets)),
    asked: histories.map((baskets) => (isAsked(baskets) ? baskets.at(-1) : undefined)),
    day: latest + 1,
  };
}

/** The customers who have a basket to be held to, at most so many of them, evenly spread. */
export function spreadOver(asked: HeldOutBaskets['asked'], most: number): number[] {
  const able = asked.flatMap((basket, customer) => (basket ? [customer] : []));
  const wanted = Math.min(able.length, most);
  return Array.from({ length: wanted }, (_, i) => able[Math.floor((i * able.length) / wanted)] as number);
}

/** A customer whose basket is to be foretold. */
export interface Asked {
  readonly customer: number;
  /** of the basket */
  readonly day: number;
  /** that are known */
  readonly baskets: number;
  /** items in these, and in how many */
  readonly had: ReadonlyMap<number, number>;
  /** what is in the basket */
  readonly bought: ReadonlySet<number>;
  /** of these, what the customer did not have */
  readonly news: ReadonlySet<number>;
}

/** Those who have a basket to be held to, at most so many of them, evenly spread. */
export const askedOf = ({ known, asked }: Pick<HeldOutBaskets, 'known' | 'asked'>, most: number): Asked[] =>
  spreadOver(asked, most).map((customer) => {
    const { day, items } = asked[customer] as Basket;
    const earlier = known[customer] ?? [];
    const had = new Map<number, number>();
    for (const basket of earlier) for (const item of basket.items) had.set(item, (had.get(item) ?? 0) + 1);
    const bought = new Set(items);
    const news = new Set([...bought].filter((item) => !had.has(item)));
    return { customer, day, baskets: earlier.length, had, bought, news };
  });
