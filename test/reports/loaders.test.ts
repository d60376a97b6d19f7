import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSnapshot } from '../../reports/build/snapshot.ts';
import { formats } from '../../reports/components/locale.ts';
import { load as loadChurn } from '../../reports/loaders/churn.ts';
import { load as loadProducts } from '../../reports/loaders/products.ts';
import { load as loadRfm } from '../../reports/loaders/rfm.ts';
import { load as loadSatisfaction } from '../../reports/loaders/satisfaction.ts';
import { load as loadSegments } from '../../reports/loaders/segments.ts';
import { daysAgo } from '../../reports/views/rfm/segments.ts';
import { sumBy } from '../../reports/views/rfm/sums.ts';
import { words } from '../../reports/views/rfm/words.ts';
import { openEngine } from '../../warehouse/index.ts';
import { temporaryFolder } from '../support/cli.ts';
import { type Size, writeFixture } from './fixture.ts';

type Snapshot = Awaited<ReturnType<typeof openSnapshot>>;

/** A snapshot of the fixture, changed first. */
async function snapshotOf(size: Size, change = ''): Promise<Snapshot> {
  const { paths, file } = await writeFixture(temporaryFolder('loaders'), size);
  const engine = await openEngine();
  await engine.attach(file, 'snapshot', 'write');
  const connection = await engine.connect();
  await connection.run(`use snapshot; ${change}`);
  await connection.run('use memory; detach snapshot');
  engine.close();
  return openSnapshot(paths, 'analyst');
}

describe('what new products may bring', () => {
  let snapshot: Snapshot;
  beforeAll(async () => {
    snapshot = await snapshotOf('many');
  });
  afterAll(() => snapshot.close());

  test('is what the next order may bring times the chance of one, in all, by product and by segment alike', async () => {
    const data = await loadProducts(snapshot);
    const [byHand] = await snapshot.rows<{ expected: number; asIfAll: number }>(
      `select sum(cross_sell_potential::double * (1 - churn_probability)) as expected,
         sum(cross_sell_potential)::double as "asIfAll"
       from customer_cross_sell join customer_churn using (customer_id)`,
    );
    expect(data.potential / (byHand?.expected ?? 0)).toBeCloseTo(1, 6);
    expect(data.potential).toBeLessThan(0.8 * (byHand?.asIfAll ?? 0));
    for (const parts of [data.segments, data.next])
      expect(parts.reduce((sum, one) => sum + one.potential, 0) / data.potential).toBeCloseTo(1, 6);
    expect(data).toMatchObject({ horizonDays: 90, catalogue: 30 });
  });

  test('is of customers who order again where no chance is known', async () => {
    const unknown = await snapshotOf('many', 'update customer_churn set churn_probability = null');
    try {
      const data = await loadProducts(unknown);
      const [all] = await unknown.rows<{ sum: number }>(
        'select sum(cross_sell_potential)::double as sum from customer_cross_sell',
      );
      expect(data.horizonDays).toBeNull();
      expect(data.potential / (all?.sum ?? 0)).toBeCloseTo(1, 6);
    } finally {
      unknown.close();
    }
  });

  test('goes with pairs that say whether they are beyond chance', async () => {
    const { matrix, pairs } = await loadProducts(snapshot);
    expect(pairs.every(({ isBeyondChance }) => isBeyondChance)).toBe(true);
    expect(new Set(matrix.map(({ isBeyondChance }) => isBeyondChance))).toEqual(new Set([true, false]));
  });

  test('goes by the more cautious of two accounts of chance, and the surest pair first', async () => {
    const doubtful = await snapshotOf(
      'many',
      "update product_affinity set lift = 0.9, lift_z_score = -1, is_beyond_chance = false where sku = 'S4'; update product_affinity set lift_z_score = 99, z_score = 98 where sku = 'S1' and other_sku = 'S5'",
    );
    try {
      const { matrix, pairs } = await loadProducts(doubtful);
      expect(pairs[0]).toMatchObject({ sku: 'S1', other: 'S5' });
      expect(matrix[0]).toEqual(pairs[0]);
      const pair = matrix.find(({ sku }) => sku === 'S4');
      expect(pair?.timesChance).toBe(0.9);
      expect(pair?.expected).toBeCloseTo((pair?.together ?? 0) / 0.9, 10);
    } finally {
      doubtful.close();
    }
  });
});

test('how good offers of new products were is told of the list that is offered of them', async () => {
  const figures = ['item_similarity', 'popular'].flatMap((candidate, i) => [
    `('r', '${candidate}', 'recall', .${4 + i})`,
    `('r', '${candidate}', 'recall_new', .${6 + i})`,
  ]);
  const snapshot = await snapshotOf(
    'many',
    `insert into model_runs select 'r', 'recommend', version, run_id, as_of_date, fitted_at, landed_seq, seed, 900, 'item_similarity', '', true, drift, card from model_runs limit 1;
     insert into model_figures values ${figures.join(', ')}`,
  );
  try {
    const { fit } = await loadProducts(snapshot);
    expect(fit).toMatchObject({ recall: 0.4, popular: 0.5, fresh: 0.7, freshPopular: 0.7 });
  } finally {
    snapshot.close();
  }
});

