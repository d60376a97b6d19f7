/**
 * The cheapest one-to-one assignment of rows to columns: for each row its column, −1 where there are fewer columns than
 * rows. Costs are finite. The time grows with the cube of the longer side: hundreds, not thousands.
 *
 * Source: Kuhn (1955), The Hungarian method; in the form with potentials of Jonker & Volgenant (1987).
 */
export function cheapestAssignment(costs: readonly (readonly number[])[]): number[] {
  const size = Math.max(costs.length, costs[0]?.length ?? 0);
  const cost = (row: number, column: number) => costs[row - 1]?.[column - 1] ?? 0;
  const rowPotential = new Float64Array(size + 1);
  const columnPotential = new Float64Array(size + 1);
  const rowOf = new Int32Array(size + 1);
  const before = new Int32Array(size + 1);
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row;
    let column = 0;
    const slack = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
    const isUsed = new Uint8Array(size + 1);
    do {
      isUsed[column] = 1;
      const current = rowOf[column] as number;
      let [least, next] = [Number.POSITIVE_INFINITY, 0];
      for (let j = 1; j <= size; j++) {
        if (isUsed[j]) continue;
        const reduced = cost(current, j) - (rowPotential[current] as number) - (columnPotential[j] as number);
        if (reduced < (slack[j] as number)) {
          slack[j] = reduced;
          before[j] = column;
        }
        if ((slack[j] as number) < least) {
          least = slack[j] as number;
          next = j;
        }
      }
      for (let j = 0; j <= size; j++)
        if (isUsed[j]) {
          const owner = rowOf[j] as number;
          rowPotential[owner] = (rowPotential[owner] as number) + least;
          columnPotential[j] = (columnPotential[j] as number) - least;
        } else slack[j] = (slack[j] as number) - least;
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const previous = before[column] as number;
      rowOf[column] = rowOf[previous] as number;
      column = previous;
    }
  }
  const columnOf = costs.map(() => -1);
  const columns = costs[0]?.length ?? 0;
  for (let j = 1; j <= columns; j++) {
    const row = (rowOf[j] as number) - 1;
    if (row < costs.length) columnOf[row] = j - 1;
  }
  return columnOf;
}
