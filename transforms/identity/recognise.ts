import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import {
  type HeaderKind,
  kindsByHeader,
  nameWithin,
  tellsCompany,
  tellsCustomer,
  tellsEvent,
} from '../standardise/light/index.ts';
import { type Content, contentsOf, isFilled, sampled } from './content.ts';
import { type Field, type FieldKind, nameFields } from './fields.ts';
import { contradicts, kindByContent, looksLikeHouseNumbers } from './kindByContent.ts';

interface Column {
  readonly column: string;
  readonly content: Content;
  /** by the header alone; nothing where it says nothing, or what the content denies */
  readonly said: HeaderKind | undefined;
}

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
  const read: Column[] = [];
  const looked = columns.filter(
    (column) => !never.includes(column) && !kindsByHeader(column, columns).includes('skip'),
  );
  for (const [column, content] of await contentsOf(connection, table, looked)) {
    const kinds = kindsByHeader(column, columns);
    const said = kinds.find((kind) => isNeighbourly(kind) || !contradicts(kind as FieldKind, content));
    read.push({ column, content, said });
  }
  const kinds = new Map<string, FieldKind>();
  for (const { column, said } of read) if (said && !isNeighbourly(said)) kinds.set(column, said as FieldKind);
  const neighbours = new Neighbours(connection, table, kinds);
  for (const { column, said } of read) if (said === 'name') await neighbours.settleName(column);
  for (const { column, said, content } of read)
    if (said === 'number' && neighbours.of('street').length > 0 && looksLikeHouseNumbers(content))
      kinds.set(column, 'house_number');
  for (const { column, said, content } of read) {
    const kind = said ? undefined : nameWithin(column);
    if (kind && !contradicts(kind, content) && !(await neighbours.has([kind, 'full_name'], column)))
      kinds.set(column, kind);
  }
  const middle = new Set<string>();
  for (const { column, said, content } of read)
    if (
      said === 'middle_name' &&
      !contradicts('given_name', content) &&
      (await neighbours.has(['given_name'], column))
    )
      middle.add(column);
  for (const { column, said, content } of read)
    if (
      said === 'initial' &&
      !contradicts('given_name', content) &&
      !(await neighbours.has(['given_name', 'full_name'], column))
    )
      kinds.set(column, 'given_name');
  // of dates of an unknown header the earliest are births
  const unknown = read
    .filter(({ column }) => !kinds.has(column) && !middle.has(column))
    .sort((a, b) => (a.content.middleYear ?? 0) - (b.content.middleYear ?? 0));
  for (const { column, content } of unknown) {
    const kind = kindByContent(content, tellsCustomer(column));
    if (kind === 'birth_date') {
      if (!tellsEvent(column) && !(await neighbours.has(['birth_date'], column))) kinds.set(column, kind);
    } else if (kind === 'full_name')
      kinds.set(
        column,
        tellsCompany(column) || (await neighbours.has(['full_name', 'family_name'], column)) ? 'other' : kind,
      );
    else if (kind !== 'skip') kinds.set(column, kind);
  }
  for (const column of neighbours.of('other'))
    if (await neighbours.repeatsOthers(column)) kinds.delete(column);
  return nameFields([
    ...read.flatMap(({ column }) => {
      const kind = kinds.get(column);
      return kind ? [{ kind, column }] : [];
    }),
    ...[...middle].map((column) => ({ kind: 'given_name' as const, column })),
  ]);
}

/** A share of values from which a column is taken to repeat others. */
const mostlyRepeated = 0.9;

/** Of which kind a header is that its neighbours settle. */
const isNeighbourly = (kind: HeaderKind): boolean =>
  kind === 'name' || kind === 'number' || kind === 'middle_name' || kind === 'initial';

/** The columns that are known already, beside which others are read. */
class Neighbours {
  readonly #connection: DuckDBConnection;
  readonly #table: string;
  readonly #kinds: Map<string, FieldKind>;

  constructor(connection: DuckDBConnection, table: string, kinds: Map<string, FieldKind>) {
    this.#connection = connection;
    this.#table = table;
    this.#kinds = kinds;
  }

