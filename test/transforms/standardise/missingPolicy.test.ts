import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMissingPolicies, type MissingPolicies } from '../../../transforms/standardise/index.ts';

interface Row {
  readonly person: string | null;
  readonly city: string | null;
  readonly age: number | null;
  readonly email: string | null;
}

const row = (person: string | null, city: string | null, age: number | null, email: string | null): Row => ({
  person,
  city,
  age,
  email,
});
const personOf = ({ person }: Row) => person;

describe('a missing value', () => {
  test('that is kept stays missing and is flagged', () => {
    const { rows, quarantined } = applyMissingPolicies([row('a', ' ', 0, 'x')], {
      city: { kind: 'keep' },
      age: { kind: 'keep' },
    });
    expect(rows).toEqual([{ index: 0, row: row('a', ' ', 0, 'x'), missing: ['city'], filled: {} }]);
    expect(quarantined).toEqual([]);
  });

  test('that drops sends the record to quarantine with every reason', () => {
    const policies: MissingPolicies<Row> = { email: { kind: 'drop' }, age: { kind: 'drop' } };
    const { rows, quarantined } = applyMissingPolicies(
      [row('a', 'x', null, null), row('a', 'x', 1, 'e')],
      policies,
    );
    expect(quarantined).toEqual([
      { index: 0, row: row('a', 'x', null, null), reasons: ['age is missing', 'email is missing'] },
    ]);
    expect(rows.map(({ index }) => index)).toEqual([1]);
  });

  test('is filled from what most of the same person’s records say, and says so', () => {
    const input = [
      row('a', 'Xi’an', 1, null),
      row('a', 'Wuhan', 1, null),
      row('a', 'Wuhan', 1, null),
      row('a', null, 1, null),
      row('b', null, 1, null),
      row(null, null, 1, null),
    ];
    const { rows } = applyMissingPolicies(input, { city: { kind: 'fill', from: ['same_person'] } }, personOf);
    expect(rows.slice(3).map(({ row, filled, missing }) => [row.city, filled, missing])).toEqual([
      ['Wuhan', { city: 'same_person' }, []],
      [null, {}, ['city']],
      [null, {}, ['city']],
    ]);
  });

  test('is filled from the first source that has a value', () => {
    const policies: MissingPolicies<Row> = {
      age: { kind: 'fill', from: ['same_person', 'median'] },
      city: {
        kind: 'fill',
        from: [
          { rule: 'email ends in .cn', value: ({ email }) => (email?.endsWith('.cn') ? 'Beijing' : null) },
          'most_common',
        ],
      },
    };
    const input = [
      row('a', 'Wuhan', 30, null),
      row('a', null, null, 'x@y.cn'),
      row('b', null, null, null),
      row('c', 'Wuhan', 41, null),
    ];
    const { rows } = applyMissingPolicies(input, policies, personOf);
    expect(rows.map(({ row: { age, city }, filled }) => [age, city, filled])).toEqual([
      [30, 'Wuhan', {}],
      [30, 'Beijing', { age: 'same_person', city: 'rule:email ends in .cn' }],
      [35.5, 'Wuhan', { age: 'median', city: 'most_common' }],
      [41, 'Wuhan', {}],
    ]);
  });

  test('has a median among dates, too', () => {
    const input = ['1990-01-01', '1980-01-01', '2000-01-01', '1985-01-01', null].map((email) =>
      row(null, null, null, email),
    );
    const { rows } = applyMissingPolicies(input, { email: { kind: 'fill', from: ['median'] } });
    expect(rows[4]?.row.email).toBe('1985-01-01');
  });

  test('never loses a record, changes a value that was there, or fills without a flag', () => {
    const value = <T>(...values: readonly T[]) => fc.constantFrom(null, ...values);
    const anyRow = fc.record({
      person: value('a', 'b'),
      city: value('x', 'y', ''),
      age: value(1, 2, 3),
      email: value('e', 'f'),
    });
    const policy = fc.constantFrom(
      { kind: 'keep' } as const,
      { kind: 'drop' } as const,
      { kind: 'fill', from: ['same_person', 'median'] } as const,
      { kind: 'fill', from: ['most_common'] } as const,
    );
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 12 }),
        fc.record({ city: policy, age: policy, email: policy }),
        (input, policies) => {
          const { rows, quarantined } = applyMissingPolicies<Row>(input, policies, personOf);
          expect([...rows, ...quarantined].map(({ index }) => index).sort((a, b) => a - b)).toEqual(
            input.map((_, index) => index),
          );
          for (const { row: after, index, missing, filled } of rows) {
            const before = input[index];
            for (const field of ['city', 'age', 'email'] as const) {
              const wasMissing = before?.[field] === null || before?.[field] === '';
              if (!wasMissing) expect(after[field]).toBe(before?.[field]);
              expect(missing.includes(field) || field in filled).toBe(wasMissing);
              expect(missing.includes(field) && field in filled).toBe(false);
            }
          }
        },
      ),
    );
  });
});
