import type { Context } from '../../context.ts';

/** Says how many rows of a file were about nobody, where some were. */
export function tellLeftOut(context: Context, rows: number, lacking: string): void {
  if (rows > 0)
    context.err(`${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} without ${lacking}: left out\n`);
}

/** Names an id that can hardly be one customer, where there is one. */
export function tellCrowdedId(
  context: Context,
  { crowdedId }: { readonly crowdedId?: { readonly id: string; readonly rows: number } },
): void {
  if (crowdedId)
    context.err(
      `${crowdedId.rows.toLocaleString('en')} rows are of the customer "${crowdedId.id}", ten times as many as of any other: if that stands for people who are not known, empty it in these rows\n`,
    );
}

interface UnusualRows {
  readonly refundRows: number;
  readonly zeroRows: number;
  readonly rowsWithoutAmount?: number;
  readonly rowsAfterAsOf?: number;
}

/** Says how many rows of a file were no plain purchases, where some were. */
export function tellUnusual(
  context: Context,
  { refundRows, zeroRows, rowsWithoutAmount = 0, rowsAfterAsOf = 0 }: UnusualRows,
): void {
  tellLeftOut(context, rowsWithoutAmount, 'an amount');
  const tell = (rows: number, what: string) => {
    if (rows > 0) context.err(`${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} of ${what}\n`);
  };
  tell(rowsAfterAsOf, 'a later day than --as-of: not counted');
  tell(refundRows, 'a negative amount: refunds, which are no purchase and lower what was spent');
  tell(zeroRows, 'amount 0: counted as purchases');
}
