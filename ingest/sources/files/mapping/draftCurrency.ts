import type { Columns } from './columns.ts';
import { currenciesOf, signsOf } from './currencySign.ts';
import type { FieldMapping, MappingInput } from './schema.ts';

/** What an event says of its currency, and what its reader must decide. */
export interface DraftedCurrency {
  readonly constants: Pick<MappingInput['events'][number], 'constants'>;
  readonly fields: Readonly<Record<string, FieldMapping>>;
  readonly questions: readonly string[];
}

const amounts = ['unit_price', 'amount', 'discount', 'refunded'];

/** The currency of a column, else that of the signs of the amounts, else the default one. */
export function draftCurrency(columns: Columns, defaultCurrency: string): DraftedCurrency {
  if (columns.has('currency')) return { constants: {}, fields: currencyField(columns), questions: [] };
  const currency = currencyOf(columns, defaultCurrency);
  return {
    constants: { constants: { currency } },
    fields: {},
    questions: [
      `is the currency ${currency}? (constants: currency)`,
      ...amounts.flatMap((one) => otherSigns(columns, one, currency)),
    ],
  };
}

/** The code of a currency's name: 人民币 and cny are CNY; one that is not known is kept. */
function codeOf(name: string): string {
  const [code, other] = currenciesOf(name);
  return code !== undefined && other === undefined ? code : name.toUpperCase();
}

/** The column of the currency, with a table where it does not hold codes. */
function currencyField(columns: Columns): Record<string, FieldMapping> {
  const column = columns.name('currency');
  if (column === undefined) return {};
  const names = [...new Set(columns.values('currency').map((code) => code.trim()))];
  if (names.every((name) => name === codeOf(name))) return { currency: column };
  return { currency: { column, map: Object.fromEntries(names.map((name) => [name, codeOf(name)])) } };
}

/** The currency that most signs and codes of the prices are written for, the default one among equals. */
function currencyOf(columns: Columns, defaultCurrency: string): string {
  const votes = new Map([[defaultCurrency, 0]]);
  for (const sign of ['unit_price', 'amount'].flatMap((one) => columns.values(one)).flatMap(signsOf))
    for (const code of currenciesOf(sign)) votes.set(code, (votes.get(code) ?? 0) + 1);
  return [...votes].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** A question where a column has signs that the currency cannot have. */
function otherSigns(columns: Columns, meaning: string, currency: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const sign of columns.values(meaning).flatMap(signsOf)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  if ([...counts.keys()].every((sign) => currenciesOf(sign).includes(currency))) return [];
  const seen = [...counts].map(([sign, count]) => `${sign} in ${count}`).join(', ');
  return [
    `${columns.name(meaning)} has several currencies (${seen} of the rows looked at); rows that are not in ${currency} will be rejected. Make an event of each (when, constants: currency)`,
  ];
}
