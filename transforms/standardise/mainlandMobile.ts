import parsePhoneNumber from 'libphonenumber-js/max';

const unknown = 0;
const isMobile = 1;
const isOther = 2;

/** One answer of the library for each five-digit prefix, asked when it is first met. */
const prefixes = new Uint8Array(100_000);

/**
 * Whether eleven digits are a mainland mobile number, as libphonenumber says, at the price of a table look-up.
 *
 * Whether the library calls an eleven-digit number a mobile depends on no more than its first five digits (the longest
 * prefix in its pattern is `1740[0-5]`), so it is asked once a prefix. A property test compares the two on numbers of
 * every prefix.
 */
export function isMainlandMobile(digits: string): boolean {
  const prefix = Number(digits.slice(0, 5));
  const known = prefixes[prefix] ?? unknown;
  if (known !== unknown) return known === isMobile;
  const parsed = parsePhoneNumber(`+86${digits}`);
  const answer = parsed?.nationalNumber === digits && parsed.getType() === 'MOBILE';
  prefixes[prefix] = answer ? isMobile : isOther;
  return answer;
}
