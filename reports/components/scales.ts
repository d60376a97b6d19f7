import { day } from './locale.ts';

/** Round values from at most `low` to at least `high`, some `count` steps apart: 0, 20, 40 … */
export function niceTicks(low: number, high: number, count = 5): readonly number[] {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const error = span / count / power;
  const step = power * (error >= 7.07 ? 10 : error >= 3.16 ? 5 : error >= 1.41 ? 2 : 1);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) => (first + i) * step);
}

export const linear =
  (from: readonly [number, number], to: readonly [number, number]) =>
  (x: number): number =>
    to[0] + ((x - from[0]) / (from[1] - from[0] || 1)) * (to[1] - to[0]);

/** First days of months between two dates, at most `count` of them, evenly apart. */
export function monthTicks(first: string, last: string, count: number): readonly string[] {
  const months: string[] = [];
  const at = day(`${first.slice(0, 7)}-01`);
  if (at < day(first)) at.setUTCMonth(at.getUTCMonth() + 1);
  for (; at <= day(last); at.setUTCMonth(at.getUTCMonth() + 1)) months.push(at.toISOString().slice(0, 10));
  const step = [1, 2, 3, 6, 12, 24, 60].find((n) => months.length / n <= count) ?? 120;
  return months.filter((_, i) => i % step === 0);
}

/** A path through points that never swings past them (monotone cubic, Fritsch–Carlson slopes). */
export function smoothPath(points: readonly (readonly [number, number])[]): string {
  const n = points.length;
  const at = (i: number): readonly [number, number] => points[i] ?? [0, 0];
  if (n < 3) return points.map(([x, y], i) => `${i ? 'L' : 'M'}${x},${y}`).join('');
  const slope = (i: number) => (at(i + 1)[1] - at(i)[1]) / (at(i + 1)[0] - at(i)[0] || 1);
  const tangent = (i: number) => {
    if (i === 0) return slope(0);
    if (i === n - 1) return slope(n - 2);
    const [a, b] = [slope(i - 1), slope(i)];
    return a * b <= 0 ? 0 : (2 * a * b) / (a + b);
  };
  let path = `M${at(0)[0].toFixed(1)},${at(0)[1].toFixed(1)}`;
  for (let i = 0; i < n - 1; i++) {
    const [x0, y0] = at(i);
    const [x1, y1] = at(i + 1);
    const dx = (x1 - x0) / 3;
    const numbers = [x0 + dx, y0 + dx * tangent(i), x1 - dx, y1 - dx * tangent(i + 1), x1, y1];
    path += `C${numbers.map((value) => value.toFixed(1)).join(',')}`;
  }
  return path;
}
