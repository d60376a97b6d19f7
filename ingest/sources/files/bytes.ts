import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { chunkBytes, isGzip, type StoredFile } from '../../../warehouse/files/index.ts';
import { ClienteleError } from '../../../warehouse/index.ts';

/** A file to be landed, with the checksum of its bytes. */
export interface SourceFile extends StoredFile {
  /** SHA-256 of the file as it lies there, hexadecimal */
  readonly checksum: string;
  readonly bytes: number;
}

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
  return { path: file, name, gzip: isGzip(first), checksum: hash.digest('hex'), bytes: stat.size };
}
