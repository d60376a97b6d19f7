import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RfmMethod, rfmScores, rfmSegmentsOf } from '../../../models/index.ts';
import { makeMarts } from './coreTables.ts';

const order = fc.record({
  customer: fc.integer({ min: 1, max: 40 }).map((n) => `c${n}`),
  date: fc.integer({ min: 1, max: 28 }).map((n) => `2025-02-${String(n).padStart(2, '0')}`),
});
const whole = fc.integer({ min: 0, max: 90 });
const cents = fc.integer({ min: 0, max: 9_000 }).map((n) => n / 100);
const business = fc
  .constantFrom(whole, cents)
  .chain((amount) => fc.array(fc.tuple(order, amount), { minLength: 1, maxLength: 120 }));

test('customer_rfm scores and names customers as the model does', async () => {
  await fc.assert(
    fc.asyncProperty(business, fc.constantFrom<RfmMethod>('quantile', 'rank'), async (orders, method) => {
      const made = await makeMarts({
        asOf: '2025-03-20',
        orders: orders.map(([one, amount]) => ({ ...one, amount })),
        settings: { rfm_method: `'${method}'` },
        only: ['purchase_days', 'customer_spans', 'customer_months', 'customer_rfm'],
      });
      try {
        const rows = await made.rows<
          Record<'recency_days' | 'frequency' | 'money' | 'r_score' | 'f_score' | 'm_score', number> & {
            rfm_segment: string;
          }
        >('select *, cast(monetary as double) as money from customer_rfm');
        const column = (name: 'recency_days' | 'frequency' | 'money') =>
          Float64Array.from(rows, (row) => row[name]);
        const scores = rfmScores(
          { recencyDays: column('recency_days'), frequency: column('frequency'), monetary: column('money') },
          5,
          method,
        );
        expect(rows.map((row) => row.r_score)).toEqual([...scores.recency.scores]);
        expect(rows.map((row) => row.f_score)).toEqual([...scores.frequency.scores]);
        expect(rows.map((row) => row.m_score)).toEqual([...scores.monetary.scores]);
        expect(rows.map((row) => row.rfm_segment)).toEqual(rfmSegmentsOf(scores));
      } finally {
        made.close();
      }
    }),
    { numRuns: 30 },
  );
});
