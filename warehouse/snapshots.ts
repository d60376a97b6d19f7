import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openEngine } from './database.ts';
import { ClienteleError } from './errors.ts';
import type { StatePaths } from './paths.ts';

/** A published snapshot open for reading, without access to files or network. */
export interface Snapshot {
  readonly file: string;
  readonly connection: DuckDBConnection;
  close(): void;
}

/** The file of the snapshot that a role reads now, if one was published. */
export function currentSnapshot(paths: StatePaths, role: string): string | undefined {
  const folder = path.join(paths.published, role);
  const pointer = path.join(folder, 'current');
  if (!fs.existsSync(pointer)) return undefined;
  const file = path.join(folder, fs.readFileSync(pointer, 'utf8').trim());
  return fs.existsSync(file) ? file : undefined;
}

/**
 * Opens the current snapshot of a role. Its tables are reached by their bare names.
 * @throws ClienteleError `no-snapshot` where nothing was published for the role
 */
export async function openSnapshot(paths: StatePaths, role: string): Promise<Snapshot> {
  const file = currentSnapshot(paths, role);
  if (!file) {
    const roles = (fs.existsSync(paths.published) ? fs.readdirSync(paths.published).sort() : []).filter(
      (one) => currentSnapshot(paths, one) !== undefined,
    );
    throw new ClienteleError(
      'no-snapshot',
      roles.length > 0
        ? `nothing is published for role "${role}"; published roles: ${roles.join(', ')}`
        : `nothing is published in ${paths.data} yet; type: clientele build`,
    );
  }
  const engine = await openEngine();
  try {
    await engine.attach(file, 'snapshot', 'read');
    const connection = await engine.connect();
    await connection.run('use snapshot');
    await connection.run('set enable_external_access=false');
    await connection.run('set lock_configuration=true');
    return { file, connection, close: () => engine.close() };
  } catch (error) {
    engine.close();
    throw error;
  }
}