  of(kind: FieldKind): readonly string[] {
    return [...this.#kinds].flatMap(([column, one]) => (one === kind ? [column] : []));
  }

  /** Whether a column of one of these kinds is filled where this one is, too: of two files they may be one field. */
  async has(kinds: readonly FieldKind[], column: string): Promise<boolean> {
    for (const other of kinds.flatMap((kind) => this.of(kind)))
      if ((await this.#beside(column, other)).rows > 0) return true;
    return false;
  }

  /**
   * Name, Nom, Nombre, Nome: a full name where it stands alone or holds the given or family name beside it;
   * beside one of them, the other.
   */
  async settleName(column: string): Promise<void> {
    const [given, family] = [await this.#most('given_name', column), await this.#most('family_name', column)];
    if (Math.max(given.holding, family.holding) > 0.5 || given.rows + family.rows === 0)
      this.#kinds.set(column, 'full_name');
    else if (family.rows === 0) this.#kinds.set(column, 'family_name');
    else if (given.rows === 0) this.#kinds.set(column, 'given_name');
  }

  /**
   * Whether nearly all values are made of others of their row: both names, one after the other or by its
   * first letter, a full name, or what stands before the @. Such a column says nothing more, and would count
   * what it repeats twice.
   */
  async repeatsOthers(column: string): Promise<boolean> {
    const letters = (text: string) =>
      `regexp_replace(lower(coalesce(${text}, '')), '[^\\p{L}\\p{M}\\p{N}]+', '', 'g')`;
    const plain = (name: string) => letters(`${identifier(name)}::varchar`);
    const whole = this.of('full_name').map(plain);
    const local = this.of('email').map((name) => letters(`split_part(${identifier(name)}::varchar, '@', 1)`));
    const made = this.of('given_name').flatMap((given) =>
      this.of('family_name').flatMap((family) => {
        const [g, f] = [plain(given), plain(family)];
        return [
          `${g} || ${f}`,
          `${f} || ${g}`,
          `left(${g}, 1) || ${f}`,
          `${f} || left(${g}, 1)`,
          `${g} || left(${f}, 1)`,
        ];
      }),
    );
    const others = [...whole, ...local, ...made];
    if (others.length === 0) return false;
    const columns = [
      column,
      ...(['full_name', 'email', 'given_name', 'family_name'] as const).flatMap((kind) => this.of(kind)),
    ];
    const any = (condition: (i: number) => string) => `(${others.map((_, i) => condition(i)).join(' or ')})`;
    const [row] = await rows<{ share: number | null }>(
      this.#connection,
      `select avg(${any((i) => `starts_with(other${i}, said)`)}::int)::double as share
       from (
         select ${plain(column)} as said, ${others.map((one, i) => `${one} as other${i}`).join(', ')}
         from ${sampled(`select ${columns.map(identifier).join(', ')} from ${identifier(this.#table)} where ${isFilled(column)}`, 20_000)})
       where length(said) > 3 and ${any((i) => `length(other${i}) > 3`)}`,
    );
    return (row?.share ?? 0) > mostlyRepeated;
  }

  async #most(kind: FieldKind, column: string): Promise<{ rows: number; holding: number }> {
    const found = await Promise.all(this.of(kind).map((other) => this.#beside(column, other)));
    return {
      rows: Math.max(0, ...found.map((one) => one.rows)),
      holding: Math.max(0, ...found.map((one) => one.holding)),
    };
  }

  /** Rows in which both columns are filled, and the share of them in which the first has the second among its words. */
  async #beside(column: string, other: string): Promise<{ rows: number; holding: number }> {
    const words = (name: string) =>
      `concat(' ', trim(regexp_replace(lower(${identifier(name)}::varchar), '[^\\p{L}\\p{M}]+', ' ', 'g')), ' ')`;
    const [row] = await rows<{ rows: number; holding: number | null }>(
      this.#connection,
      `select count(*)::double as rows, avg((${words(other)} <> '  ' and contains(${words(column)}, ${words(other)}))::int)::double as holding
       from ${sampled(`select ${identifier(column)}, ${identifier(other)} from ${identifier(this.#table)} where ${isFilled(column)} and ${isFilled(other)}`, 20_000)}`,
    );
    return { rows: row?.rows ?? 0, holding: row?.holding ?? 0 };
  }
}
