import { randomLcg, randomNormal } from 'd3-random';
import { expect, test } from 'vitest';
import { columnsOf } from '../../../transforms/columnValues.ts';
import { driverEffects } from '../../../transforms/drivers/effects.ts';
import { step } from '../../../transforms/steps/drivers.ts';
import { openEngine } from '../../../warehouse/index.ts';

interface Answer {
  readonly id: string;
  readonly survey: string;
  readonly score: number;
  readonly orders: number;
  /** what else there is to tell differs from answer to answer */
  readonly isVaried?: boolean;
}

/** What the step makes of answers, behind which nothing lay but orders. */
async function driversOf(answers: readonly Answer[]) {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const values = answers.map(
      ({ id, survey, score, orders, isVaried = false }, i) =>
        `(${i}, '${id}', '${survey}', ${score}, ${orders}, ${Number(isVaried)})`,
    );
    await connection.run(
      `create table satisfaction_features as select *, varied * (landed_seq % 2) as about_ticket,
         varied * (landed_seq * 7 % 11) as first_response_hours, varied * (landed_seq * 5 % 13) as resolution_days,
         varied * (landed_seq // 2 % 2) as ticket_reopened, varied * (landed_seq * 3 % 17) as days_since_order,
         varied * (landed_seq * 9 % 19) as last_order_value, varied * (landed_seq * 4 % 23) as last_discount_rate,
         varied * (landed_seq // 4 % 2) as refunded_90d
       from (values ${values.join(', ')}) as a(landed_seq, customer_id, survey, score, orders_before, varied)`,
    );
    await connection.run(
      `create table value_features as select '' as customer_id, '' as acquisition_channel, 0 as later_revenue, 0 as first_value,
         0 as first_discount_rate, 0 as first_in_store, 0 as first_categories, 0 as again_30d, 0 as refunded_30d,
         0 as ticket_30d, 0 as member_30d, 0 as consent_30d limit 0`,
    );
    const context = { connection, read: (sql: string) => columnsOf(connection, sql) };
    return await step.run(context as unknown as Parameters<typeof step.run>[0]);
  } finally {
    engine.close();
  }
}

/** So many answers to a survey, each by another customer, the higher the more orders. */
const answersTo = (survey: string, count: number): Answer[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ id: `${survey}${i}`, survey, score: (i % 5) + (i % 3 === 0 ? 1 : 0), orders: i % 5 },
  }));

test.each([
  ['csat', 200, 0],
  ['csat', 200, 300],
  ['nps', 0, 200],
  ['nps', 8, 200],
])('satisfaction is explained by %s of %i answers to CSAT and %i to NPS', async (survey, csat, nps) => {
  const { satisfaction_drivers: found, outcome_summaries: summaries } = await driversOf([
    ...answersTo('csat', csat),
    ...answersTo('nps', nps),
  ]);
  const { driver = [], verdict = [] } = found as Record<string, string[]>;
  expect(verdict[driver.indexOf('orders_before')]).toBe('raises');
  expect(summaries).toMatchObject({ outcome: [survey, 'later_revenue'] });
});

test('satisfaction is explained by fewer answers to NPS where those to CSAT, of which more is to be told, do not suffice', async () => {
  const csat = answersTo('csat', 85).map((answer) => ({ ...answer, isVaried: true }));
  const { outcome_summaries: alone, satisfaction_drivers: none } = await driversOf(csat);
  expect(alone).toMatchObject({ outcome: ['csat', 'later_revenue'] });
  expect(none).toMatchObject({ driver: [] });
  const { outcome_summaries: both } = await driversOf([...csat, ...answersTo('nps', 80)]);
  expect(both).toMatchObject({ outcome: ['nps', 'later_revenue'], rows: [80, 0] });
});

test('of too few answers, and of no customers, there are no rows', async () => {
  const { satisfaction_drivers, value_drivers, outcome_summaries } = await driversOf(answersTo('nps', 8));
  for (const found of [satisfaction_drivers, value_drivers]) expect(found).toMatchObject({ driver: [] });
  expect(outcome_summaries).toMatchObject({ outcome: ['nps', 'later_revenue'], rows: [8, 0] });
});

test('customers who answer often do not make an effect of what sets them apart by chance', async () => {
  const normal = randomNormal.source(randomLcg(0.5))(0, 1);
  const customers = Array.from({ length: 40 }, (_, i) => ({ id: `c${i}`, mood: normal(), orders: normal() }));
  const answers = customers.flatMap(({ id, mood, orders }) =>
    Array.from({ length: 20 }, () => ({ id, orders, score: Math.round(3 + mood + 0.5 * normal()) })),
  );
  const { satisfaction_drivers: found } = await driversOf(
    answers.map(({ id, orders, score }) => ({ id, survey: 'csat', score, orders })),
  );
  const { driver = [], verdict = [] } = found as Record<string, string[]>;
  expect(verdict[driver.indexOf('orders_before')]).toBe('unclear');
  const { effects } = driverEffects(
    Float64Array.from(answers, ({ score }) => score),
    [{ name: 'orders_before', kind: 'measured', values: Float64Array.from(answers, ({ orders }) => orders) }],
  );
  // every answer by itself would
  expect(effects[0]?.verdict).not.toBe('unclear');
});
