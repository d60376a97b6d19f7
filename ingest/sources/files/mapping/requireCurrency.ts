import { currencies } from '../../../contracts/index.ts';
import type { Amount, CompiledEvent } from './compile.ts';
import type { Cells } from './condition.ts';
import { currenciesOf, signAgainst } from './currencySign.ts';
import { CellProblem, type Value } from './value.ts';

/**
 * The rows of an event are in one currency.
 * @param own the currency that the row names
 * @param known that of the event's rows before it
 * @returns the event's
 * @throws CellProblem `other-currency`
 */
export function agreedCurrency(
  { type, fields, currencyAt }: CompiledEvent,
  own: Value | undefined,
  known: Value | undefined,
): string {
  const currency = String(known ?? own);
  if (own !== undefined && own !== currency)
    refuse(
      fields[currencyAt]?.columns,
      `"${own}" is not ${currency}, the currency of the rows before it of this ${type}`,
    );
  return currency;
}

/**
 * Amounts mean what the currency of their event says, so a row that is in another one is refused.
 * @throws CellProblem `other-currency`
 */
export function requireCurrency(
  type: string,
  amounts: readonly Amount[],
  cells: Cells,
  currency: string,
): void {
  if (!currencies.has(currency)) return;
  for (const { text, columns } of amounts) {
    const cell = text(cells);
    const sign = signAgainst(cell, currency);
    if (sign !== undefined)
      refuse(
        columns,
        `"${cell.slice(0, 60)}" is not in ${currency}, the currency of its ${type}: ${sign} is written for ${few(currenciesOf(sign))}`,
      );
  }
}

function refuse(columns: readonly string[] | undefined, what: string): never {
  const column = columns?.[0] ?? '';
  throw new CellProblem(column, `${what} (column ${column})`, 'other-currency');
}

const few = (codes: readonly string[]): string =>
  codes.length > 3 ? `${codes.slice(0, 3).join(', ')}, …` : codes.join(', ');
