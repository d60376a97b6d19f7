/**
 * The nearest values that do not fall, by weighted squares: where they fell, their mean (pool adjacent violators).
 * Without weights all count alike; a value of weight 0 takes on the mean of those that it is pooled with.
 *
 * Source: Barlow et al. (1972), Statistical Inference under Order Restrictions.
 */
export function notFalling(values: ArrayLike<number>, weights?: ArrayLike<number>): Float64Array {
  const pools: { mean: number; sum: number; weight: number; count: number }[] = [];
  for (let i = 0; i < values.length; i++) {
    const [mean, weight] = [values[i] as number, weights ? (weights[i] as number) : 1];
    let pool = { mean, sum: mean * weight, weight, count: 1 };
    for (let last = pools.at(-1); last && last.mean > pool.mean; last = pools.at(-1)) {
      const [sum, weight] = [last.sum + pool.sum, last.weight + pool.weight];
      pool = { mean: weight > 0 ? sum / weight : pool.mean, sum, weight, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const fitted = new Float64Array(values.length);
  let from = 0;
  for (const { mean, count } of pools) fitted.fill(mean, from, (from += count));
  return fitted;
}
