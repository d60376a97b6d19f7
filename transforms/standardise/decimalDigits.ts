import { remembered } from './memo.ts';

const decimal = /\p{Nd}/u;
const foreign = /(?!\d)\p{Nd}/gu;

/** The ten digits of a script stand together, from nought to nine. */
const asciiDigit = remembered((digit) => {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (decimal.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
});

/** Digits of any script as 0 to 9: ٠٥٠ → 050, ५८७ → 587. Source: the Unicode Standard, section 4.6, decimal digits. */
export const asciiDigits = (text: string): string => text.replace(foreign, asciiDigit);
