import iconv from 'iconv-lite';
import { ClienteleError } from '../errors.ts';
import { content, head, type StoredFile, startOf } from './content.ts';

/** Encodings that are read. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** What a file is written in, and why we think so. */
export interface Encoded {
  readonly encoding: Encoding;
  readonly because: string;
}

/**
 * Finds the encoding by decoding the whole file strictly: a byte order mark decides; else UTF-8 if it holds
 * throughout; else GB18030 if it holds and most pairs lie where common Chinese characters lie (an accented Western
 * letter and the letter after it can also be a valid pair, but in the rare rows); else Windows-1252.
 * @throws ClienteleError `wrong-encoding` when none of them, or not the one `declared`, decodes every byte
 */
export async function findEncoding(file: StoredFile, declared?: Encoding): Promise<Encoded> {
  if (declared) {
    await requireEncoding(
      file,
      declared,
      '; name the right encoding in the mapping (file: encoding) or save the file as UTF-8',
    );
    return { encoding: declared, because: 'declared in the mapping' };
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
  const pairs = await chinesePairs(file);
  if (pairs.valid && pairs.common * 2 >= pairs.all)
    return {
      encoding: 'gb18030',
      because: 'not UTF-8; every byte decodes and most pairs are common Chinese characters',
    };
  const bad = await firstBadLine(file, 'windows-1252');
  if (bad === undefined)
    return {
      encoding: 'windows-1252',
      because: 'neither UTF-8 nor GB18030; every byte is a character of it',
    };
  throw new ClienteleError(
    'wrong-encoding',
    `${file.name}, line ${bad}: not text in UTF-8, UTF-16, GB18030 or Windows-1252; save the file as UTF-8`,
  );
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
  if (encoding === 'windows-1252') {
    for await (const chunk of content(file)) {
      for (const byte of chunk) {
        if (byte === 0x0a) line++;
        // not assigned, or a control character that text does not hold
        if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d || byte === 0)
          return line;
      }
    }
    return undefined;
  }
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of content(file)) {
    const text = decoder.write(chunk);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 0x0a) line++;
      if (unit === 0xfffd) return line;
    }
  }
  return decoder.end()?.includes('\ufffd') ? line : undefined;
}

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

/** How many two-byte characters the file holds as GB18030, and how many lie in the rows of GB 2312. */
async function chinesePairs(file: StoredFile): Promise<{ valid: boolean; all: number; common: number }> {
  let lead = 0;
  let all = 0;
  let common = 0;
  for await (const chunk of content(file))
    for (const byte of chunk) {
      if (lead !== 0) {
        all++;
        if (lead >= 0xa1 && lead <= 0xf7 && byte >= 0xa1) common++;
        lead = 0;
      } else if (byte > 0x80) lead = byte;
    }
  return { valid: (await firstBadLine(file, 'gb18030')) === undefined, all, common };
}

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
