import type { Language } from '../build/languages.ts';
import type { Run } from '../build/snapshot.ts';

export type { Language, Run };

/** A page's words in each language; the second must have every word of the first. */
export type Dictionary<T> = Readonly<Record<Language, T>>;

export const dictionary = <T>(en: T, zhCN: NoInfer<T>): Dictionary<T> => ({ en, 'zh-CN': zhCN });

/** A number of things in English, which has a form of its own for one: `1 customer`, `12 customers`. */
export const counted = (n: string, one: string, several = `${one}s`): string =>
  `${n} ${n === '1' ? one : several}`;

/** yyyy-mm-dd as an instant, for formatting and time axes (always UTC). */
export const day = (text: string): Date => new Date(`${text.slice(0, 10)}T00:00:00Z`);

export type Unit = 'money' | 'count' | 'share' | 'number';

/** Numbers, money and dates as people of one language write them. */
export interface Format {
  money(x: number): string;
  /** with cents */
  price(x: number): string;
  /** three significant digits, `$1.23M`, `123万` */
  compactMoney(x: number): string;
  count(x: number): string;
  compactCount(x: number): string;
  number(x: number): string;
  /** one digit after the point, always, for columns */
  tenths(x: number): string;
  /** four significant digits, for figures that may be small or large */
  digits(x: number): string;
  percent(x: number): string;
  /** `+1.2%`, with a true minus sign */
  change(x: number): string;
  /** difference of two shares, in percentage points */
  points(x: number): string;
  date(text: string): string;
  month(text: string): string;
  time(text: string): string;
  unit(unit: Unit, x: number): string;
}

const minus = (text: string) => text.replace(/^-/, '−').replace(/^([^\d]*)-/, '−$1');

export function formats(language: Language, currency: string): Format {
  const number = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(language, options);
    return (x: number) => minus(format.format(x));
  };
  const time = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
    return (text: string) => format.format(text.length > 10 ? new Date(text) : day(text));
  };
  const money = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const share = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const one = number({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  // four digits are grouped here as everywhere else: ¥9,450 beside ¥5,497
  const compact = { notation: 'compact', maximumSignificantDigits: 3, useGrouping: 'always' } as const;
  const format: Format = {
    money: number({ ...money, maximumFractionDigits: 0 }),
    price: number(money),
    // no more digits after the point than prices have: −¥0.11, not −¥0.113
    compactMoney: number({
      ...{ ...money, ...compact },
      ...{
        minimumFractionDigits: 0,
        maximumFractionDigits: 2,
        roundingPriority: 'lessPrecision',
        signDisplay: 'negative',
      },
    }),
    count: number({ maximumFractionDigits: 0 }),
    compactCount: number(compact),
    number: number({ maximumFractionDigits: 1 }),
    tenths: number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    digits: number({ maximumSignificantDigits: 4 }),
    percent: number(share),
    change: number({ ...share, signDisplay: 'exceptZero' }),
    points: (x) => `${one(x * 100)} ${language === 'en' ? 'pp' : '个百分点'}`,
    date: time({ dateStyle: 'medium' }),
    month: time({ month: 'short', year: 'numeric' }),
    time: time({ dateStyle: 'medium', timeStyle: 'short' }),
    unit: (unit, x) =>
      unit === 'money'
        ? format.money(x)
        : unit === 'share'
          ? format.percent(x)
          : unit === 'count'
            ? format.count(x)
            : format.number(x),
  };
  return format;
}
