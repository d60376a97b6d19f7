import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from '../transforms/index.ts';
import { parseConfig, statePaths } from '../warehouse/index.ts';
import type { Bench } from './bench.ts';
import { fillLanding } from './filledLanding.ts';

const config = parseConfig({ business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' } });
const clock = () => new Date('2026-11-23T00:00:00Z');

/** A purchase comes with two page views, and with three tenths of a profile. */
const eventsPerPurchase = 3.3;

async function buildOf(events: number): Promise<{ seconds: number; residentMib: number }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-growth-'));
  try {
    const paths = statePaths(folder);
    await fillLanding(paths, { purchases: Math.round(events / eventsPerPurchase) });
    let resident = 0;
    const sampling = setInterval(() => {
      resident = Math.max(resident, process.memoryUsage.rss());
    }, 100);
    const report = await build({ paths, config, clock }).finally(() => clearInterval(sampling));
    if (report.status === 'error') throw new Error('the build failed; the figures would mean nothing');
    return { seconds: report.seconds, residentMib: resident / 2 ** 20 };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** How build time grows with the events, and that memory does not: beyond its limit the engine spills. */
export const bench: Bench = {
  name: 'growth',
  async run({ events: most = 10_000_000, note = () => undefined }) {
    const sizes = [most / 100, most / 10, most].map(Math.round);
    const seconds: number[] = [];
    let residentMib = 0;
    for (const size of sizes) {
      const took = await buildOf(size);
      seconds.push(took.seconds);
      residentMib = Math.max(residentMib, took.residentMib);
      note(`${size} events: ${took.seconds.toFixed(1)} s`);
    }
    const [, middle = Number.NaN, large = Number.NaN] = seconds;
    return {
      name: 'growth',
      figures: [
        ...sizes.map((size, i) => ({
          label: `full build of ${size} events`,
          value: seconds[i] ?? Number.NaN,
          unit: 's',
        })),
        {
          label: 'ten times the events',
          value: large / middle,
          unit: '×',
          ratioTo: 'the time of a tenth',
          target: '≤ 11',
        },
        {
          label: 'exponent of time over the last ten times',
          value: Math.log10(large / middle),
          unit: '',
          target: '≤ 1.05',
        },
        {
          label: `most memory resident (the engine may use ${config.resources.memoryLimit})`,
          value: residentMib,
          unit: 'MiB',
        },
      ],
    };
  },
};
