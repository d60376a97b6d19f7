import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinctTriples } from '../../../models/numeric/distinctTriples.ts';

const triples = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), { maxLength: 200 });

test('equal triples have one number, unlike ones have their own, in the order in which they come', () => {
  fc.assert(
    fc.property(triples, (rows) => {
      const column = (c: number) => Float64Array.from(rows, (row) => row[c] as number);
      const { firstOf, numberOf } = distinctTriples(column(0), column(1), column(2));
      const numbers = new Map<string, number>();
      for (const row of rows) if (!numbers.has(`${row}`)) numbers.set(`${row}`, numbers.size);
      expect([...numberOf]).toEqual(rows.map((row) => numbers.get(`${row}`)));
      expect([...firstOf]).toEqual(
        [...numbers.keys()].map((key) => rows.findIndex((row) => `${row}` === key)),
      );
    }),
  );
});
