import type { Data } from './template.ts';
import { CellProblem } from './value.ts';

/** Digits behind the point that the tables keep of amounts and quantities. */
const digits = 4;
const unit = 10n ** BigInt(digits);

/** Ten-thousandths of a written or a JSON number, rounded half up; undefined: it is none. */
function parts(value: unknown): bigint | undefined {
  const text = typeof value === 'number' ? value.toFixed(digits) : String(value ?? '');
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const exact = BigInt(whole + fraction.padEnd(digits + 1, '0').slice(0, digits + 1));
  const rounded = (exact + 5n) / 10n;
  return sign ? -rounded : rounded;
}

/** 12.5 for 125000 ten-thousandths. */
function text(value: bigint): string {
  const padded = String(value).padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`.replace(/\.?0+$/, '');
}

const gross = (quantity: bigint, price: bigint): bigint => (quantity * price + unit / 2n) / unit;

/** The least price whose pieces come to the amount at least. */
const priceOf = (amount: bigint, quantity: bigint): bigint => (amount * unit + quantity - 1n) / quantity;

/**
 * A line whose `amount` says what was paid for all its pieces, as the contract has it: unit price × quantity −
 * discount is that amount, to the last digit that the tables keep. The discount follows from a price, the
 * price from a discount or from the amount alone; a price that is less than what was paid gives way.
 * @throws CellProblem for an amount below 0
 */
export function settleAmount(line: Data, column: string): Data {
  const { amount: written, ...rest } = line;
  const amount = parts(written);
  const quantity = parts(rest.quantity);
  // the contract tells what is missing or wrong
  if (amount === undefined || quantity === undefined || quantity <= 0n) return rest;
  if (amount < 0n)
    throw new CellProblem(column, `"${written}" is below 0: a refund, or absolute (column ${column})`);
  const asked = parts(rest.unit_price);
  const isAsked = asked !== undefined && gross(quantity, asked) >= amount;
  const price = isAsked ? asked : priceOf(amount + (parts(rest.discount) ?? 0n), quantity);
  const discount = gross(quantity, price) - amount;
  const { discount: _, ...others } = rest;
  return {
    ...others,
    unit_price: isAsked ? rest.unit_price : text(price),
    ...(discount > 0n ? { discount: text(discount) } : {}),
  };
}
