import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { content } from '../../../warehouse/files/index.ts';
import { ClienteleError, oneFile, openEngine } from '../../../warehouse/index.ts';
import type { SourceFile } from './bytes.ts';
import { type Row, rowsPerChunk, type Table } from './row.ts';

/** Opens a Parquet file through DuckDB; every cell is read as text, times in UTC. */
export async function parquetTable(file: SourceFile): Promise<Table> {
  const unpacked = file.gzip ? await unpack(file) : undefined;
  const engine = await openEngine({ memoryLimit: '1GB' });
  const close = () => {
    engine.close();
    if (unpacked) fs.rmSync(path.dirname(unpacked), { recursive: true, force: true });
  };
  const from = oneFile('read_parquet', unpacked ?? file.path);
  try {
    const connection = await engine.connect();
    const described = await connection.runAndReadAll(`describe select * from ${from}`);
    const columns = described.getRowObjectsJS() as { column_name: string; column_type: string }[];
    return {
      format: 'parquet',
      header: columns.map(({ column_name }) => column_name),
      notes: [`Parquet, ${columns.length} columns`],
      rows: () => read(),
      close,
    };
  } catch (error) {
    close();
    throw new ClienteleError('bad-parquet', `${file.name}: ${(error as Error).message.split('\n')[0]}`, {
      cause: error,
    });
  }

  async function* read(): AsyncGenerator<readonly Row[]> {
    const connection = await engine.connect();
    const result = await connection.stream(`select columns(*)::varchar from ${from}`);
    let number = 0;
    let chunk: Row[] = [];
    for await (const rows of result.yieldRows())
      for (const row of rows) {
        chunk.push({ number: ++number, cells: row.map((cell) => (cell === null ? '' : String(cell))) });
        if (chunk.length === rowsPerChunk) {
          yield chunk;
          chunk = [];
        }
      }
    if (chunk.length > 0) yield chunk;
    connection.closeSync();
  }
}

async function unpack(file: SourceFile): Promise<string> {
  const target = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-parquet-')), 'file.parquet');
  const handle = await fs.promises.open(target, 'wx', 0o600);
  try {
    for await (const chunk of content(file)) await handle.write(chunk);
  } finally {
    await handle.close();
  }
  return target;
}
