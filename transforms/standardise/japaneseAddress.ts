/** An address of Japan in its own script. */
export interface JapaneseAddress {
  readonly prefecture: string;
  readonly municipality: string | null;
  /** district, block and building, as written */
  readonly street: string;
  readonly postcode: string | null;
}

const pattern =
  /^(?:日本国?\s*)?(?:〒?\s*(\d{3})-?(\d{4})\s*)?(東京都|北海道|(?:大阪|京都)府|\p{Script=Han}{2,3}県)\s*(\p{Script=Han}{1,6}?市(?:\p{Script=Han}{1,4}?区)?|\p{Script=Han}{1,5}?区|\p{Script=Han}{1,5}?郡\p{Script=Han}{1,5}?[町村]|\p{Script=Han}{1,5}?[町村])?\s*(.*)$/u;

/** Postal code, prefecture and municipality off the start of folded text; null where there is no prefecture. */
export function readJapaneseAddress(text: string): JapaneseAddress | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [, area, block, prefecture = '', municipality, street = ''] = match;
  const postcode = area ? `${area}-${block}` : null;
  return { prefecture, municipality: municipality ?? null, street: street.replace(/\s+/g, ' '), postcode };
}
