import { html } from './html.ts';

/** A line without axes: the shape of the last periods. */
export function sparkline(values: readonly number[]): HTMLElement | string {
  if (values.length < 2) return '';
  const width = 120;
  const height = 36;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map((v, i) => [
    2 + (i * (width - 6)) / (values.length - 1),
    height - 4 - ((v - low) / span) * (height - 8),
  ]);
  const line = points.map(([x = 0, y = 0], i) => `${i ? 'L' : 'M'}${x.toFixed(1)},${y.toFixed(1)}`).join('');
  return html`<svg class="spark" viewBox=${`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true"><path class="a" d=${`${line}L${width - 4},${height}L2,${height}Z`} /><path class="l" d=${line} vector-effect="non-scaling-stroke" /></svg>`;
}
