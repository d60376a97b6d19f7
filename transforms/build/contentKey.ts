import { digest } from '../graph/digest.ts';
import type { Workspace } from './workspace.ts';

/** Identifies the content of every table: equal keys, equal snapshots. */
export const contentKey = ({ state }: Pick<Workspace, 'state'>): string =>
  digest([...state.tables].map(([name, hash]) => `${name}=${hash}`).sort());
