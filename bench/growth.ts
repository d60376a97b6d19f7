import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from '../transforms/index.ts';
import { parseConfig, statePaths } from '../warehouse/index.ts';
import type { Bench } from './bench.ts';
import { fillLanding } from './filledLanding.ts';

const config = parseConfig({ business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' } });
const clock = () => new Date('2026-11-23T00:00:00Z');

/** How build time grows: ten times the events should cost at most eleven times the time. */
export const bench: Bench = {
  name: 'growth',
  async run({ events: purchases = 1_000_000, note = () => undefined }) {
    const seconds: number[] = [];
    for (const size of [purchases / 10, purchases].map(Math.round)) {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-growth-'));
      try {
        const paths = statePaths(folder);
        await fillLanding(paths, { purchases: size });
        const report = await build({ paths, config, clock });
        if (report.status === 'error') throw new Error('the build failed; the figures would mean nothing');
        seconds.push(report.seconds);
        note(`${size} purchases: ${report.seconds.toFixed(1)} s`);
      } finally {
        fs.rmSync(folder, { recursive: true, force: true });
      }
    }
    const [small = Number.NaN, large = Number.NaN] = seconds;
    return {
      name: 'growth',
      figures: [
        { label: `build at ${Math.round(purchases / 10)} purchases`, value: small, unit: 's' },
        { label: `build at ${purchases} purchases`, value: large, unit: 's' },
        {
          label: 'ten times the events',
          value: large / small,
          unit: '×',
          ratioTo: 'the time of a tenth',
          target: '≤ 11',
        },
      ],
    };
  },
};
