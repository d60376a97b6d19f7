import path from 'node:path';
import { projectRoot } from './cli.ts';

const folder = process.env.CLIENTELE_DATA ?? path.resolve(projectRoot, '../shared/data');

/** Where a file of the public data sets is, if they are there. */
export const publicData = (name: string): string => path.join(folder, name);
