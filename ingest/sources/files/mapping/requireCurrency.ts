import { currencies } from '../../../contracts/index.ts';
import type { CompiledEvent } from './compile.ts';
import type { Cells } from './condition.ts';
import { currenciesOf, signAgainst } from './currencySign.ts';
import { CellProblem, type Value } from './value.ts';

/**
 * Amounts mean what the currency of their event says, so a row that is in another one is refused.
 * @param own the currency that the row names
 * @param known that of the event's rows before it
 * @throws CellProblem `other-currency`
 */
export function requireCurrency(
  event: CompiledEvent,
  cells: Cells,
  own: Value | undefined,
  known: Value | undefined,
): void {
  const currency = String(known ?? own);
  if (own !== undefined && own !== currency)
    refuse(
      event.fields[event.currencyAt]?.columns,
      `"${own}" is not ${currency}, the currency of the rows before it of this ${event.type}`,
    );
  if (!currencies.has(currency)) return;
  for (const { text, columns } of event.amounts) {
    const cell = text(cells);
    const sign = signAgainst(cell, currency);
    if (sign !== undefined)
      refuse(
        columns,
        `"${cell.slice(0, 60)}" is not in ${currency}, the currency of its ${event.type}: ${sign} is written for ${few(currenciesOf(sign))}`,
      );
  }
}

function refuse(columns: readonly string[] | undefined, what: string): never {
  const column = columns?.[0] ?? '';
  throw new CellProblem(column, `${what} (column ${column})`, 'other-currency');
}

const few = (codes: readonly string[]): string =>
  codes.length > 3 ? `${codes.slice(0, 3).join(', ')}, …` : codes.join(', ');
