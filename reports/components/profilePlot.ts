import { svg } from './html.ts';
import { responsive } from './responsive.ts';
import { linear, niceTicks } from './scales.ts';
import { withTip } from './tooltip.ts';

export interface Profile {
  readonly label: string;
  readonly color: string;
  /** one per row of the plot */
  readonly values: readonly number[];
  readonly tips: readonly (readonly string[])[];
}

export interface ProfilePlot {
  readonly label: string;
  readonly rows: readonly string[];
  readonly profiles: readonly Profile[];
  readonly tick: (value: number) => string;
}

const band = 64;

/** How groups differ, row by row, from the mean of all at zero: a point for each group, joined down the rows. */
export function profilePlot(chart: ProfilePlot): HTMLElement {
  const height = chart.rows.length * band + 44;
  return responsive(height, (width) => draw(chart, width, height));
}

function draw(chart: ProfilePlot, width: number, height: number): SVGElement {
  const left = width < 460 ? 96 : 132;
  const all = chart.profiles.flatMap(({ values }) => values);
  const ticks = niceTicks(Math.min(-1, ...all), Math.max(1, ...all), width < 460 ? 4 : 6);
  const x = linear([ticks[0] ?? -1, ticks.at(-1) ?? 1], [left, width - 18]);
  const y = (row: number) => 12 + band * (row + 0.5);
  const bottom = height - 32;
  const lines = chart.profiles.map(({ values, color }) => {
    const path = values.map((value, row) => `${row ? 'L' : 'M'}${x(value)},${y(row)}`).join('');
    return svg`<path d=${path} fill="none" stroke=${color} stroke-width="2" stroke-opacity="0.75" stroke-linejoin="round" />`;
  });
  const points = chart.profiles.flatMap(({ values, color, tips }) =>
    values.map((value, row) =>
      withTip(
        svg`<circle cx=${x(value)} cy=${y(row)} r="6" fill=${color} stroke="var(--surface)" stroke-width="2" />`,
        () => tips[row] ?? [],
      ),
    ),
  );
  return svg`<svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${chart.label}>
    ${ticks.map((tick) => svg`<g><line x1=${x(tick)} x2=${x(tick)} y1="12" y2=${bottom} class=${Math.abs(tick) < 1e-9 ? 'zero' : 'grid'} /><text x=${x(tick)} y=${bottom + 20} text-anchor="middle">${chart.tick(tick)}</text></g>`)}
    ${chart.rows.map((row, i) => svg`<text x=${left - 16} y=${y(i)} dy="0.32em" text-anchor="end">${row}</text>`)}
    ${lines}${points}</svg>`;
}
