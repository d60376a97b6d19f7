import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { churnFeatures } from '../../../transforms/churn/features.ts';
import type { ChurnParameters } from '../../../transforms/churn/parameters.ts';
import type { Columns, Fit, ModelStep, StepContext } from '../../../transforms/step.ts';
import { step } from '../../../transforms/steps/customer_churn.ts';
import { parseConfig } from '../../../warehouse/index.ts';
import { type Marts, makeMarts, type Order } from '../../sql/marts/coreTables.ts';

const churn = step as ModelStep<unknown> as unknown as ModelStep<ChurnParameters>;
const start = Date.parse('2025-01-01');
const day = (n: number) => new Date(start + n * 86_400_000).toISOString().slice(0, 10);
const asOf = day(500);

function contextOver(marts: Marts): StepContext {
  const config = parseConfig({});
  return {
    ...{ connection: marts.connection, config, seed: config.seed, asOf },
    previous: () => undefined,
    changed: undefined,
    async read(text) {
      const found = await marts.rows<Record<string, never>>(text);
      const names = found[0] ? Object.keys(found[0]) : [];
      return Object.fromEntries(names.map((name) => [name, found.map((row) => row[name] ?? null)]));
    },
  };
}

interface Scored {
  readonly fit: Fit<ChurnParameters>;
  readonly churn: Columns;
  readonly chances: readonly (number | null)[];
}

/** Fits and scores, through JSON as the ledger keeps it. */
async function scored(orders: readonly Order[], instead: Partial<ChurnParameters> = {}): Promise<Scored> {
  const marts = await makeMarts({
    asOf,
    orders,
    more: 'create table clv_settings as select 0.5::double as margin_share',
  });
  try {
    const context = contextOver(marts);
    const fit = await churn.model.fit({ ...context, last: undefined });
    const parameters = { ...fit.parameters, ...instead };
    const fitted = {
      ...JSON.parse(JSON.stringify({ ...fit, parameters })),
      id: 'f',
      model: 'churn',
      version: 1,
    };
    const tables = await churn.run({ ...context, fitted });
    const customers = tables.customer_churn as Columns;
    for (const [name, column] of Object.entries(customers))
      expect(
        column.filter((value) => typeof value === 'number' && !Number.isFinite(value)),
        name,
      ).toEqual([]);
    const wanted = new Set(orders.map(({ customer }) => customer));
    expect([...(customers.customer_id ?? [])].sort()).toEqual([...wanted].sort());
    return { fit, churn: customers, chances: (customers.churn_probability ?? []) as (number | null)[] };
  } finally {
    marts.close();
  }
}

/** People who buy every so many days; the restless leave for good at some day. */
function business(people: number): Order[] {
  const random = seededRandom(5);
  const orders: Order[] = [];
  for (let i = 0; i < people; i++) {
    const rhythm = 8 + Math.floor(random() ** 2 * 130);
    const leaves = random() < 0.5 ? 60 + random() * 440 : 9999;
    for (
      let at = Math.floor(random() * 150);
      at < Math.min(500, leaves);
      at += 1 + Math.floor(rhythm * (0.5 + random()))
    )
      orders.push({ customer: `c${i}`, date: day(at), amount: 10 + Math.floor(random() * 90) });
  }
  return orders;
}

