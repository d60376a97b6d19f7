import type { DuckDBValue } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import type { Fit, Fitted, ModelStep, StepContent, StepContext } from '../../../transforms/step.ts';
import { step } from '../../../transforms/steps/recommendations.ts';
import { openEngine, parseConfig, rows } from '../../../warehouse/index.ts';

interface Line {
  readonly customer: string;
  readonly day: number;
  readonly skus: readonly string[];
}

interface Offer {
  readonly customer_id: string;
  readonly rank: number;
  readonly sku: string;
  readonly kind: string;
  readonly chance: number;
  readonly because_sku: string | null;
}

interface Next {
  readonly customer_id: string;
  readonly next_sku: string | null;
  readonly next_chance: number;
  readonly potential: number;
}

const recommend = step as ModelStep<unknown>;
const asOf = '2026-06-30';
const date = (day: number) =>
  new Date(Date.parse('2025-01-01') + day * 86_400_000).toISOString().slice(0, 10);

/** Fits and scores, through JSON as the ledger keeps it. */
async function offered(baskets: readonly Line[], strangers: readonly string[] = []) {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(`
      create table order_lines (customer_id varchar, order_date date, version_landed_seq bigint, sku varchar, net_amount decimal(18, 4));
      create table customers (customer_id varchar)`);
    const lines = await connection.createAppender('order_lines');
    baskets.forEach(({ customer, day, skus }, i) => {
      for (const sku of skus) {
        lines.appendVarchar(customer);
        lines.appendVarchar(date(day));
        lines.appendBigInt(BigInt(i + 1));
        lines.appendVarchar(sku);
        lines.appendVarchar('10');
        lines.endRow();
      }
    });
    lines.closeSync();
    const people = await connection.createAppender('customers');
    for (const name of new Set([...baskets.map(({ customer }) => customer), ...strangers])) {
      people.appendVarchar(name);
      people.endRow();
    }
    people.closeSync();
    const config = parseConfig({});
    const context: StepContext = {
      ...{ connection, config, seed: config.seed, asOf },
      previous: () => undefined,
      changed: undefined,
      async read(text) {
        const reader = await connection.runAndReadAll(text);
        return reader.getColumnsObject() as Record<string, DuckDBValue[]>;
      },
    };
    const fit: Fit<unknown> = await recommend.model.fit({ ...context, last: undefined });
    const fitted = { ...JSON.parse(JSON.stringify(fit)), id: 'f', asOf } as Fitted<unknown>;
    const content: Readonly<Record<string, StepContent>> = await recommend.run({ ...context, fitted });
    const selected = (table: string) => (content[table] as { select: string }).select;
    const offers = await rows<Offer>(
      connection,
      `from (${selected('recommendations')}) order by customer_id, rank`,
    );
    const next = await rows<Next>(
      connection,
      `select * exclude (cross_sell_potential), cross_sell_potential::double as potential from (${selected('customer_cross_sell')}) order by customer_id`,
    );
    await recommend.tidy?.(connection);
    for (const { chance } of offers) expect(chance >= 0 && chance <= 1).toBe(true);
    for (const { next_chance: chance, potential } of next) {
      expect(chance >= 0 && chance <= 1).toBe(true);
      expect(potential >= 0 && Number.isFinite(potential)).toBe(true);
    }
    const lists = new Map<string, Offer[]>();
    for (const offer of offers)
      lists.set(offer.customer_id, [...(lists.get(offer.customer_id) ?? []), offer]);
    for (const list of lists.values()) {
      expect(list.map(({ rank }) => rank)).toEqual(list.map((_, i) => i + 1));
      expect(new Set(list.map(({ sku }) => sku)).size).toBe(list.length);
    }
    return { fit, offers, next, lists };
  } finally {
    engine.close();
  }
}

/** Customers of two tastes, each of forty products, who buy a product at a time. */
function tastes(customers: number): Line[] {
  const random = seededRandom(3);
  return Array.from({ length: customers }, (_, i) =>
    Array.from({ length: 4 + Math.floor(random() * 6) }, (_, n) => ({
      customer: `c${i}`,
      day: n * 40 + Math.floor(random() * 30),
      skus: [`${i % 2 === 0 ? 'tea' : 'bread'}${Math.floor(random() * 40)}`],
    })),
  ).flat();
}

describe('recommendations', () => {
  test('offer as new what goes with what a customer has, and say because of what', async () => {
    const { fit, offers, next } = await offered(tastes(400), ['stranger']);
    expect(fit.reason).toContain('item similarity');
    expect(fit.figures.item_similarity?.recall_new).toBeGreaterThan(
      1.5 * (fit.figures.popular?.recall_new ?? 1),
    );
    const fresh = next.filter(({ next_sku }) => next_sku !== null);
    const fitting = fresh.filter(
      ({ customer_id, next_sku }) => next_sku?.startsWith('tea') === (Number(customer_id.slice(1)) % 2 === 0),
    );
    expect(fitting.length / fresh.length).toBeGreaterThan(0.95);
    const stranger = offers.filter(({ customer_id }) => customer_id === 'stranger');
    expect(stranger.length).toBe(5);
    expect(new Set(stranger.map(({ kind }) => kind))).toEqual(new Set(['new']));
  });

  test('hold nothing that a customer has where nothing is bought twice', async () => {
    const random = seededRandom(5);
    const baskets = Array.from({ length: 120 }, (_, i) => {
      const left = Array.from({ length: 20 }, (_, n) => `${i % 2 === 0 ? 'film' : 'book'}${(n + i) % 20}`);
      return Array.from({ length: 6 }, (_, n) => ({
        ...{ customer: `c${i}`, day: n * 40 },
        skus: left.splice(Math.floor(random() * left.length), 1),
      }));
    }).flat();
    const { offers, lists } = await offered(baskets);
    expect(new Set(offers.map(({ kind }) => kind))).toEqual(new Set(['new']));
    for (const list of lists.values()) expect(list.length).toBe(5);
  });

  test.each<[string, readonly Line[]]>([
    ['nobody', []],
    ['one order of one product', [{ customer: 'a', day: 1, skus: ['x'] }]],
    ['one customer with three orders', [1, 5, 9].map((day) => ({ customer: 'a', day, skus: ['x', 'y'] }))],
    [
      'one product that everybody buys',
      Array.from({ length: 300 }, (_, i) => ({ customer: `c${i % 100}`, day: i, skus: ['x'] })),
    ],
    [
      'one date',
      Array.from({ length: 100 }, (_, i) => ({ customer: `c${i % 50}`, day: 3, skus: ['x', `y${i % 4}`] })),
    ],
  ])('of %s are few, and sensible', async (_, baskets) => {
    const { fit, next, lists } = await offered(baskets);
    expect(fit.reason).toMatch(/\.$/);
    const products = new Set(baskets.flatMap(({ skus }) => skus));
    for (const list of lists.values()) expect(list.length).toBe(Math.min(5, products.size));
    expect(next.length).toBe(new Set(baskets.map(({ customer }) => customer)).size);
    for (const { customer_id, next_sku } of next) {
      const had = new Set(baskets.flatMap(({ customer, skus }) => (customer === customer_id ? skus : [])));
      expect(next_sku === null || !had.has(next_sku)).toBe(true);
    }
  });

  test('of a customer with a hundred thousand orders do not drown the others', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({
      customer: 'whale',
      day: i % 500,
      skus: [`w${i % 3}`],
    }));
    const { lists } = await offered([...tastes(200), ...many]);
    expect(lists.size).toBe(201);
    expect(lists.get('whale')?.length).toBe(5);
  });
});
