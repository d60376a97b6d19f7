import path from 'node:path';
import { literal } from './database.ts';

/** The engine's table functions that read files. */
type FileReader = 'read_csv' | 'read_parquet' | 'read_json_objects';

/**
 * A path as the engine takes it for that file alone. A name is a pattern to it: data[1].csv would be data1.csv, and
 * sales*.csv several files.
 */
const fileLiteral = (file: string): string =>
  literal(path.resolve(file).replace(/[[*?]/g, (sign) => `[${sign}]`));

/**
 * SQL: the rows of one file and what stands in it, whatever the file and its folders are called. A folder `year=2024`
 * would be read as a column otherwise.
 */
export const oneFile = (reader: FileReader, file: string, options: readonly string[] = []): string =>
  `${reader}(${[fileLiteral(file), 'hive_partitioning = false', ...options].join(', ')})`;
