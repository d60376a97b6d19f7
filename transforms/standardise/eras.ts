/** An era by its first and last day; a day on which one ended and the next began may be of either. */
interface Era {
  readonly assumed: 'roc_year' | 'japanese_era';
  readonly from: string;
  readonly to: string;
}

const endless = '9999-12-31';
const japanese = (from: string, to: string): Era => ({ assumed: 'japanese_era', from, to });
const republic: Era = { assumed: 'roc_year', from: '1912-01-01', to: endless };
const eras: ReadonlyMap<string, Era> = new Map([
  ...'民国 民國 中华民国 中華民國 roc'.split(' ').map((name) => [name, republic] as const),
  ...(
    [
      ['明治 m', japanese('1868-01-25', '1912-07-30')],
      ['大正 t', japanese('1912-07-30', '1926-12-25')],
      ['昭和 s', japanese('1926-12-25', '1989-01-07')],
      ['平成 h', japanese('1989-01-08', '2019-04-30')],
      ['令和 r', japanese('2019-05-01', endless)],
    ] as const
  ).flatMap(([names, era]) => names.split(' ').map((name) => [name, era] as const)),
]);

/** a letter stands for its era before a year of one or two digits and a dot, slash or hyphen: S60.3.2 */
const dated =
  /^(?:(民国|民國|中华民国|中華民國|roc|明治|大正|昭和|平成|令和)\s*|([mthsr])\.?(?=(?:\d{1,2}|元)[-/.]))(元|\d{1,3})(?=\s*[-/.年]|$)/;
const compact = /^(民国|民國|中华民国|中華民國|roc)\s*(\d{2,3})(\d{2})(\d{2})$/;

/** A date with its year in the common era, and the days between which it has to be; `text` is null for a year 0. */
export interface EraDate extends Era {
  readonly text: string | null;
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
  const first = Number(era.from.slice(0, 4));
  return { ...era, text: year < 1 ? null : `${first + year - 1}${written.slice(match[0].length)}` };
}
