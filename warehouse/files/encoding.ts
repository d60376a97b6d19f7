import iconv from 'iconv-lite';
import { ClienteleError } from '../errors.ts';
import { content, head, type StoredFile, startOf } from './content.ts';
import { type ByteEncoding, byteEncodings, inQuestion, readingsOf } from './likelyEncoding.ts';

/** Encodings that are read. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', ...byteEncodings] as const;
export type Encoding = (typeof encodings)[number];

/** What a file is written in, and why we think so. */
export interface Encoded {
  readonly encoding: Encoding;
  readonly because: string;
}

/**
 * Finds the encoding by decoding the whole file strictly: a byte order mark decides; else UTF-8 if it holds
 * throughout; else, of those that decode every byte, the one in which its cells are likeliest text. Windows-1252 where
 * nothing is likelier; another only where it is far likelier than all that read a different text, since a wrong one
 * damages names without a word.
 * @param namedIn where a reader of the message can name the encoding
 * @throws ClienteleError `wrong-encoding` when none, or not the one `declared`, decodes every byte, and when several
 * may be meant
 */
export async function findEncoding(
  file: StoredFile,
  declared?: Encoding,
  namedIn = 'in the mapping (file: encoding)',
): Promise<Encoded> {
  const advice = `; name the right encoding ${namedIn} or save the file as UTF-8`;
  if (declared) {
    await requireEncoding(file, declared, advice);
    return { encoding: declared, because: `declared ${namedIn}` };
  }
  const start = await head(file, 4096);
  const mark = byteOrderMark(start);
  if (mark) {
    await requireEncoding(
      file,
      mark,
      ', which the file is by its byte order mark: the text there is damaged; mend that line, or export the file again',
    );
    return { encoding: mark, because: 'byte order mark' };
  }
  const wide = zeroBytes(start);
  if (wide) return { encoding: wide, because: 'every other byte is zero' };
  if ((await firstBadLine(file, 'utf-8')) === undefined)
    return { encoding: 'utf-8', because: 'every byte decodes' };
  const cells = await foreignCells(file);
  let readings = await readingsOf(cells);
  const usual = cells.length === 0 ? await firstBadLine(file, 'windows-1252') : 1;
  const [encoding, ...rivals] = usual === undefined ? (['windows-1252'] as const) : await decoding();
  if (encoding === undefined) {
    throw new ClienteleError(
      'wrong-encoding',
      `${file.name}, line ${(await firstBadLine(file, 'windows-1252')) ?? 1}: not text in UTF-8, UTF-16 or any other encoding that is read; save the file as UTF-8`,
    );
  }
  if (rivals.length > 0)
    throw new ClienteleError(
      'wrong-encoding',
      `${file.name}: not UTF-8, and may be ${[encoding, ...rivals.slice(0, 2)].join(' or ')}${advice}`,
    );
  return { encoding, because: 'not UTF-8; every byte decodes, and its letters follow each other as in text' };

  /** The encodings in question that decode every byte: those that do not are left out, and it is asked again. */
  async function decoding(): Promise<readonly ByteEncoding[]> {
    for (;;) {
      const asked = inQuestion(readings);
      const bad = new Set<ByteEncoding>();
      for (const one of asked) if ((await firstBadLine(file, one)) !== undefined) bad.add(one);
      if (bad.size === 0) return asked;
      readings = readings.filter(({ encoding }) => !bad.has(encoding));
    }
  }
}

function byteOrderMark(start: Buffer): Encoding | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: text with Western letters has a zero in nearly every other byte. */
function zeroBytes(start: Buffer): Encoding | undefined {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < start.length; i++) if (start[i] === 0) i % 2 === 0 ? even++ : odd++;
  const half = start.length / 2;
  if (odd > half * 0.3 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.3 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

async function requireEncoding(file: StoredFile, encoding: Encoding, advice: string): Promise<void> {
  const bad = await firstBadLine(file, encoding);
  if (bad !== undefined)
    throw new ClienteleError(
      'wrong-encoding',
      `${file.name}, line ${bad}: a byte that is not ${encoding}${advice}`,
    );
}

/** The line of the first byte that does not decode; undefined: all do. */
async function firstBadLine(file: StoredFile, encoding: Encoding): Promise<number | undefined> {
  let line = 1;
  if (encoding === 'utf-8') {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const chunk of content(file)) {
      try {
        decoder.decode(chunk, { stream: true });
      } catch {
        return line + linesBeforeBadByte(chunk);
      }
      line += count(chunk, 0x0a);
    }
    try {
      decoder.decode();
    } catch {
      return line;
    }
    return undefined;
  }
  const isOfBytes = !encoding.startsWith('utf-16');
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of content(file)) {
    const text = decoder.write(chunk);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 0x0a) line++;
      if (unit === 0xfffd || (isOfBytes && isControl(unit))) return line;
    }
  }
  return decoder.end()?.includes('\ufffd') ? line : undefined;
}

/** Control characters that text does not hold: NUL, and those above ASCII. */
const isControl = (unit: number): boolean => unit === 0 || (unit >= 0x80 && unit < 0xa0);

function linesBeforeBadByte(chunk: Buffer): number {
  let end = chunk.length;
  // the longest beginning that decodes, by halving
  let low = 0;
  while (low < end) {
    const middle = (low + end + 1) >> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(chunk.subarray(0, middle), { stream: true });
      low = middle;
    } catch {
      end = middle - 1;
    }
  }
  return count(chunk.subarray(0, low), 0x0a);
}

function count(chunk: Buffer, byte: number): number {
  let n = 0;
  for (let at = chunk.indexOf(byte); at !== -1; at = chunk.indexOf(byte, at + 1)) n++;
  return n;
}

/** Bytes of cells that are looked at. */
const looked = 1 << 16;

/** The cells of a file with letters that are not ASCII, each once, one a line. */
async function foreignCells(file: StoredFile): Promise<Buffer> {
  const cells = new Set<string>();
  let size = 0;
  let rest = '';
  const take = (parts: readonly string[]) => {
    for (const cell of parts)
      if (size < looked && foreign.test(cell) && !cells.has(cell)) {
        cells.add(cell);
        size += cell.length;
      }
  };
  for await (const chunk of content(file)) {
    const parts = (rest + chunk.toString('latin1')).split(between);
    rest = parts.pop() ?? '';
    take(parts);
    if (size >= looked) break;
  }
  take([rest]);
  return Buffer.from([...cells].join('\n'), 'latin1');
}

/** Beyond ASCII, but for quotes, dashes and the like, which most encodings of Windows have at the same bytes. */
const foreign =
  /[\x81-\x84\x86-\x90\x98\x9a-\x9f\xa1-\xa6\xa8\xaa\xac\xad\xaf\xb1-\xb3\xb5\xb6\xb8-\xba\xbc-\xff]/;
/** None of them is the second byte of a character of two. */
const between = /[\t\n\r",;]+/;

/** The file's text as UTF-8 bytes. */
export async function* utf8(file: StoredFile, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    let first = true;
    for await (const chunk of content(file)) {
      yield first && byteOrderMark(chunk) === 'utf-8' ? chunk.subarray(3) : chunk;
      first = false;
    }
    return;
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for await (const chunk of content(file)) yield Buffer.from(decoder.write(chunk));
  const rest = decoder.end();
  if (rest) yield Buffer.from(rest);
}

/** The beginning of the file's text, at most `limit` bytes of it as UTF-8. */
export async function textStart(file: StoredFile, encoding: Encoding, limit = 1 << 16): Promise<string> {
  return (await startOf(utf8(file, encoding), limit)).toString('utf8');
}
