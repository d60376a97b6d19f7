import { simplified } from './simplified.ts';

/**
 * One spelling for what looks alike: compatibility forms (full-width digits, ligatures) made plain, lower case, accents
 * of Latin letters dropped, white space single, Chinese characters simplified. Other scripts are kept as they are.
 */
export function fold(text: string): string {
  return simplified(text.normalize('NFKC'))
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