describe('churn', () => {
  test('knows silence, tenure and the mean interval in days beside their logarithms', () => {
    const sqlOf = (name: string) => churnFeatures.find((one) => one.name === name)?.sql ?? '';
    for (const name of ['recency_days', 'tenure_days', 'mean_interval']) expect(sqlOf(name)).toMatch(/^ln\(/);
    for (const name of ['recency_as_days', 'tenure_as_days', 'mean_interval_as_days'])
      expect(sqlOf(name)).toMatch(/^cast\(/);
  });

  test('tells who leaves better than recency alone, in chances that come true, the same whoever comes first', async () => {
    const orders = business(2000);
    const { fit, churn: table, chances } = await scored(orders);
    expect(['trees', 'logistic']).toContain(fit.chosen);
    const figures = fit.figures[fit.chosen];
    expect(figures?.auc).toBeGreaterThan((fit.figures.recency?.auc ?? 1) + 0.005);
    expect(figures?.expectedCalibrationError).toBeLessThan(0.06);
    for (const chance of chances) expect(chance !== null && chance > 0 && chance < 1).toBe(true);
    expect(new Set(table.churn_band)).toEqual(new Set(['low', 'medium', 'high']));
    const codes = new Set(churnFeatures.flatMap(({ high, low }) => [high, low]));
    expect([...new Set(table.reason_1)].filter((code) => code !== null && !codes.has(String(code)))).toEqual(
      [],
    );
    const speaksForStaying = new Set(['bought_lately', 'bought_often_lately', 'within_own_rhythm']);
    const odd = (table.churn_band ?? []).filter(
      (band, i) => band !== 'low' && speaksForStaying.has(String(table.reason_1?.[i])),
    );
    expect(odd).toEqual([]);
    const again = await scored(orders.toReversed());
    expect(again.fit.parameters).toEqual(fit.parameters);
    expect(again.chances).toEqual(chances);
  });

  test('tells nobody with one order that they are silent beyond a rhythm', async () => {
    const once = Array.from({ length: 600 }, (_, i) => ({ customer: `once${i}`, date: day((i * 7) % 499) }));
    const { fit, churn: table } = await scored([...business(1500), ...once]);
    expect(['trees', 'logistic']).toContain(fit.chosen);
    const rhythm = new Set(
      churnFeatures.filter(({ group }) => group === 'rhythm').flatMap(({ high, low }) => [high, low]),
    );
    const told = { once: new Set<string>(), others: new Set<string>() };
    for (const reasons of [table.reason_1, table.reason_2, table.reason_3])
      reasons?.forEach((code, i) => {
        const whose = String(table.customer_id?.[i]).startsWith('once') ? told.once : told.others;
        if (code !== null) whose.add(String(code));
      });
    expect([...told.once].filter((code) => rhythm.has(code))).toEqual([]);
    expect(told.once).toContain('long_silent');
    expect(told.others).toContain('beyond_own_rhythm');
    (table.warns_interval ?? []).forEach((warns, i) => {
      if (String(table.customer_id?.[i]).startsWith('once')) expect(warns).toBe(false);
    });
  });

  test('tells silence of those who spent much as silence, and nobody as leaving because long known', async () => {
    const rich = business(400)
      .filter(({ date }) => date < day(380))
      .map((order) => ({ ...order, customer: `rich ${order.customer}`, amount: 900 }));
    const { fit, churn: table } = await scored([...business(1500), ...rich]);
    expect(['trees', 'logistic']).toContain(fit.chosen);
    const told = { rich: new Set<string>(), leaving: new Set<string>() };
    for (const reasons of [table.reason_1, table.reason_2, table.reason_3])
      reasons?.forEach((code, i) => {
        if (code === null || table.churn_band?.[i] === 'low') return;
        told.leaving.add(String(code));
        if (String(table.customer_id?.[i]).startsWith('rich')) told.rich.add(String(code));
      });
    expect(told.rich).toContain('bought_seldom_lately');
    expect(told.rich).not.toContain('low_value');
    expect(told.leaving).not.toContain('long_known');
  });

  test.each<[string, readonly Order[], string]>([
    ['no customers', [], 'none'],
    ['one customer', [{ customer: 'a', date: day(490) }], 'none'],
    ['one date', Array.from({ length: 400 }, (_, i) => ({ customer: `c${i}`, date: day(490) })), 'none'],
    [
      'one class only: all of a single order, long ago',
      Array.from({ length: 400 }, (_, i) => ({ customer: `c${i}`, date: day(i % 60) })),
      'share',
    ],
    [
      'a handful',
      Array.from({ length: 30 }, (_, i) => ({ customer: `c${i % 6}`, date: day(i * 15) })),
      'share',
    ],
  ])('of %s is a sensible answer', async (_, orders, choice) => {
    const { fit, churn: table, chances } = await scored(orders);
    expect(fit.chosen).toBe(choice);
    expect(fit.reason).toMatch(/\.$/);
    if (choice === 'none') {
      expect(chances.every((chance) => chance === null)).toBe(true);
      expect(new Set(table.churn_band)).toEqual(new Set(orders.length > 0 ? ['unknown'] : []));
    } else {
      expect(new Set(chances).size).toBe(1);
      expect(chances[0]).toBeGreaterThan(0);
      expect(chances[0]).toBeLessThan(1);
    }
  });

  test('is the share that left where neither a model nor recency alone beats it', async () => {
    // who buys after a gap of nine months has nothing to do with what was before
    const random = seededRandom(2);
    const orders = Array.from({ length: 500 }, (_, i) => [
      ...Array.from({ length: 1 + Math.floor(random() * 6) }, () => ({
        customer: `c${i}`,
        date: day(Math.floor(random() * 150)),
      })),
      ...(random() < 0.5 ? [{ customer: `c${i}`, date: day(420 + Math.floor(random() * 70)) }] : []),
    ]).flat();
    const { fit, chances } = await scored(orders);
    expect(fit.chosen).toBe('share');
    expect(fit.reason).toContain('beats the share that left');
    for (const figures of [fit.figures.logistic, fit.figures.trees, fit.figures.recency])
      expect(figures?.logLoss).toBeGreaterThan((fit.figures.share?.logLoss ?? 9) - 0.02);
    expect(new Set(chances).size).toBe(1);
  });

  test('is the share that left as soon as one horizon is over', async () => {
    // 300 people buy within 80 days, of whom 90 do so again within the horizon of 90 days after the first
    const orders = Array.from({ length: 300 }, (_, i) => [
      { customer: `c${i}`, date: day(331 + (i % 80)) },
      ...(i < 90 ? [{ customer: `c${i}`, date: day(411 + i) }] : []),
    ]).flat();
    const { fit, chances } = await scored(orders);
    expect(fit.chosen).toBe('share');
    expect(fit.reason).toBe(
      'Too few customers at earlier cut-off dates (0, where 100 are needed): everybody gets the share that left.',
    );
    expect(fit.parameters.leftRates).toEqual({ least: 0.7, most: 0.7 });
    expect(new Set(chances)).toEqual(new Set([210.5 / 301]));
    const before = await scored(orders.filter(({ date }) => date > day(410)));
    expect(before.fit.chosen).toBe('none');
  });

  test('names the number that is too small to learn from', async () => {
    // everybody buys once, and nobody comes back
    const once = Array.from({ length: 600 }, (_, i) => ({ customer: `c${i}`, date: day((i * 7) % 400) }));
    const { fit } = await scored(once);
    expect(fit.chosen).toBe('share');
    expect(fit.reason).toBe(
      'Too few stayed at earlier cut-off dates (0, where 10 are needed): everybody gets the share that left.',
    );
    expect(fit.parameters.leftRates).toEqual({ least: 1, most: 1 });
  });

  test('by recency alone gives the silence as the reason, and then what the early warnings say', async () => {
    const every = (customer: string, days: number, until: number, amount = (_: number) => 50): Order[] =>
      Array.from({ length: Math.floor(until / days) }, (_, n) => ({
        customer,
        date: day(n * days),
        amount: amount(n),
      }));
    const orders = [
      ...every('silent', 10, 300, (n) => (n > 26 ? 10 : 50)),
      ...every('calm', 10, 500),
      { customer: 'once', date: day(200) },
    ];
    const { churn: table } = await scored(orders, {
      ...{
        choice: 'recency',
        share: 0.5,
        baseline: { values: [3], spreads: [0], contributions: [0] },
      },
      classifier: {
        ...{ kind: 'logistic', weights: [1], means: [3], atMean: 0 },
        calibration: { a: 1, b: 1, c: 0 },
      },
    });
    const reasons = Object.fromEntries(
      (table.customer_id ?? []).map((id, i) => [
        id,
        [table.reason_1?.[i], table.reason_2?.[i], table.reason_3?.[i]],
      ]),
    );
    expect(reasons).toEqual({
      calm: ['bought_lately', null, null],
      once: ['long_silent', null, null],
      silent: ['long_silent', 'beyond_own_rhythm', 'falling_basket'],
    });
  });

  test('of people whom recency separates without error stays a chance', async () => {
    // half buy every ten days for ever, half bought for the first hundred days alone
    const orders = Array.from({ length: 300 }, (_, i) =>
      Array.from({ length: i % 2 === 0 ? 50 : 10 }, (_, j) => ({
        customer: `c${i}`,
        date: day(j * 10 + (i % 5)),
      })),
    ).flat();
    const { fit, chances } = await scored(orders);
    expect(fit.chosen).not.toBe('none');
    for (const chance of chances) expect(chance !== null && chance > 0 && chance < 1).toBe(true);
  });

  test('of one customer with very many orders among others is theirs alone', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({
      customer: 'whale',
      date: day(i % 500),
      amount: 5,
    }));
    const { chances } = await scored([...business(400), ...many]);
    expect(chances.every((chance) => chance !== null && Number.isFinite(chance))).toBe(true);
  });
});
