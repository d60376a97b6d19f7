import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { isFilled, sampled } from './content.ts';
import type { FieldKind } from './fields.ts';

/** What a column is known to hold; middle names stand behind given names and are nobody's neighbours. */
export type KnownKind = FieldKind | 'middle_name';

/** A share of values from which a column is taken to repeat others. */
const mostlyRepeated = 0.9;

/** The columns that are known already, beside which others are read. */
export class Neighbours {
  readonly #connection: DuckDBConnection;
  readonly #table: string;
  readonly #kinds: ReadonlyMap<string, KnownKind>;

  constructor(connection: DuckDBConnection, table: string, kinds: ReadonlyMap<string, KnownKind>) {
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
  async nameKindOf(column: string): Promise<FieldKind | undefined> {
    const [given, family] = [await this.#most('given_name', column), await this.#most('family_name', column)];
    if (Math.max(given.holding, family.holding) > 0.5 || given.rows + family.rows === 0) return 'full_name';
    if (family.rows === 0) return 'family_name';
    return given.rows === 0 ? 'given_name' : undefined;
  }

  /**
   * Whether nearly all values are made of others of their row: both names, one after the other or by its
   * first letter, a full name, or what stands before the @. Such a column says nothing more, and would count
   * what it repeats twice.
   */
  async repeatsOthers(column: string): Promise<boolean> {
    const letters = (text: string) =>
      `regexp_replace(lower(coalesce(${text}, '')), '[^\\p{L}\\p{M}\\p{N}]+', '', 'g')`;
    const read = (name: string) => `${identifier(name)}::varchar`;
    const named = (kind: FieldKind, textOf = read) =>
      this.of(kind).map((name, i) => ({ name, as: `${kind}_${i}`, text: textOf(name) }));
    const wholes = named('full_name');
    const emails = named('email', (name) => `split_part(${read(name)}, '@', 1)`);
    const [givens, families] = [named('given_name'), named('family_name')];
    const made = givens.flatMap(({ as: g }) =>
      families.flatMap(({ as: f }) => [
        `${g} || ${f}`,
        `${f} || ${g}`,
        `left(${g}, 1) || ${f}`,
        `${f} || left(${g}, 1)`,
        `${g} || left(${f}, 1)`,
      ]),
    );
    const others = [...[...wholes, ...emails].map(({ as }) => as), ...made];
    if (others.length === 0) return false;
    const columns = [
      { name: column, as: 'said', text: read(column) },
      ...wholes,
      ...emails,
      ...givens,
      ...families,
    ];
    const texts = columns.map(({ as, text }) => `${letters(text)} as ${as}`);
    const any = (condition: (other: string) => string) => `(${others.map(condition).join(' or ')})`;
    const [row] = await rows<{ share: number | null }>(
      this.#connection,
      // materialised, or the filter would work out each text for every name that it is part of
      `with texts as materialized (
         select ${texts.join(', ')}
         from ${sampled(`select ${columns.map(({ name }) => identifier(name)).join(', ')} from ${identifier(this.#table)} where ${isFilled(column)}`, 20_000)})
       select avg(${any((other) => `starts_with(${other}, said)`)}::int)::double as share
       from texts where length(said) > 3 and ${any((other) => `length(${other}) > 3`)}`,
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
