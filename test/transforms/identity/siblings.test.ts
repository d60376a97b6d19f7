import { expect, test } from 'vitest';
import { openEngine } from '../../../warehouse/index.ts';
import { copiedOnce } from '../../support/crowd.ts';
import { matched, type PersonRow } from '../../support/matched.ts';

/** Chinese people of whom one in five shares a home with somebody. */
const crowd: readonly PersonRow[] = [...copiedOnce(600, 'chinese', 0.2)].map(({ cluster, ...row }) => ({
  ...row,
  who: cluster,
}));

const families = [...'嵇宓查璩逄亓岑郤芈阚郗逯'];
const given = [
  ['建国', '建军'],
  ['清晨', '清夕'],
  ['文静', '文博'],
  ['思远', '行远'],
  ['佳怡', '佳慧'],
] as const;

/** A home of two who share a family name, an address and a character; each has two records. */
const home = (family: string, n: number, { areTwins = false, haveOnePhone = false }): readonly PersonRow[] =>
  (given[n % given.length] ?? []).flatMap((name, child) => {
    const [born, phone] = [areTwins ? 0 : child, haveOnePhone ? 0 : child];
    const row = {
      name: family + name,
      phone: `138${String(10_000_019 + 7_919_317 * (2 * n + phone)).slice(0, 8)}`,
      city: '杭州',
      address: `延安路${100 + 7 * n}号${1 + n}室`,
      who: family + name,
    };
    const birth_date = `${1980 + n + 2 * born}-0${1 + ((n + 3 * born) % 9)}-1${n % 10}`;
    return [{ ...row, birth_date }, row];
  });

test('brothers, sisters and twins who share a character are two people each, with one telephone and with two', async () => {
  const homes = families.flatMap((family, n) =>
    home(family, n, { areTwins: n % 2 === 1, haveOnePhone: n % 4 > 1 }),
  );
  const engine = await openEngine();
  try {
    const { clusters } = await matched(engine, [...crowd, ...homes]);
    const found = new Map<number, Set<unknown>>();
    homes.forEach(({ who }, i) => {
      const at = clusters.get(crowd.length + i) ?? crowd.length + i;
      found.set(at, (found.get(at) ?? new Set()).add(who));
    });
    expect([...found.values()].map(({ size }) => size)).toEqual(families.flatMap(() => [1, 1]));
  } finally {
    engine.close();
  }
});
