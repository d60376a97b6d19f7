import path from 'node:path';

/** Where the state lies on disk: one folder, given once and passed along. */
export interface StatePaths {
  readonly data: string;
  readonly landing: string;
  readonly workspace: string;
  readonly published: string;
  readonly ledger: string;
  readonly site: string;
  readonly exports: string;
  readonly socket: string;
}

/** The files and folders below a data folder (`data` is made absolute). */
export function statePaths(data: string): StatePaths {
  const root = path.resolve(data);
  return {
    data: root,
    landing: path.join(root, 'landing.duckdb'),
    workspace: path.join(root, 'workspace.duckdb'),
    published: path.join(root, 'published'),
    ledger: path.join(root, 'ledger'),
    site: path.join(root, 'site'),
    exports: path.join(root, 'exports'),
    socket: path.join(root, 'clientele.sock'),
  };
}
