import path from 'node:path';
import { type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import { appendColumns, ClienteleError, identifier, rows } from '../../warehouse/index.ts';
import { dateOrder, momentOf } from './dates.ts';
import type { ColumnMap } from './inputFile.ts';
import { emptyMissing } from './missing.ts';
import { decimalMark, isPlainNumber, numberOf, plainNumber, unitOf } from './numbers.ts';
import { type RowRule, refuseRows } from './refuseRows.ts';

/**
 * What a column is read as: `number` (double), `money` (decimal with four places), `day` (date) or `moment` (timestamp,
 * by the clock on the wall).
 */
export type ValueKind = 'number' | 'money' | 'day' | 'moment';

/**
 * Adds to `input` what the texts of columns spell, as `<name>_value`: numbers may have a currency, thousands marks, a
 * percent sign, brackets or a decimal comma; dates are written in one order throughout. Texts that the engine reads as
 * they stand are left to it; otherwise the distinct ones are read one by one.
 * @param optional columns whose cells may be empty, or NA and the like: null
 * @throws ClienteleError `row-invalid` naming the first row that cannot be read, `dates-ambiguous` where dates can be
 * read in several orders, `units-mixed` where numbers have different currencies
 */
export async function readValues(
  connection: DuckDBConnection,
  file: string,
  columns: ColumnMap,
  kinds: Readonly<Record<string, ValueKind>>,
  optional: readonly string[] = [],
): Promise<void> {
  for (const name of optional) await emptyMissing(connection, name, 'numbers');
  const spellings: string[] = [];
  const joins: string[] = [];
  for (const [i, [name, kind]] of Object.entries(kinds).entries()) {
    const column = `i.${identifier(name)}`;
    const [other] = await rows(
      connection,
      `select 1 from input as i where not coalesce(${isPlain(column, kind)}, true) limit 1`,
    );
    if (other) await spellOut(connection, `spelled_${i}`, path.basename(file), columns, name, kind);
    if (other) joins.push(`left join spelled_${i} as s${i} on s${i}.text = ${column}`);
    spellings.push(`${other ? `s${i}.spelled` : column} as ${identifier(spelled(name))}`);
  }
  await connection.run(
    `create or replace temp view spelled_input as select i.*, ${spellings.join(', ')} from input as i ${joins.join(' ')}`,
  );
  const rules = Object.entries(kinds).flatMap(([name, kind]) =>
    rulesFor(name, kind, optional.includes(name)),
  );
  await refuseRows(connection, file, columns, 'spelled_input', rules);
  const values = Object.entries(kinds).map(
    ([name, kind]) => `${valueOf(name, kind)} as ${identifier(`${name}_value`)}`,
  );
  const helpers = Object.keys(kinds).map((name) => identifier(spelled(name)));
  await connection.run(
    `create or replace temp table input as select * exclude (${helpers.join(', ')}), ${values.join(', ')} from spelled_input;
     drop view spelled_input`,
  );
}

const spelled = (name: string): string => `${name} spelled`;

const momentIn = (text: string): string =>
  `coalesce(try_cast(${text} as timestamp), try_strptime(${text}, '%Y%m%d'))`;

/** SQL: whether the engine reads a text for what it is. */
const isPlain = (text: string, kind: ValueKind): string =>
  kind === 'number' || kind === 'money'
    ? isPlainNumber(text)
    : `(regexp_full_match(${text}, '\\d{4}-\\d{2}-\\d{2}([T ].*)?|\\d{8}') and ${momentIn(text)} is not null)`;

/** SQL: the value of a plain text. */
function valueOf(name: string, kind: ValueKind): string {
  const text = identifier(spelled(name));
  if (kind === 'number') return `try_cast(${text} as double)`;
  if (kind === 'money') return `try_cast(${text} as decimal(18, 4))`;
  return kind === 'day' ? `cast(${momentIn(text)} as date)` : momentIn(text);
}

function rulesFor(name: string, kind: ValueKind, isOptional: boolean): readonly RowRule[] {
  const text = identifier(name);
  const given = isOptional ? `${text} is not null and ` : '';
  const rule = (bad: string, want: string) => ({ bad: `${given}(${bad})`, name, value: text, want });
  if (kind === 'day' || kind === 'moment') {
    const moment = valueOf(name, kind);
    return [
      rule(
        `${moment} is null and regexp_full_match(${text}, '[2-5]\\d{4}([.]\\d+)?')`,
        'among dates that is a day number of Excel: format the whole column as dates there, and save again',
      ),
      rule(
        `${moment} is null`,
        'dates are written 2026-03-31 or 20260331, or all year first, all day first or all month first; a time may follow; or all seconds or milliseconds since 1970, or all day numbers of Excel',
      ),
      rule(`${moment} < date '1900-01-01'`, 'dates are of 1900 or later'),
    ];
  }
  const number = valueOf(name, 'number');
  const isNone = rule(`${number} is null or not isfinite(${number})`, 'a number such as 1234.50 is wanted');
  return kind === 'number'
    ? [isNone]
    : [
        isNone,
        rule(`${valueOf(name, kind)} is null`, 'amounts have at most 14 digits before their decimals'),
      ];
}

/**
 * Makes the table of the distinct texts of a column and of what they spell, plain; null for one that spells nothing.
 */
async function spellOut(
  connection: DuckDBConnection,
  table: string,
  where: string,
  columns: ColumnMap,
  name: string,
  kind: ValueKind,
): Promise<void> {
  const reader = await connection.runAndReadAll(
    `select distinct ${identifier(name)} as text from input where ${identifier(name)} is not null order by text`,
  );
  const texts = (reader.getColumns()[0] ?? []) as string[];
  const plain =
    kind === 'number' || kind === 'money'
      ? plainNumbers(texts, `${where}: ${columns[name]}`)
      : plainDates(texts, where);
  await connection.run(`create or replace temp table ${table} (text varchar, spelled varchar)`);
  await appendColumns(connection, table, [VARCHAR, VARCHAR], [texts, plain]);
}

function plainNumbers(texts: readonly string[], what: string): readonly (string | null)[] {
  const mark = decimalMark(texts);
  // nothing is nothing in any unit
  const counting = texts.filter((text) => numberOf(text, mark) !== 0);
  const units = new Set(counting.filter((text) => plainNumber(text, mark) !== undefined).map(unitOf));
  const [unit, other] = [...units].filter((one) => one !== '' || units.has('%'));
  if (unit !== undefined && other !== undefined)
    throw new ClienteleError(
      'units-mixed',
      `${what} has numbers with ${unit || 'no sign'} and with ${other || 'no sign'}; bring them to one unit`,
    );
  return texts.map((text) => plainNumber(text, mark) ?? null);
}

function plainDates(texts: readonly string[], where: string): readonly (string | null)[] {
  const { forms, unclear } = dateOrder(texts);
  if (unclear !== undefined)
    throw new ClienteleError(
      'dates-ambiguous',
      `${where}: dates such as ${unclear} may have ${forms.includes('year first') ? 'their year first or last' : 'their day first or their month'}; write them as 2026-03-31`,
    );
  return texts.map((text) => {
    const moment = momentOf(text, forms[0] ?? 'year first');
    return Number.isFinite(moment) ? new Date(moment).toISOString().slice(0, 19) : null;
  });
}
