/** The squared distance of two rows of so many columns, which begin at places of lists of rows. */
export function squaredDistance(
  a: ArrayLike<number>,
  fromA: number,
  b: ArrayLike<number>,
  fromB: number,
  columns: number,
): number {
  let sum = 0;
  for (let c = 0; c < columns; c++) {
    const difference = (a[fromA + c] as number) - (b[fromB + c] as number);
    sum += difference * difference;
  }
  return sum;
}
