/** The number and the extension of one telephone entry. */
export interface PhoneParts {
  readonly number: string;
  readonly extension: string | null;
}

/** the words for an extension in Chinese and Japanese, which need no gap before them */
const hanExtension = '转|轉|分[机機][号號]?|[内內][线線綫]';
/**
 * The words for it elsewhere: those of libphonenumber (ext, xtn, extensión, доб, anexo, int), then German,
 * French, Italian, Portuguese, Dutch, Swedish, Polish, Czech, Turkish, Vietnamese and Korean ones.
 */
const latinExtension = [
  'e?xt(?:ensi[oó])?n?|доб(?:авочный)?|вн(?:утренний|утр)?|anexo|int(?:erno)?',
  'durchwahl|nebenstelle|nst|dw|klappe|poste|ramal|toestel|tst|anknytning|wewn?|linka|dahili|máy lẻ|내선',
].join('|');
const anyExtension = `${hanExtension}|${latinExtension}`;
const spelledExtension = new RegExp(
  `[\\s,;(]*(?:;ext=|${hanExtension}|(?<!\\p{L})(?:${latinExtension})|x|#)[\\s.:：)-]*(\\d{1,7})\\)?\\s*$`,
  'iu',
);
/**
 * area code, seven or eight digits in one or two groups, then another group: how extensions are written on
 * the mainland
 */
