import { DuckDBDoubleVector, type DuckDBResult } from '@duckdb/node-api';

/** Columns of a part of a result, of which `count` rows are there; the next part is written over them. */
export interface Numbers {
  readonly columns: readonly Float64Array[];
  readonly count: number;
}

/**
 * The numbers of a streamed result, part by part, without an object for any of them.
 * @throws TypeError where a column is not DOUBLE
 */
export async function* readNumbers(result: DuckDBResult): AsyncGenerator<Numbers> {
  let columns: readonly Float64Array[] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    const count = chunk?.rowCount ?? 0;
    if (!chunk || count === 0) return;
    if ((columns[0]?.length ?? 0) < count)
      columns = Array.from({ length: chunk.columnCount }, () => new Float64Array(count));
    columns.forEach((column, at) => {
      const vector = chunk.getColumnVector(at);
      if (!(vector instanceof DuckDBDoubleVector))
        throw new TypeError(`${result.columnName(at)} is ${vector.type}, not DOUBLE`);
      copy(vector, column, count);
    });
    yield { columns, count };
  }
}

function copy(vector: DuckDBDoubleVector, into: Float64Array, count: number): void {
  for (let row = 0; row < count; row++) into[row] = vector.getItem(row) ?? Number.NaN;
}
