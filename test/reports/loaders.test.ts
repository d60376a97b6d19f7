import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSnapshot } from '../../reports/build/snapshot.ts';
import { load as loadChurn } from '../../reports/loaders/churn.ts';
import { load as loadProducts } from '../../reports/loaders/products.ts';
import { load as loadSatisfaction } from '../../reports/loaders/satisfaction.ts';
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
