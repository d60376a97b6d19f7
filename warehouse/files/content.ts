import fs from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ClienteleError } from '../errors.ts';

/** A file to be read: where it is, what it is called, whether it is compressed. */
export interface StoredFile {
  readonly path: string;
  readonly name: string;
  readonly gzip: boolean;
}

/** Bytes that are read at once. */
export const chunkBytes = 1 << 18;

/** Whether bytes at the beginning of a file are those of gzip. */
export const isGzip = (start: Uint8Array | undefined): boolean => start?.[0] === 0x1f && start[1] === 0x8b;

/** The file's bytes, unpacked where it is compressed. */
export async function* content(file: StoredFile): AsyncGenerator<Buffer> {
  const raw = fs.createReadStream(file.path, { highWaterMark: chunkBytes });
  const stream: Readable = file.gzip
    ? pipeline(raw, createGunzip({ chunkSize: chunkBytes }), () => undefined)
    : raw;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'Z_BUF_ERROR' || code === 'Z_DATA_ERROR')
      throw new ClienteleError(
        'file-damaged',
        `${file.name}: the compressed file is damaged or cut short (${(error as Error).message}); fetch it again`,
        { cause: error },
      );
    throw error;
  } finally {
    raw.destroy();
    stream.destroy();
  }
}

/** The first bytes of the unpacked file, at most `limit`. */
export async function head(file: StoredFile, limit = 1 << 16): Promise<Buffer> {
  return startOf(content(file), limit);
}

/** The first bytes of a stream, at most `limit`. */
export async function startOf(chunks: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(parts).subarray(0, limit);
}
