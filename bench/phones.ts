import parsePhoneNumber from 'libphonenumber-js/max';
import { standardisePhones } from '../transforms/standardise/index.ts';
import type { Bench, Figure } from './bench.ts';

/** Distinct numbers of one kind; `digits` are six that differ with the index. */
const kinds: Readonly<Record<string, (digits: string) => string>> = {
  'mainland mobiles': (digits) => `138${digits.slice(0, 2)}${digits}`,
  'mainland mobiles, spelled +86 138-…': (digits) => `+86 138-00${digits.slice(0, 2)}-${digits.slice(2)}`,
  'mainland landlines': (digits) => `010-62${digits}`,
  'numbers of other countries': (digits) => `+44 20 79${digits}`,
};

const distinct = (spell: (digits: string) => string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => spell(String(index).padStart(6, '0')));

/**
 * Values a second of processor time, the best of three passes over distinct values. Processor time, because other
 * processes on a shared machine lengthen the wall clock of both sides by chance.
 */
function perSecond(values: readonly string[], standardise: (value: string) => unknown): number {
  const passes = Array.from({ length: 3 }, () => {
    const started = process.cpuUsage();
    let found = 0;
    for (const value of values) if (standardise(value)) found += 1;
    if (found === 0) throw new Error('no value was standardised');
    const { user, system } = process.cpuUsage(started);
    return values.length / ((user + system) / 1e6);
  });
  return Math.max(...passes);
}

/** What standardising amounts to with the library alone. */
function bare(value: string): unknown {
  const parsed = parsePhoneNumber(value, 'CN');
  return parsed?.isValid() ? [parsed.number, parsed.getType(), parsed.country] : null;
}

/** How many distinct telephone numbers one core standardises a second, beside libphonenumber alone. */
export const bench: Bench = {
  name: 'phones',
  async run({ events = 300_000 }) {
    const figures = Object.entries(kinds).flatMap(([kind, spell]): Figure[] => {
      const values = distinct(spell, Math.min(events, 999_999));
      const library = perSecond(values.slice(0, 30_000), bare);
      const ours = perSecond(values, (value) => standardisePhones(value));
      return [
        {
          label: kind,
          value: ours,
          unit: 'values/s a core',
          target: '≥ 100 thousand, or the fastest the library allows',
        },
        { label: `${kind}, the library alone`, value: library, unit: 'values/s a core' },
        { label: `${kind}`, value: ours / library, unit: '×', ratioTo: 'the library alone' },
      ];
    });
    return { name: 'phones', figures };
  },
};
