/**
 * SQL condition that keeps about `most` of so many rows: every n-th by a digest of the id, the same ones wherever and
 * whenever it runs.
 */
export function sampled(id: string, rows: number, most: number): string {
  const every = Math.ceil(rows / most);
  return every > 1 ? `md5_number_lower(${id}) % ${every} = 0` : 'true';
}
