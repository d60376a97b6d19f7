import { expect, test } from 'vitest';
import { alignColumns } from '../../../transforms/evaluate/alignColumns.ts';

const fields = [
  { kind: 'given_name', column: 'first_name' },
  { kind: 'given_name', column: 'vorname' },
  { kind: 'phone', column: 'phone' },
  { kind: 'phone', column: 'mobile' },
  { kind: 'phone', column: 'tel' },
  { kind: 'city', column: 'city' },
  { kind: 'city', column: 'birthplace' },
  { kind: 'other', column: 'plan' },
  { kind: 'other', column: 'colour' },
] as const;

test('columns of one kind that each of two files alone has are one field, in their order', () => {
  const [one, two] = [
    ['first_name', 'phone', 'mobile', 'city', 'plan'],
    ['vorname', 'tel', 'city', 'birthplace', 'colour'],
  ];
  expect(alignColumns(fields, [one, two])).toEqual([
    { first: 'first_name', second: 'vorname' },
    { first: 'phone', second: 'tel' },
  ]);
});

test('in one file nothing is one field', () => {
  expect(alignColumns(fields, [fields.map(({ column }) => column)])).toEqual([]);
});
