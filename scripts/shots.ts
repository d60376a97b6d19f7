import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { languages } from '../reports/build/languages.ts';
import { previewSite } from '../reports/index.ts';
import { openBrowser, watch } from '../test/reports/browser.ts';

/**
 * Screenshots of every page of a built site in both themes and languages, one narrow and one printed, to look at.
 * node --import tsx scripts/shots.ts [--site data/site/analyst] [--out shots] [--only overview]
 */
const { values } = parseArgs({
  options: {
    site: { type: 'string', default: 'data/site/analyst' },
    out: { type: 'string', default: 'data/shots' },
    only: { type: 'string' },
  },
});
const out = path.resolve(values.out);
fs.mkdirSync(out, { recursive: true });
const preview = await previewSite(values.site);
const browser = await openBrowser();
const pages = fs
  .readdirSync(path.join(values.site, 'en'))
  .filter((file) => file.endsWith('.html'))
  .map((file) => ({ key: path.parse(file).name }))
  .filter(({ key }) => !values.only || values.only.split(',').includes(key));
let wrong = 0;

async function shoot(name: string, theme: 'light' | 'dark', width: number, file: string): Promise<void> {
  const { page, errors } = await watch(browser, preview.address, { theme, width });
  await page.goto(`${preview.address}${name}.html`);
  await page
    .waitForSelector('.page', { timeout: 15_000 })
    .catch(() => errors.push('the page did not appear'));
  await page.waitForTimeout(250);
  await page.screenshot({ path: path.join(out, `${file}.png`), fullPage: true });
  for (const error of errors) process.stderr.write(`${name}: ${error}\n`);
  wrong += errors.length;
  await page.context().close();
}

try {
  for (const { key } of pages)
    for (const language of languages) {
      for (const theme of ['light', 'dark'] as const)
        await shoot(`${language}/${key}`, theme, 1440, `${language}-${key}-${theme}`);
      await shoot(`${language}/${key}`, 'light', 390, `${language}-${key}-narrow`);
    }
  const { page } = await watch(browser, preview.address);
  for (const { key } of pages) {
    await page.goto(`${preview.address}en/${key}.html`);
    await page.waitForSelector('.page');
    await page.pdf({
      path: path.join(out, `${key}.pdf`),
      format: 'A4',
      landscape: true,
      printBackground: true,
    });
  }
} finally {
  await browser.close();
  await preview.close();
}
process.stdout.write(`${fs.readdirSync(out).length} files in ${out}\n`);
process.exitCode = wrong > 0 ? 1 : 0;
