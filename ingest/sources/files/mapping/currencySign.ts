import { currencies } from '../../../contracts/index.ts';

/** What stands before or behind an amount, and the currencies it is written for. */
const signs: Readonly<Record<string, string>> = {
  $: 'USD ARS AUD BBD BMD BND BRL BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MOP MXN NAD NZD SBD SGD SRD TTD TWD UYU XCD',
  US$: 'USD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD NIO',
  CA$: 'CAD',
  HK$: 'HKD',
  MOP$: 'MOP',
  MX$: 'MXN',
  NT$: 'TWD',
  NZ$: 'NZD',
  R$: 'BRL',
  S$: 'SGD',
  '£': 'GBP EGP FKP GIP LBP SDG SHP SSP SYP',
  '€': 'EUR',
  '¥': 'CNY JPY',
  元: 'CNY HKD MOP TWD',
  圓: 'CNY HKD JPY MOP TWD',
  円: 'JPY',
  块: 'CNY',
  RMB: 'CNY',
  人民币: 'CNY',
  美元: 'USD',
  美金: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  韩元: 'KRW',
  港元: 'HKD',
  港币: 'HKD',
  澳门元: 'MOP',
  台币: 'TWD',
  新台币: 'TWD',
  新加坡元: 'SGD',
  澳元: 'AUD',
  加元: 'CAD',
  '₩': 'KRW KPW',
  '₹': 'INR',
  Rs: 'INR LKR MUR NPR PKR SCR',
  RM: 'MYR',
  Rp: 'IDR',
  '฿': 'THB',
  '₫': 'VND',
  '₱': 'PHP',
  '₽': 'RUB',
  '₴': 'UAH',
  '₸': 'KZT',
  '₮': 'MNT',
  '₭': 'LAK',
  '៛': 'KHR',
  '৳': 'BDT',
  '₺': 'TRY',
  '₪': 'ILS',
  '₦': 'NGN',
  '₵': 'GHS',
  '₡': 'CRC',
  '₲': 'PYG',
  '₼': 'AZN',
  '₾': 'GEL',
  '֏': 'AMD',
  zł: 'PLN',
  Kč: 'CZK',
  Ft: 'HUF',
  kr: 'DKK ISK NOK SEK',
  Fr: 'CHF',
};

const meanings: ReadonlyMap<string, readonly string[]> = new Map(
  [...[...currencies].map((code) => [code, code] as const), ...Object.entries(signs)].map(([sign, codes]) => [
    sign,
    codes.split(' '),
  ]),
);

const anySign = [...meanings.keys()]
  .sort((a, b) => b.length - a.length)
  .map((sign) => sign.replaceAll('$', '\\$'))
  .join('|');
const before = new RegExp(`^([-+(]*)\\s*((?:(?:${anySign})\\.?\\s*)+)(?=[-+(.\\d])`, 'u');
const behind = new RegExp(`(?<=[.\\d)])((?:\\s*(?:${anySign}))+)(\\)?)$`, 'u');
const each = new RegExp(anySign, 'gu');

/** What most amounts are. */
const bare = /^[-+.,\d]*$/;

/** An amount without its currency, in the folded form of NFKC; what is no amount stays as it is. */
export const withoutSigns = (folded: string): string =>
  bare.test(folded) ? folded : folded.replace(before, '$1').replace(behind, '$2');

/**
 * The signs and codes of currencies at either end of an amount: `¥88` has ¥, `US$ 12 USD` has US$ and USD,
 * `12.50` none.
 */
export function signsOf(written: string): readonly string[] {
  if (bare.test(written)) return [];
  const text = written.normalize('NFKC').trim();
  const ends = `${before.exec(text)?.[2] ?? ''} ${behind.exec(text)?.[1] ?? ''}`;
  return ends.match(each) ?? [];
}

/** The currencies that a sign is written for. */
export const currenciesOf = (sign: string): readonly string[] => meanings.get(sign) ?? [];

/** The sign of an amount that cannot mean the currency, if any; none says nothing. */
export const signAgainst = (written: string, currency: string): string | undefined =>
  signsOf(written).find((sign) => !currenciesOf(sign).includes(currency));
