import { expect, test } from 'vitest';
import { byByte, createStringMacros } from '../../../transforms/identity/codePoints.ts';
import { comparisons } from '../../../transforms/identity/comparisons.ts';
import { openEngine } from '../../../warehouse/index.ts';

test.each([
  ['19490722', '19490722', 'equal'],
  ['19490722', '19490723', 'one digit or day and month swapped'],
  ['19491107', '19490711', 'one digit or day and month swapped'],
  // a whole part is another
  ['19490722', '19491222', 'two parts equal'],
  ['19490722', '19490715', 'two parts equal'],
  ['19490722', '19880722', 'two parts equal'],
  // two digits of two parts are a typing error at most
  ['19490722', '19590723', 'near'],
  ['19490722', '19500301', 'near'],
  ['19490722', '19881201', 'differs'],
  // of a year alone nothing is known but the year
  ['1949', '19490722', 'same year'],
  ['19490722', '1949', 'same year'],
  ['1949', '19500722', 'differs'],
  ['1949', '1949', 'equal'],
  ['1949', '1948', 'near'],
  ['1949', '1967', 'differs'],
])('%s and %s: %s', async (a, b, level) => {
  const { levels, sql } = comparisons.birth_date;
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    const reader = await connection.runAndReadAll(
      `select ${sql('a', 'b', byByte)} from (select '${a}' as a, '${b}' as b)`,
    );
    expect(levels[Number(reader.getRows()[0]?.[0])]).toBe(level);
  } finally {
    engine.close();
  }
});
