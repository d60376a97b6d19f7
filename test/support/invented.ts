import { seededRandom } from '../../models/numeric/random.ts';

const syllables = 'ba do fe gi ho ka lu me no pi ra se to vi wo za'.split(' ');

/** Words, numbers and dates of nobody, the same for a seed. */
export function invented(seed: number) {
  const random = seededRandom(seed);
  const upTo = (n: number) => Math.floor(random() * n);
  const pick = <T>(of: readonly T[]) => of[upTo(of.length)] as T;
  const two = (n: number) => String(1 + upTo(n)).padStart(2, '0');
  return {
    random,
    upTo,
    pick,
    /** of so many syllables */
    word: (n: number) => Array.from({ length: n }, () => pick(syllables)).join(''),
    digits: (n: number) => Array.from({ length: n }, () => upTo(10)).join(''),
    birth: () => `${1950 + upTo(55)}-${two(12)}-${two(28)}`,
  };
}
