/** The year before the first of an era, and its last; null where it goes on. */
interface Era {
  readonly assumed: 'roc_year' | 'japanese_era';
  readonly before: number;
  readonly years: number | null;
}

const japanese = (before: number, years: number | null): Era => ({ assumed: 'japanese_era', before, years });
const eras: ReadonlyMap<string, Era> = new Map([
  ...'民国 民國 中华民国 中華民國 roc'
    .split(' ')
    .map((name) => [name, { assumed: 'roc_year', before: 1911, years: null }] as const),
  ...(
    [
      ['明治 m', japanese(1867, 45)],
      ['大正 t', japanese(1911, 15)],
      ['昭和 s', japanese(1925, 64)],
      ['平成 h', japanese(1988, 31)],
      ['令和 r', japanese(2018, null)],
    ] as const
  ).flatMap(([names, era]) => names.split(' ').map((name) => [name, era] as const)),
]);

/** a letter stands for its era before a year of one or two digits and a dot, slash or hyphen: S60.3.2 */
const dated =
  /^(?:(民国|民國|中华民国|中華民國|roc|明治|大正|昭和|平成|令和)\s*|([mthsr])\.?(?=(?:\d{1,2}|元)[-/.]))(元|\d{1,3})(?=\s*[-/.年]|$)/;
const compact = /^(民国|民國|中华民国|中華民國|roc)\s*(\d{2,3})(\d{2})(\d{2})$/;

/**
 * A date with its year in the common era, and what was taken for granted; `text` is null for a year that its
 * era does not have.
 */
export interface EraDate {
  readonly text: string | null;
  readonly assumed: Era['assumed'];
}

/**
 * 民国79年1月2日 → 1990年1月2日, 昭和60年3月2日 and S60.3.2 → 1985; 元年 is the first year. Null for folded, lower-cased text that
 * names no era.
 *
 * Source: the eras of Japan since 1868 by their laws; the first year of the Republic is 1912.
 */
export function inCommonEra(text: string): EraDate | null {
  const spelled = compact.exec(text)?.slice(1);
  const written = spelled ? `${spelled[0]}${spelled.slice(1).join('-')}` : text;
  const match = dated.exec(written);
  const era = eras.get(match?.[1] ?? match?.[2] ?? '');
  if (!match || !era) return null;
  const year = match[3] === '元' ? 1 : Number(match[3]);
  const exists = year >= 1 && year <= (era.years ?? year);
  return {
    text: exists ? `${era.before + year}${written.slice(match[0].length)}` : null,
    assumed: era.assumed,
  };
}
