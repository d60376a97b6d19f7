import { randomBeta, randomExponential, randomGamma, randomLcg } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { type LifetimeFormula, seasonClock } from '../../../models/index.ts';
import type { LifetimeParameters } from '../../../transforms/lifetime/parameters.ts';
import { step } from '../../../transforms/steps/customer_clv.ts';
import type { ConfigInput } from '../../../warehouse/index.ts';
import { contextOver, dateOn, type Purchase } from './context.ts';

interface Scored {
  readonly customer_id: string;
  readonly p_alive: number | null;
  readonly expected_orders_12m: number;
  readonly clv: number;
  readonly clv_low: number | null;
  readonly clv_high: number | null;
  readonly fitted_on: string;
}

/** Fits and scores as the runner does. */
async function lifetime(
  purchases: readonly Purchase[],
  asOf: string,
  config: ConfigInput = {},
  pooled?: LifetimeFormula,
) {
  const { context, rows, close } = await contextOver(purchases, asOf, config);
  try {
    if (!step.model) throw new Error('the step has a model');
    const fit = await step.model.fit({ ...context, last: undefined });
    // what the ledger keeps is JSON
    const fitted = JSON.parse(JSON.stringify(fit));
    if (pooled)
      fitted.parameters = { ...fitted.parameters, pooled, grouping: 'none', groups: {}, season: null };
    const contents = await step.run({ ...context, fitted });
    const { select } = contents.customer_clv as { select: string };
    const scored =
      await rows<Scored>(`select customer_id, p_alive, expected_orders_12m, cast(clv as double) as clv,
      cast(clv_low as double) as clv_low, cast(clv_high as double) as clv_high, fitted_on from (${select}) order by customer_id`);
    return { fit: fit as typeof fit & { parameters: LifetimeParameters }, scored, contents };
  } finally {
    close();
  }
}

const finite = (scored: readonly Scored[]) => {
  for (const one of scored)
    for (const value of [one.p_alive, one.expected_orders_12m, one.clv, one.clv_low, one.clv_high])
      expect(Number.isFinite(value), JSON.stringify(one)).toBe(true);
};

/** Expectations are numbers; who is still there, and between what bounds, no model says. */
const plain = (scored: readonly Scored[]) => {
  for (const one of scored) {
    for (const value of [one.expected_orders_12m, one.clv])
      expect(Number.isFinite(value), JSON.stringify(one)).toBe(true);
    expect([one.p_alive, one.clv_low, one.clv_high]).toEqual([null, null, null]);
  }
};

/**
 * Customers who buy and leave as MBG/NBD says, those of a channel at a pace of their own; before the as-of
 * date and after it.
 */
function business(
  n: number,
  days: number,
  seed: number,
  pace: Readonly<Record<string, number>>,
  likeAll?: () => readonly [perDay: number, leaves: number],
) {
  const random = randomLcg(seed);
  const leaving = randomBeta.source(random)(0.8, 4);
  const exponential = randomExponential.source(random);
  const gamma = randomGamma.source(random);
  const channels = Object.keys(pace);
  const purchases: Purchase[] = [];
  const later: Purchase[] = [];
  for (let i = 0; i < n; i++) {
    const channel = channels[i % channels.length] ?? '';
    const own = [gamma(0.9, 1 / (pace[channel] ?? 60))(), leaving()] as const;
    const [perDay, leaves] = likeAll?.() ?? own;
    const scale = gamma(4, 1 / 80)();
    for (let at = Math.floor(random() * days); at < days + 365; at += exponential(perDay)()) {
      const purchase = {
        customer: `c${i}`,
        channel,
        date: dateOn(Math.floor(at)),
        amount: Math.round(100 * gamma(5, 1 / scale)()) / 100,
      };
      (at < days ? purchases : later).push(purchase);
      if (random() < leaves) break;
    }
  }
  return { purchases, later, asOf: dateOn(days - 1) };
}