const trailingExtension =
  /^((?:(?:\+|00)?86[\s-]?\(?0?|\(?0)\d{2,3}\)?[\s-]?\d{3,4}[\s-]?\d{4})\s?-\s?(\d{1,6})$/;

/** 转 without the digits that should stand behind it */
const emptyExtension = new RegExp(`[\\s,;(]*(?:${hanExtension})[\\s.:-]*\\)?\\s*$`);

/** Cuts the extension off: `转801`, `分机 12`, `ext. 3`, `poste 3`, `x3`, `#3`, an empty `转`, and on the mainland
 * `010-62785001-801`, `+86-21-6427-8888-801`. */
export function splitExtension(text: string): PhoneParts {
  const spelled = spelledExtension.exec(text);
  if (spelled && spelled.index > 0)
    return { number: text.slice(0, spelled.index), extension: spelled[1] ?? null };
  const trailing = trailingExtension.exec(text);
  if (trailing) return { number: trailing[1] ?? text, extension: trailing[2] ?? null };
  return { number: text.replace(emptyExtension, ''), extension: null };
}

const separators = /\s*(?:[、,&|\n]|;(?!ext=)|或者?|和|\bor\b|\band\b)\s*/i;
const latinWords =
  '(?:t[eé]l(?:[eé](?:ph|f)on[eo]?)?|phone|mob(?:ile?)?|m[oó]vil|celular|cell(?:ulare)?|handy|portable|fax|wechat|whatsapp)(?:\\s*no\\.?)?';
/** what stands between a label and its number: `Tel.:` */
const afterLabel = '\\s*\\.?\\s*:?\\s*';
/** before the label or the name of a further number: 手机:13800138000 座机:010-62785001 */
const beforeLabel = new RegExp(
  `(?<=\\d\\)?)\\s*(?=(?!${hanExtension})\\p{Script=Han}{1,8}\\s*[.:]?\\s*[+(]{0,2}\\d[\\d\\s()-]{6})|(?<=\\d)\\s+(?=${latinWords}${afterLabel}[+(]{0,2}\\d[\\d\\s()-]{6})`,
  'giu',
);
const landline = '[2-9]\\d{2,3}[\\s-]?\\d{4}(?!\\d)';
const area = '(?:10|2\\d|[3-9]\\d{2})\\)?';
const areaCode = new RegExp(`^((?:(?:\\+|00)?86[\\s-]?\\(?0?|\\(?0)${area})[\\s-]?${landline}`);
const withoutAreaCode = new RegExp(`^${landline}`);
/** mobiles of the mainland with nothing between them, for which each has digits enough */
const runTogether = /^(?:1[3-9]\d{9}){2,}$/;
/** whole numbers of the mainland, two of which are more digits than one number of any country has */
const wholeNumbers = new RegExp(
  `(?<!\\d)(?:(?:(?:\\+|00)?86[\\s-]?)?1[3-9]\\d[\\s-]?\\d{4}[\\s-]?\\d{4}(?!\\d)|\\(?0${area}[\\s-]?${landline})`,
  'g',
);
const latinLabel = new RegExp(`^${latinWords}${afterLabel}(?=[\\d+(])`, 'i');
/** a note in brackets; an extension in brackets is none: `(转801)` */
const note = new RegExp(
  `[([【<](?![^)\\]】>]*(?:(?:${anyExtension})[\\s.:-]*\\d|${hanExtension}|x\\s?\\d))[^)\\]】>\\d]*\\p{L}[^)\\]】>]*[)\\]】>]`,
  'giu',
);
/** 手机, 妈妈, 张三: words before or behind a number of at least seven digits; other numbers have names of their own */
const wordsBefore =
  /^(?!.*?(?:证|單號|单号|编号|編號|工号|工號|账号|帳號|卡号|卡號|扣扣))\p{Script=Han}{1,8}\s*[.:]?\s*(?=\+?[\d(][\d\s()+/-]{6})/u;
const wordsBehind = new RegExp(`(?<=\\d[\\d\\s()-]{5,}\\d)\\s*(?!${hanExtension})\\p{Script=Han}{1,8}$`, 'u');
/** a number that a spreadsheet wrote: 13800138000.0 */
const decimals = /(?<=^\d{7,15})\.0+$/;

/** Whether a text is nothing but a number, so that there is nothing to take off. */
export const isBare = (text: string): boolean => /^\+?[\d() -]+$/.test(text);

/** A number without what is written round it: labels, names, notes in brackets, the decimals of a spreadsheet. */
function bare(entry: string): string {
  const text = entry.trim();
  if (isBare(text)) return text;
  return text
    .replace(latinLabel, '')
    .replace(wordsBefore, '')
    .replace(wordsBehind, '')
    .replace(decimals, '')
    .trim();
}

/**
 * The number of a spreadsheet that left its own notation, `1.3800138E+10`, where at least eight digits of it
 * are there: with fewer it has been rounded. Null for other text.
 */
export function fromScientific(text: string): string | null {
  const match = /^(\d)\.(\d{7,14})e\+?(\d{1,2})$/i.exec(text);
  const [, whole = '', fraction = '', exponent = ''] = match ?? [];
  const length = Number(exponent);
  return match && length >= fraction.length && length < 15 ? whole + fraction.padEnd(length, '0') : null;
}

/**
 * The entries of a field that holds several numbers: parted by / 、 , ; & | 或 or, by their labels, or whole mainland
 * numbers parted by spaces; mobiles that stand one behind the other with nothing between. A slash within one
 * number, as behind the area code in 0221/1234567, stays: `isNumber` says whether a text is one. What is no number
 * by itself, but has the seven or eight digits of a landline, is given the area code of the one before.
 */
export function splitNumbers(text: string, isNumber: (text: string) => boolean): readonly string[] {
  // too short for two numbers
  if (text.length < 20 && isBare(text)) return [text];
  const labelled = /\p{L}/u.test(text) ? text.replace(note, ' ').replace(beforeLabel, '|') : text;
  const parts = isBare(text) ? [text] : labelled.split(separators).map(bare);
  const entries = parts.flatMap((part) => atSlashes(part, isNumber)).filter((entry) => entry !== '');
  let lastArea: string | null = null;
  return entries.flatMap((entry) => {
    if (runTogether.test(entry)) return entry.match(/\d{11}/g) ?? [];
    const spaced = entry.match(wholeNumbers);
    if (spaced && spaced.length > 1 && entry.replace(wholeNumbers, '').trim() === '') return spaced;
    const own = areaCode.exec(entry);
    if (own) lastArea = own[1] ?? null;
    else if (lastArea !== null && withoutAreaCode.test(entry) && !isNumber(entry))
      return [`${lastArea}-${entry}`];
    return [entry];
  });
}

/** what may be an area code, with or without the country's: 030, 91, +49 (0)221 */
const areaAlone = /^(?:(?:\+|00)[\d\s()-]{2,12}|\(?0\d{1,5}\)?|\d{2,3})$/;

/** The parts between slashes; an area code and what stands behind it are one, if that makes a number. */
function atSlashes(entry: string, isNumber: (text: string) => boolean): readonly string[] {
  if (!entry.includes('/')) return [entry];
  const [first = '', ...others] = entry.split('/').map(bare);
  const joined: string[] = [first];
  for (const part of others) {
    const before = joined.at(-1) ?? '';
    const whole = `${before} ${part}`;
    const isOne = areaAlone.test(before) && /^[1-9]/.test(part) && !isNumber(before) && isNumber(whole);
    if (isOne) joined[joined.length - 1] = whole;
    else joined.push(part);
  }
  return joined;
}
