import type { DuckDBConnection } from '@duckdb/node-api';
import { ComparedGroups } from './comparedGroups.ts';
import { setCopiesAside } from './copies.ts';
import {
  type Match,
  type MatchOptions,
  readTable,
  resolvePairs,
  type WeighedPairs,
  weighPairs,
  weighRecords,
} from './matchRecords.ts';
import { partNamesTogether } from './namesTogether.ts';
import { refitToPeople } from './refitToPeople.ts';

/**
 * `matchRecords` of a table to which no records come later, so that what all of them tell of one may be used: names that
 * stand in one field are parted, of hundreds of records that are equal in every field a few stand for all, no
 * households are allowed for beyond those found, and parameters are fitted once more to the people.
 */
export async function matchFinal(
  connection: DuckDBConnection,
  options: Omit<MatchOptions, 'parameters'>,
): Promise<Match> {
  const read = await readTable(connection, options);
  await partNamesTogether(connection, read.fields);
  const aside = await setCopiesAside(connection, read.fields);
  const compared = new ComparedGroups();
  const first = await weighRecords(connection, read, { ...options, leastHouseholds: 0, compared });
  const again = await weighAgain(connection, first, { ...options, compared });
  return resolvePairs(connection, again, { ...options, compared }, aside);
}

/** Under parameters fitted to the people that the pairs make, unless each record has one partner at most. */
async function weighAgain(
  connection: DuckDBConnection,
  first: WeighedPairs,
  { note, compared }: Pick<MatchOptions, 'note'> & { readonly compared: ComparedGroups },
): Promise<WeighedPairs> {
  if (first.isOneToOne) return first;
  const parameters = await refitToPeople(connection, first.edges, first.parameters, compared);
  if (!parameters) return first;
  // it changes m and who has moved, on which no rarity depends
  const edges = await weighPairs(connection, parameters, compared);
  note?.('fitted again to the people found');
  return { ...first, parameters, edges };
}
