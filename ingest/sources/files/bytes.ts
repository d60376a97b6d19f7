import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ClienteleError } from '../../../warehouse/index.ts';

/** A file to be read: where it is, what it is called, whether it is compressed, and the checksum of its bytes. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  readonly gzip: boolean;
  /** SHA-256 of the file as it lies there, hexadecimal */
  readonly checksum: string;
  readonly bytes: number;
}

const chunkBytes = 1 << 18;

/**
 * Reads the file once for its checksum.
 * @throws ClienteleError `file-missing`
 */
export async function sourceFile(file: string, name = path.basename(file)): Promise<SourceFile> {
  const stat = await fs.promises.stat(file).catch(() => undefined);
  if (!stat?.isFile())
    throw new ClienteleError('file-missing', `${file}: ${stat ? 'is a folder, not a file' : 'no such file'}`);
  const hash = createHash('sha256');
  let first: Buffer | undefined;
  for await (const chunk of fs.createReadStream(file, {
    highWaterMark: chunkBytes,
  }) as AsyncIterable<Buffer>) {
    first ??= chunk;
    hash.update(chunk);
  }
  const gzip = first?.[0] === 0x1f && first[1] === 0x8b;
  return { path: file, name, gzip, checksum: hash.digest('hex'), bytes: stat.size };
}

/** The file's bytes, unpacked where it is compressed. */
export async function* content(file: SourceFile): AsyncGenerator<Buffer> {
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
export async function head(file: SourceFile, limit = 1 << 16): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of content(file)) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(parts).subarray(0, limit);
}
