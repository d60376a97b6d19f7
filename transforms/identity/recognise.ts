import type { DuckDBConnection } from '@duckdb/node-api';
import {
  type HeaderKind,
  kindsByHeader,
  nameWithin,
  tellsCompany,
  tellsCustomer,
  tellsEvent,
} from '../standardise/light/index.ts';
import { type Content, contentsOf } from './content.ts';
import { type Field, type FieldKind, nameFields } from './fields.ts';
import { contradicts, kindByContent, looksLikeHouseNumbers } from './kindByContent.ts';
import { type KnownKind, Neighbours } from './neighbours.ts';

interface Column {
  readonly column: string;
  readonly content: Content;
  /** by the header alone; nothing where it says nothing, or what the content denies */
  readonly said: HeaderKind | undefined;
}

/** What a column holds, told by itself and by those that are known already; nothing where that is not told. */
type Pass = (
  column: Column,
  neighbours: Neighbours,
) => KnownKind | undefined | Promise<KnownKind | undefined>;

/**
 * Which columns of a table say something about who a person is, by header and, failing that, by content. Keys, columns
 * of one value and columns named in `never` (the truth, the id) are left out.
 */
export async function recogniseFields(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  never: readonly string[] = [],
): Promise<readonly Field[]> {
  const read = await readColumns(connection, table, columns, never);
  const kinds = new Map<string, KnownKind>();
  const neighbours = new Neighbours(connection, table, kinds);
  const run = async (pass: Pass, over: readonly Column[]) => {
    for (const one of over) {
      const kind = kinds.has(one.column) ? undefined : await pass(one, neighbours);
      if (kind) kinds.set(one.column, kind);
    }
  };
  for (const pass of headerPasses) await run(pass, read);
  await run(byContent, earliestFirst(read));
  for (const column of neighbours.of('other'))
    if (await neighbours.repeatsOthers(column)) kinds.delete(column);
  const known = read.flatMap(({ column }) => {
    const kind = kinds.get(column);
    return kind ? [{ kind, column }] : [];
  });
  return nameFields([
    ...known.flatMap(({ kind, column }) => (kind === 'middle_name' ? [] : [{ kind, column }])),
    ...known.flatMap(({ kind, column }) =>
      kind === 'middle_name' ? [{ kind: 'given_name' as const, column }] : [],
    ),
  ]);
}

/** Those of the columns that are no keys, with what they hold and what their headers say. */
async function readColumns(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  never: readonly string[],
): Promise<readonly Column[]> {
  const looked = columns.filter(
    (column) => !never.includes(column) && !kindsByHeader(column, columns).includes('skip'),
  );
  return [...(await contentsOf(connection, table, looked))].map(([column, content]) => {
    const said = kindsByHeader(column, columns).find(
      (kind) => isNeighbourly(kind) || !contradicts(kind as FieldKind, content),
    );
    return { column, content, said };
  });
}

/** Of which kind a header is that its neighbours settle. */
const isNeighbourly = (kind: HeaderKind): boolean =>
  kind === 'name' || kind === 'number' || kind === 'middle_name' || kind === 'initial';

/** Of dates of an unknown header the earliest are births. */
const earliestFirst = (read: readonly Column[]): readonly Column[] =>
  [...read].sort((a, b) => (a.content.middleYear ?? 0) - (b.content.middleYear ?? 0));

/** What a header says by itself. */
const byHeader: Pass = ({ said }) => (said && !isNeighbourly(said) ? (said as FieldKind) : undefined);

/** Which name a header means that may mean each. */
const nameBesideOthers: Pass = ({ column, said }, neighbours) =>
  said === 'name' ? neighbours.nameKindOf(column) : undefined;

const numberBesideStreet: Pass = ({ said, content }, neighbours) =>
  said === 'number' && neighbours.of('street').length > 0 && looksLikeHouseNumbers(content)
    ? 'house_number'
    : undefined;

/** A name by a word within the header, where there is none yet. */
const byWordWithin: Pass = async ({ column, said, content }, neighbours) => {
  const kind = said ? undefined : nameWithin(column);
  if (!kind || contradicts(kind, content)) return undefined;
  return (await neighbours.has([kind, 'full_name'], column)) ? undefined : kind;
};

const middleBesideGiven: Pass = async ({ column, said, content }, neighbours) => {
  if (said !== 'middle_name' || contradicts('given_name', content)) return undefined;
  return (await neighbours.has(['given_name'], column)) ? 'middle_name' : undefined;
};

/** An initial is the given name where no other is told. */
const initialAlone: Pass = async ({ column, said, content }, neighbours) => {
  if (said !== 'initial' || contradicts('given_name', content)) return undefined;
  return (await neighbours.has(['given_name', 'full_name'], column)) ? undefined : 'given_name';
};

/** In this order, each over all columns that are not known as yet. */
const headerPasses: readonly Pass[] = [
  byHeader,
  nameBesideOthers,
  numberBesideStreet,
  byWordWithin,
  middleBesideGiven,
  initialAlone,
];

/** What the values tell of a column whose header tells nothing. */
const byContent: Pass = async ({ column, content }, neighbours) => {
  const kind = kindByContent(content, tellsCustomer(column));
  if (kind === 'skip') return undefined;
  if (kind === 'birth_date')
    return tellsEvent(column) || (await neighbours.has(['birth_date'], column)) ? undefined : kind;
  if (kind === 'full_name' && tellsCompany(column)) return 'other';
  if (kind === 'full_name' && (await neighbours.has(['full_name', 'family_name'], column))) return 'other';
  return kind;
};
