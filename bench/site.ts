import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { readPages } from '../reports/build/pages.ts';
import { buildSite, previewSite } from '../reports/index.ts';
import { openBrowser, watch } from '../test/reports/browser.ts';
import { writeFixture } from '../test/reports/fixture.ts';
import type { Bench } from './bench.ts';

/** Milliseconds to the largest contentful paint of a page, and from a click on a filter to the next frame. */
async function paint(address: string, key: string): Promise<{ lcp: number; interaction: number }> {
  const browser = await openBrowser();
  try {
    const { page } = await watch(browser, address);
    await page.goto(`${address}en/${key}.html`);
    await page.waitForSelector('.page');
    await page.waitForTimeout(300);
    return await page.evaluate(async () => {
      const lcp = await new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      });
      const control = document.querySelector<HTMLElement>('.filters [aria-pressed=false]');
      const started = performance.now();
      control?.click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      return { lcp, interaction: control ? performance.now() - started : 0 };
    });
  } finally {
    await browser.close();
  }
}

/** Building the site from a published snapshot, what a reader loads, and how soon they see it. */
export const bench: Bench = {
  name: 'site',
  async run({ note }) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-site-'));
    try {
      const fixture = await writeFixture(folder, 'many');
      const site = await buildSite({ ...fixture, role: 'analyst' });
      note?.(`built in ${site.seconds.toFixed(1)} s`);
      const files = fs.readdirSync(site.folder, { recursive: true }).map(String);
      const kilobytes = (file: string) =>
        gzipSync(fs.readFileSync(path.join(site.folder, file))).length / 1000;
      const code = files
        .filter((file) => /\.(js|css)$/.test(file))
        .reduce((sum, file) => sum + kilobytes(file), 0);
      const data = Math.max(...files.filter((file) => file.endsWith('.json')).map(kilobytes));
      const preview = await previewSite(site.folder);
      const paints = [];
      for (const { key } of readPages()) paints.push(await paint(preview.address, key));
      await preview.close();
      return {
        name: 'site',
        figures: [
          { label: 'build, all pages in all languages', value: site.seconds, unit: 's', target: '≤ 20 s' },
          { label: 'code and style of all pages, gzip', value: code, unit: 'kB', target: '≤ 250 kB' },
          { label: 'data of the largest page, gzip', value: data, unit: 'kB', target: '≤ 150 kB' },
          {
            label: 'largest contentful paint, slowest page',
            value: Math.max(...paints.map(({ lcp }) => lcp)) / 1000,
            unit: 's',
            target: '≤ 1.5 s',
          },
          {
            label: 'filter to next frame, slowest page',
            value: Math.max(...paints.map(({ interaction }) => interaction)),
            unit: 'ms',
            target: '≤ 100 ms',
          },
        ],
      };
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};
