import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../../../transforms/identity/decisions.ts';
import type { ExplainedRecord } from '../../../transforms/identity/explainedRecord.ts';
import { splitBetween, twoBetween } from '../../../transforms/identity/keptApart.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';

const record = (recordId: number, customerId: string): ExplainedRecord => ({
  recordId,
  customerId,
  source: 'shop',
  rule: 'email',
  matchWeight: null,
  identifiers: [],
});
const [left, right] = [record(4, 'c3'), record(1, 'c1')];
const decision = (kind: Decision['kind'], one: number, other: number) =>
  ({ kind, left: one, right: other }) as Decision;

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
  const connection = await engine.connect();
  await connection.run(`
    create table customer_identity as from (values (1::bigint, 'c1'), (2, 'c1'), (3, 'c3'), (4, 'c3'), (5, 'c5')) as t(record_id, customer_id);
    create table identity_reviews as from (values
      (1::bigint, 4::bigint, 'shared_suffixes', 'phone', -9.0), (1, 3, 'uncertain_pair', null, -8.0), (2, 5, 'shared_suffixes', 'phone', -7.0),
      (1, 3, 'shared_given_names', 'phone', 2.0), (2, 3, 'shared_born_apart', 'phone', 1.0))
      as t(left_record_id, right_record_id, reason, shared_kinds, match_weight)`);
});
afterEach(() => engine.close());

describe('the customers of two records are kept apart', () => {
  it('by the last decision that splits two of their other records', async () => {
    const connection = await engine.connect();
    const split = decision('split', 2, 3);
    const others = [decision('split', 1, 4), decision('split', 2, 5), decision('merge', 2, 3)];
    const decisions = [decision('split', 1, 3), split, ...others];
    expect(await splitBetween(connection, decisions, left, right)).toBe(split);
    expect(await splitBetween(connection, decisions, right, left)).toBe(split);
    expect(await splitBetween(connection, others, left, right)).toBeUndefined();
  });

  it('by two of their other records that are two people for good, those that are least one person first', async () => {
    const connection = await engine.connect();
    const found = { left: 2, right: 3, reason: 'shared_born_apart', shared_kinds: 'phone' };
    expect(await twoBetween(connection, left, right)).toEqual(found);
    expect(await twoBetween(connection, right, left)).toEqual(found);
    expect(await twoBetween(connection, left, record(5, 'c6'))).toBeUndefined();
  });
});