describe('lifetime value', () => {
  test('of nobody, of one customer, of one-time buyers and of one date is a plain rule with numbers', async () => {
    const nobody = await lifetime([], '2024-06-01');
    expect(nobody.fit).toMatchObject({ chosen: 'none', rows: 0 });
    expect(nobody.scored).toEqual([]);
    const one = await lifetime(
      [0, 20, 50].map((day) => ({ customer: 'a', date: dateOn(day) })),
      dateOn(100),
    );
    expect(one.fit).toMatchObject({ chosen: 'none', rows: 1 });
    // two repeat purchases in a hundred days, at ten each, discounted over three years
    expect(one.scored[0]?.expected_orders_12m).toBeCloseTo(2 * 3.6525, 6);
    plain(one.scored);
    const once = await lifetime(
      Array.from({ length: 60 }, (_, i) => ({ customer: `c${i}`, date: dateOn(i * 7), amount: 5 + i })),
      dateOn(500),
    );
    expect(once.fit.reason).toContain('Of 60 with an order 0 came back');
    expect(once.scored).toHaveLength(60);
    expect(once.scored.every(({ clv }) => clv === 0)).toBe(true);
    plain(once.scored);
    const sameDay = await lifetime(
      Array.from({ length: 60 }, (_, i) => ({ customer: `c${i % 20}`, date: dateOn(3) })),
      dateOn(3),
    );
    expect(sameDay.scored).toHaveLength(20);
    plain(sameDay.scored);
  });

  test('without a model is not by the pace of one giant', async () => {
    const many = Array.from({ length: 200 }, (_, i) =>
      (i < 20 ? [0, 90] : [0]).map((day) => ({ customer: `c${i}`, date: dateOn(day + (i % 9)) })),
    ).flat();
    const giant = Array.from({ length: 300 }, (_, day) => ({ customer: 'giant', date: dateOn(day) }));
    const { fit, scored } = await lifetime([...many, ...giant], dateOn(365));
    expect(fit.chosen).toBe('none');
    expect(scored.find(({ customer_id }) => customer_id === 'c99')?.expected_orders_12m).toBeLessThan(0.15);
    plain(scored);
  });

  test('without a model is parted by past rate and by silence: who was lost a year ago is worth little', async () => {
    // all buy every 25 days; the first ten stopped a year ago, the next ten came of late, ten go on
    const purchases = Array.from({ length: 29 }, (_, i) => {
      const [from, to] = i < 10 ? [i, 120] : i < 20 ? [440 + i, 500] : [i, 500];
      return Array.from({ length: Math.max(1, Math.floor((to - from) / 25)) }, (_, n) => ({
        customer: `c${i}`,
        date: dateOn(from + 25 * n),
      }));
    }).flat();
    const { fit, scored } = await lifetime(purchases, dateOn(500));
    expect(fit.chosen).toBe('none');
    plain(scored);
    const mean = (from: number, to: number) => {
      const some = scored.filter(({ customer_id }) => {
        const i = Number(customer_id.slice(1));
        return i >= from && i < to;
      });
      return some.reduce((sum, one) => sum + one.expected_orders_12m, 0) / some.length;
    };
    expect(mean(0, 10)).toBeLessThan(0.05 * mean(20, 29));
    expect(mean(10, 20)).toBeGreaterThan(0.5 * mean(20, 29));
    // and all together buy at the rate of all
    const repeats = purchases.length - 29;
    const days = Array.from({ length: 29 }, (_, i) => 500 - (i < 10 ? i : i < 20 ? 440 + i : i));
    const rate = repeats / days.reduce((sum, one) => sum + one, 0);
    expect(29 * mean(0, 29)).toBeCloseTo(29 * rate * 365.25, 1);
  });

  test('without a model is not nothing where fewer than one in a hundred came back', async () => {
    const purchases = Array.from({ length: 200 }, (_, i) =>
      (i === 0 ? [0, 30] : [0]).map((day) => ({ customer: `c${i}`, date: dateOn(day + (i % 50)) })),
    ).flat();
    const { fit, scored, contents } = await lifetime(purchases, dateOn(80));
    expect(fit.chosen).toBe('none');
    expect(contents.clv_settings).toMatchObject({ no_model_because: ['few-returned'] });
    expect(scored.every(({ clv }) => clv > 0)).toBe(true);
  });

  test('of customers who are alike and leave is by a model in which they leave, and comes true', async () => {
    const alike = business(1000, 700, 0.6, { web: 30 }, () => [1 / 25, 0.12]);
    const { fit, scored, contents } = await lifetime(alike.purchases, alike.asOf);
    expect(['nbd', 'none', 'past_rate']).not.toContain(fit.parameters.pooled.name);
    expect(fit.reason).not.toMatch(/NaN|undefined/);
    const known = new Set(scored.map(({ customer_id }) => customer_id));
    const came = new Set(
      alike.later.filter(({ customer }) => known.has(customer)).map(({ customer, date }) => customer + date),
    ).size;
    const expected = scored.reduce((sum, one) => sum + one.expected_orders_12m, 0);
    expect(Math.abs(expected / came - 1)).toBeLessThan(0.25);
    // what was held to the holdout is what is published
    const published = fit.figures[fit.chosen];
    expect(published?.coverage_80).toBe(fit.parameters.holdout?.coverage);
    const deciles = fit.parameters.holdout?.deciles ?? [];
    const predicted = deciles.reduce((sum, one) => sum + one.customers * one.predicted, 0);
    expect(predicted).toBeCloseTo(published?.predicted ?? 0, 6);
    expect(contents.clv_settings).toMatchObject({ no_model_because: [null] });
    finite(scored);
  });

  test('does not call a chance of still being there what a model takes for certain', async () => {
    const { purchases, asOf } = business(300, 500, 0.4, { web: 40 });
    const letters = { r: 0.5, alpha: 20, a: 0.8, b: 2.4 };
    const times = new Map<string, Set<string>>();
    for (const { customer, date } of purchases)
      times.set(customer, (times.get(customer) ?? new Set()).add(date));
    const told = async (name: LifetimeFormula['name']) => {
      const { scored } = await lifetime(purchases, asOf, {}, { name, parameters: letters });
      for (const { clv, clv_low, clv_high } of scored) {
        expect(clv).toBeGreaterThan(0);
        expect(clv_low).toBeLessThanOrEqual(clv_high ?? 0);
      }
      return scored.filter(({ p_alive }) => p_alive !== null).map(({ customer_id }) => customer_id);
    };
    const all = [...times.keys()].toSorted();
    expect(await told('mbg-nbd')).toEqual(all);
    expect(await told('bg-nbd')).toEqual(all.filter((one) => (times.get(one)?.size ?? 0) > 1));
    expect(await told('nbd')).toEqual([]);
  });

  test('of customers who were refunded in full, or whose values are all equal, is a number', async () => {
    const { purchases, asOf } = business(1200, 500, 0.4, { web: 40 });
    for (const amount of [0, 25]) {
      const { scored, fit } = await lifetime(
        purchases.map((purchase) => ({ ...purchase, amount })),
        asOf,
      );
      finite(scored);
      expect(fit.chosen).not.toBe('none');
      if (amount === 0) expect(scored.every(({ clv }) => clv === 0)).toBe(true);
      else expect(Math.max(...scored.map(({ clv }) => clv))).toBeGreaterThan(25);
    }
  });

  test('of one customer who buys every day among others is by no model that does worse than going on as before', async () => {
    const purchases = Array.from({ length: 300 }, (_, i) =>
      Array.from({ length: i === 0 ? 365 : 1 + (i % 4) }, (_, n) => ({
        customer: `c${i}`,
        date: dateOn(i === 0 ? n : (i % 30) + 30 * n),
      })),
    ).flat();
    const { scored, fit } = await lifetime(purchases, dateOn(364));
    expect(fit.chosen).toBe('past_rate');
    expect(fit.reason).toContain('no model is published');
    plain(scored);
    const of = (id: string) => scored.find(({ customer_id }) => customer_id === id);
    // each drawn to the rate of all, one purchase in some forty days, by as much as a few days tell
    expect(of('c0')?.expected_orders_12m).toBeCloseTo(363, 0);
    expect(of('c4')?.expected_orders_12m).toBeGreaterThan(0);
    expect(of('c4')?.expected_orders_12m).toBeLessThan(0.5);
  });

  test('comes true: purchases and value of the next year, by model, against everybody going on as before', async () => {
    const { purchases, later, asOf } = business(3000, 730, 0.61, { web: 45 });
    const { scored, fit } = await lifetime(purchases, asOf, {
      models: { lifetime: { horizonMonths: 12, discountRate: 0, marginShare: 1 } },
    });
    const days = new Map<string, Set<string>>();
    const spent = new Map<string, number>();
    for (const { customer, date, amount = 0 } of later) {
      days.set(customer, (days.get(customer) ?? new Set()).add(date));
      spent.set(customer, (spent.get(customer) ?? 0) + amount);
    }
    const known = new Set(scored.map(({ customer_id }) => customer_id));
    const sum = (values: Iterable<number>) => [...values].reduce((total, one) => total + one, 0);
    const came = sum([...days].filter(([id]) => known.has(id)).map(([, dates]) => dates.size));
    const worth = sum([...spent].filter(([id]) => known.has(id)).map(([, value]) => value));
    const above =
      scored.filter((one) => (spent.get(one.customer_id) ?? 0) > (one.clv_high ?? 0)).length / scored.length;
    const below =
      scored.filter((one) => (spent.get(one.customer_id) ?? 0) < (one.clv_low ?? 0)).length / scored.length;
    const orders = sum(scored.map((one) => one.expected_orders_12m)) / came;
    const value = sum(scored.map((one) => one.clv)) / worth;
    console.log(
      `${fit.reason} Expected / came: purchases ${orders.toFixed(3)}, value ${value.toFixed(3)}; above the interval ${above.toFixed(3)}, below ${below.toFixed(3)} (at most .1 each)`,
    );
    expect(Math.abs(orders - 1)).toBeLessThan(0.1);
    expect(Math.abs(value - 1)).toBeLessThan(0.12);
    expect(above).toBeLessThan(0.125);
    expect(below).toBeLessThan(0.125);
    const [naive, own] = [fit.figures.past_rate?.rmse ?? 0, fit.figures[fit.chosen]?.rmse ?? 0];
    expect(own).toBeLessThan(naive);
    expect(fit.parameters.holdout?.deciles.length).toBeGreaterThan(5);
  });

  test('takes channels apart where they buy unlike, and not where they are alike', async () => {
    const unlike = business(4000, 600, 0.5, { web: 25, store: 120 });
    const apart = await lifetime(unlike.purchases, unlike.asOf);
    expect(apart.fit.parameters.grouping).toBe('channel');
    expect(new Set(apart.scored.map(({ fitted_on }) => fitted_on))).toEqual(
      new Set(['channel web', 'channel store']),
    );
    finite(apart.scored);
    const alike = business(4000, 600, 0.5, { web: 60, store: 60 });
    const together = await lifetime(alike.purchases, alike.asOf);
    expect(together.fit.parameters.grouping).toBe('none');
  });

  test('spends by class of frequency where the frequent spend more at a time', async () => {
    const { purchases, asOf } = business(2500, 600, 0.7, { web: 40 });
    const times = new Map<string, number>();
    for (const { customer } of purchases) times.set(customer, (times.get(customer) ?? 0) + 1);
    const { fit, scored } = await lifetime(
      purchases.map((one) => ({ ...one, amount: (one.amount ?? 0) * (times.get(one.customer) ?? 1) })),
      asOf,
    );
    expect(fit.parameters.independence?.holds).toBe(false);
    expect(fit.parameters.spending.length).toBeGreaterThan(1);
    expect(fit.reason).toContain('class of frequency');
    finite(scored);
  });

  test('counts the months of the year where they differ, and expects the holdout better for it', async () => {
    const even = business(2500, 730, 0.33, { web: 40 });
    // the same purchases by a clock that runs faster in November and slower in February
    const season = [0.8, 0.5, 1, 1, 1, 1.2, 0.9, 0.8, 0.9, 1, 1.8, 1.1];
    const clock = seasonClock(dateOn(0), season, 0, 800);
    const warped = Array.from({ length: 731 }, () => 0);
    for (let day = 0, even = 0; even <= 730; even++) {
      while (clock.ahead(day + 1) <= even && day < 799) day++;
      warped[even] = day;
    }
    const onDay = (date: string) => (Date.parse(date) - Date.parse(dateOn(0))) / 86_400_000;
    const end = warped[729] ?? 729;
    const purchases = even.purchases.map((one) => ({ ...one, date: dateOn(warped[onDay(one.date)] ?? 0) }));
    const { fit, scored } = await lifetime(purchases, dateOn(end));
    console.log(fit.reason, fit.parameters.season?.map((one) => one.toFixed(2)).join(' '));
    expect(fit.chosen).toContain('seasonal');
    expect(fit.parameters.season?.[10]).toBeGreaterThan(1.5);
    expect(fit.parameters.season?.[1]).toBeLessThan(0.7);
    const plain = fit.parameters.pooled.name;
    expect(Math.abs(fit.figures[fit.chosen]?.bias ?? 1)).toBeLessThan(
      Math.abs(fit.figures[plain]?.bias ?? 0),
    );
    finite(scored);
  });

  test('is the same whenever it is computed, whoever comes first', async () => {
    const { purchases, asOf } = business(600, 500, 0.2, { web: 40, store: 60 });
    const first = await lifetime(purchases, asOf);
    const second = await lifetime(purchases.toReversed(), asOf);
    expect(second.scored).toEqual(first.scored);
    expect(second.fit).toEqual(first.fit);
  });
});
