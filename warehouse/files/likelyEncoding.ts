import iconv from 'iconv-lite';

/** Encodings that no mark and no rule of their own tells, by the names that jschardet gives them. */
const byDetector = {
  'windows-1252': 'windows-1252',
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'windows-1253': 'windows-1253',
  'windows-1254': 'windows-1254',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
  'windows-1257': 'windows-1257',
  cp874: 'windows-874',
  'iso8859-15': 'iso-8859-15',
  'iso-8859-2': 'iso-8859-2',
  'koi8-r': 'koi8-r',
  ibm866: 'ibm866',
  cp850: 'ibm850',
  macroman: 'macintosh',
  gb18030: 'gb18030',
  big5: 'big5',
  cp932: 'shift_jis',
  'euc-jp': 'euc-jp',
  cp949: 'euc-kr',
} as const;
export type ByteEncoding = (typeof byDetector)[keyof typeof byDetector];
export const byteEncodings = Object.values(byDetector);
const allowed = [
  ...byteEncodings.slice(0, 8),
  'cp874',
  'iso-8859-15',
  'iso-8859-2',
  'koi8-r',
  'cp866',
  'cp850',
  'mac-roman',
  'gb18030',
  'big5hkscs',
  'cp932',
  'euc-jis-2004',
  'cp949',
];

/** What the cells of a file may be read as. */
export interface Reading {
  readonly encoding: ByteEncoding;
  readonly text: string;
  /** of the detector: what counts is how many times that of another reading it is */
  readonly confidence: number;
  /**
   * share of cells with a sign between letters, with letters of two scripts in one word, of Chinese with kana or
   * characters that are not common
   */
  readonly odd: number;
}

/** A reading whose confidence is within this share of the best is not told from it by confidence. */
const equal = 0.95;
/** What a reading must be times as likely as another, where the plain default is not the best; of few letters more. */
const sure = 1.5;
const sureOfFew = 3;
const few = 12;
/** What a reading of bytes that may all be common Chinese characters must be times as likely as Chinese. */
const surelyNotChinese = 10;
/** Text has fewer odd cells than this, whatever the slips of typing in it. */
const mostOdd = 1 / 3;

const signWithin = /\p{L}[\p{S}\p{No}\p{C}¶§¿¡†‡•…‚„‰‹›]\p{L}/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const twoScripts =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]\p{Script=Latin}/u;

/** Beyond ASCII, the characters of GB 2312. */
const commonChinese = (line: string): boolean =>
  /^(?:[\0-\x7f]|[\xa1-\xf7][\xa1-\xfe])*$/.test(iconv.encode(line, 'gb18030').toString('latin1'));

const isOdd = (line: string, encoding: ByteEncoding): boolean =>
  signWithin.test(line) ||
  twoScripts.test(line) ||
  (encoding === 'gb18030' && (kana.test(line) || !commonChinese(line)));

/** Every way in which cells may be read as text, likeliest first. */
export async function readingsOf(cells: Buffer): Promise<readonly Reading[]> {
  // large, and needed for few files
  const { detectAll } = await import('jschardet');
  const found = detectAll(cells, { detectEncodings: allowed, minimumThreshold: 0 });
  const readings = found.flatMap(({ encoding: name, confidence }): Reading[] => {
    const encoding = Object.entries(byDetector).find(([known]) => known === name?.toLowerCase())?.[1];
    if (!encoding) return [];
    const text = iconv.decode(cells, encoding);
    const lines = text.split('\n');
    const odd = lines.filter((line) => isOdd(line, encoding)).length / lines.length;
    return odd > mostOdd || text.includes('\ufffd') ? [] : [{ encoding, text, confidence, odd }];
  });
  const best = Math.max(0, ...readings.map(({ confidence }) => confidence));
  const rank = ({ confidence }: Reading): number => (confidence >= best * equal ? 1 : 0);
  const order = byteEncodings.indexOf.bind(byteEncodings);
  return readings.sort(
    (a, b) =>
      rank(b) - rank(a) ||
      (rank(a) === 1 ? a.odd - b.odd : b.confidence - a.confidence) ||
      order(a.encoding) - order(b.encoding),
  );
}

const isOfSingleBytes = ({ encoding }: Reading): boolean => /^(?:windows|iso|ibm|koi8|mac)/.test(encoding);

/**
 * The encodings in question: one where the likeliest is sure, or reads as Windows-1252 does, or where common Chinese
 * characters are about as likely, else all that are about as likely and read another text.
 */
export function inQuestion(readings: readonly Reading[]): readonly ByteEncoding[] {
  const [first, ...others] = readings;
  if (!first) return [];
  const western = readings.find(({ encoding }) => encoding === 'windows-1252');
  if (western?.text === first.text) return [western.encoding];
  const chinese = readings.find(({ encoding, odd }) => encoding === 'gb18030' && odd === 0);
  const foreign = first.text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const times = foreign < few ? sureOfFew : sure;
  if (chinese && chinese.confidence * (isOfSingleBytes(first) ? surelyNotChinese : times) > first.confidence)
    return [chinese.encoding];
  const rivals = others.filter(
    ({ text, confidence, odd }) =>
      text !== first.text && confidence * times > first.confidence && odd <= first.odd,
  );
  return [first, ...rivals].map(({ encoding }) => encoding);
}
