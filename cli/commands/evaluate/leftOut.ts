import type { Context } from '../../context.ts';

/** Says how many rows of a file were about nobody, where some were. */
export function tellLeftOut(context: Context, rows: number, lacking: string): void {
  if (rows > 0)
    context.err(`${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} without ${lacking}: left out\n`);
}