test('products that no catalogue knows go by the name of their latest line, wherever they are offered', async () => {
  const snapshot = await snapshotOf(
    'many',
    "delete from products where sku <> 'S2'; update win_back set next_sku = case when place % 2 = 0 then 'S1' when place % 3 = 0 then 'never sold' else 'S2' end",
  );
  try {
    const [last] = await snapshot.rows<{ name: string }>(
      "select product_name as name from order_lines where sku = 'S1' order by version_landed_seq desc limit 1",
    );
    const { names, sides } = await loadProducts(snapshot);
    expect(sides.filter((sku) => names[sku] === undefined)).toEqual([]);
    expect(names).toMatchObject({ S1: last?.name, S2: 'Tea' });
    const { list } = await loadChurn(snapshot);
    expect(new Set(list.map(({ product }) => product))).toEqual(new Set([last?.name, 'Tea', 'never sold']));
  } finally {
    snapshot.close();
  }
});

test('segments of RFM say how long ago their customers last ordered', async () => {
  const snapshot = await snapshotOf('many');
  try {
    const { groups } = await loadRfm(snapshot);
    const asked = await snapshot.rows<{ segment: string; fewest: number; most: number }>(
      `select rfm_segment as segment, min(recency_days)::int as fewest, max(recency_days)::int as most
       from customer_rfm group by all order by all`,
    );
    const sums = sumBy(groups, ({ segment }) => segment);
    expect(
      sums
        .map(({ key, fewestDays, mostDays }) => ({ segment: key, fewest: fewestDays, most: mostDays }))
        .sort((a, b) => (a.segment < b.segment ? -1 : 1)),
    ).toEqual(asked);
    const speech = { t: words.en, format: formats('en', 'CNY') };
    expect([daysAgo(150, 1796, speech), daysAgo(1, 1, speech)]).toEqual(['150–1,796 days ago', '1 day ago']);
  } finally {
    snapshot.close();
  }
});

test('whoever is worth an offer is on the win-back list, or is left out for one reason', async () => {
  const snapshot = await snapshotOf('many');
  try {
    const { totals, listed, notListed } = await loadChurn(snapshot);
    const { low = 0, recent = 0, refused = 0 } = notListed ?? {};
    expect(listed + low + recent + refused).toBe(totals?.worthwhile);
    expect(Math.min(low, refused)).toBeGreaterThan(0);
  } finally {
    snapshot.close();
  }
});

test('those worth an offer are the first by what is at risk, and bring the gain that is told', async () => {
  const snapshot = await snapshotOf('many');
  try {
    const { totals, offer, offers } = await loadChurn(snapshot);
    if (!totals || !offer) throw new Error('nothing known');
    const { cost, successRate, margin } = offer;
    expect(totals.worthwhileAtRisk * successRate * margin - totals.worthwhile * cost).toBeCloseTo(
      totals.gain,
      0,
    );
    const below = offers.filter(({ customers }) => customers <= totals.worthwhile).at(-1);
    expect(below?.atRisk).toBeLessThanOrEqual(totals.worthwhileAtRisk);
  } finally {
    snapshot.close();
  }
});

test.each([
  ['', true],
  ['update feedback_sentiment set dissatisfied_rate = 0', false],
  ["update feedback_sentiment set dissatisfied_rate = null, kind = 'complaint'", true],
  ['update feedback_sentiment set satisfied_rate = 0', false],
  ['delete from feedback_sentiment', false],
])('themes are told between two sides: after “%s” there are both: %s', async (change, expected) => {
  const snapshot = await snapshotOf('many', change);
  try {
    expect((await loadSatisfaction(snapshot)).hasBothSides).toBe(expected);
  } finally {
    snapshot.close();
  }
});

describe('products of a segment', () => {
  test('are its skus, each called as the catalogue has it, else as it was sold last', async () => {
    const changed = await snapshotOf(
      'many',
      // two products under the names of fifteen
      "update order_lines set sku = case when version_landed_seq % 2 = 0 then 'S1' else 'Z' end",
    );
    try {
      const { parts } = await loadSegments(changed);
      const products = parts.filter(({ kind, segment }) => kind === 'product' && segment === 1);
      const [last] = await changed.rows<{ name: string }>(
        "select product_name as name from order_lines where sku = 'Z' order by version_landed_seq desc limit 1",
      );
      expect(products.map(({ name }) => name).sort()).toEqual([last?.name, '银壶 Silver pot']);
      expect(products.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    } finally {
      changed.close();
    }
  });
});
