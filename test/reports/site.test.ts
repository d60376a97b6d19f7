import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../reports/build/languages.ts';
import { readPages } from '../../reports/build/pages.ts';
import { type BuiltSite, buildSite, type Preview, previewSite } from '../../reports/index.ts';
import { openEngine, rows } from '../../warehouse/index.ts';
import { openBrowser, type Watched, watch } from './browser.ts';
import { writeFixture } from './fixture.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-site-test-'));
const pages = readPages().map(({ key }) => key);
/** one page of those of which each segment has one */
const addresses = [...pages, 'segment-2'];
let site: BuiltSite;
let preview: Preview;
let browser: Browser;
let snapshot: string;

beforeAll(async () => {
  const { file, ...fixture } = await writeFixture(folder, 'many');
  snapshot = file;
  site = await buildSite({ ...fixture, role: 'analyst' });
  preview = await previewSite(site.folder);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await preview?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function open(address: string, options: Parameters<typeof watch>[2] = {}) {
  const watched = await watch(browser, preview.address, options);
  await watched.page.goto(preview.address + address);
  await watched.page.waitForSelector('.page');
  return watched;
}

async function query<T>(sql: string): Promise<T[]> {
  const engine = await openEngine();
  await engine.attach(snapshot, 'snapshot', 'read');
  try {
    const connection = await engine.connect();
    await connection.run('use snapshot');
    return await rows<T>(connection, sql);
  } finally {
    engine.close();
  }
}

async function axeFindings(page: Page): Promise<readonly string[]> {
  // pages are of one document, which the legacy mode is for; what passes need not be listed
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    .analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target} ${nodes[0]?.failureSummary}`);
}

const cardValue = (page: Page, metric: string) => page.locator(`[data-metric=${metric}] .v`).textContent();

for (const language of languages)
  for (const theme of ['light', 'dark'] as const)
    describe(`every page in ${language}, ${theme}`, () => {
      let watched: Watched;

      beforeAll(async () => {
        watched = await watch(browser, preview.address, { theme });
      });

      afterAll(() => watched?.page.context().close());

      it.for(addresses)('%s opens without an error or a foreign request', async (key) => {
        const { page, errors, foreign } = watched;
        await page.goto(`${preview.address}${language}/${key}.html`);
        await page.waitForSelector('.page');
        expect(await page.getAttribute('html', 'lang')).toBe(language);
        expect(await page.locator('.figure, .kpi').count()).toBeGreaterThan(1);
        expect(await axeFindings(page)).toEqual([]);
        expect(errors.splice(0)).toEqual([]);
        expect(foreign.splice(0)).toEqual([]);
      });
    });

describe('the site', () => {
  it('links to every page, marks where one is, and names run and as-of date', async () => {
    const { page } = await open('en/overview.html');
    for (const key of pages) {
      await page.click(`.rail a[href$="${key}.html"]`);
      await page.waitForSelector('.page');
      expect(await page.locator('.rail [aria-current=page]').count()).toBe(1);
      expect(page.url()).toContain(`/en/${key}.html`);
    }
    expect(await page.textContent('#observablehq-footer')).toContain('20261118T200000Z');
    expect(await page.textContent('#observablehq-footer')).toContain('2026-11-18');
    await page.context().close();
  });

  it('does not scroll sideways on a telephone', async () => {
    for (const key of addresses) {
      const { page } = await open(`zh-CN/${key}.html`, { width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), key).toBeLessThanOrEqual(390);
      await page.context().close();
    }
  });

  it('says on a telephone why a pair is to be looked at in words of a readable width, beside its weight', async () => {
    const { page } = await open('zh-CN/identity.html', { width: 390, height: 844 });
    await page.waitForSelector('#reviews tbody td');
    const [why, weight, edge] = await page.evaluate(() => {
      const cells = [...document.querySelectorAll('#reviews tbody tr:first-child > *')];
      const boxes = cells.map((cell) => cell.getBoundingClientRect());
      const frame = document.querySelector('#reviews .stage')?.getBoundingClientRect();
      return [boxes.at(-1)?.width ?? 0, boxes.at(-2)?.right ?? 0, frame?.right ?? 0];
    });
    expect(why).toBeGreaterThan(100);
    expect(weight).toBeLessThanOrEqual(edge as number);
    await page.context().close();
  });

  it('has a page for each segment, reached from that of all, and from one to the next', async () => {
    expect(site.pages).toEqual([...pages, 'segment-1', 'segment-2', 'segment-3']);
    const { page, errors } = await open('en/segments.html');
    await page.click('#profiles a >> text=Long away');
    await page.waitForSelector('#came-and-left');
    expect(page.url()).toContain('/en/segment-3.html');
    expect(await page.textContent('h1')).toBe('Long away');
    expect(await page.title()).toMatch(/^Long away · /);
    expect(await page.getAttribute('.rail [aria-current]', 'href')).toContain('segments.html');
    const [members] = await query<{ n: bigint }>(
      'select count(*) as n from customer_segments where segment = 3',
    );
    expect(await cardValue(page, 'size')).toBe(Number(members?.n).toLocaleString('en'));
    await page.click('.others a >> text=Few orders');
    await page.waitForURL(/segment-1\.html/);
    await page.click('#language');
    await page.waitForSelector('html[lang=zh-CN] .page');
    expect(await page.textContent('h1')).toBe('订单少');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('fills cards that stand side by side', async () => {
    for (const key of ['overview', 'rfm', 'customers']) {
      const { page } = await open(`en/${key}.html`, { width: 1440, height: 1000 });
      await page.waitForTimeout(200);
      const unfilled = await page.locator('.cols .figure').evaluateAll((cards) =>
        cards.map((card) => {
          const drawn = [...card.querySelectorAll('.bars, .heat, .axes, svg')];
          const lowest = Math.max(...drawn.map((each) => each.getBoundingClientRect().bottom));
          return { id: card.id, pixels: Math.round(card.getBoundingClientRect().bottom - lowest) };
        }),
      );
      expect(unfilled.length, key).toBeGreaterThan(1);
      expect(unfilled.filter(({ pixels }) => pixels > 60)).toEqual([]);
      await page.context().close();
    }
  });

  it('has room for every column of the win-back list', async () => {
    for (const language of languages) {
      const { page } = await open(`${language}/churn.html`, { width: 1440, height: 1000 });
      const [shown, whole] = await page
        .locator('#win-back .vbox')
        .evaluate((box) => [box.clientWidth, box.scrollWidth]);
      expect(whole, language).toBeLessThanOrEqual(shown ?? 0);
      const told = await page.locator('#win-back tbody').textContent();
      expect(told).toContain(language === 'en' ? 'after consent' : '（先征得同意）');
      expect(told).toContain(language === 'en' ? 'E-mail' : '电子邮件');
      await page.context().close();
    }
  });

  it('keeps to its budget of bytes', () => {
    const size = (file: string) => gzipSync(fs.readFileSync(file)).length;
    const files = fs.readdirSync(site.folder, { recursive: true }).map(String);
    const shared = files
      .filter((file) => /\.(js|css)$/.test(file))
      .reduce((sum, file) => sum + size(path.join(site.folder, file)), 0);
    expect(shared).toBeLessThan(250_000);
    for (const file of files.filter((name) => name.endsWith('.json')))
      expect(size(path.join(site.folder, file)), file).toBeLessThan(150_000);
  });

  it('states a policy without unsafe-inline and lets the reader zoom', () => {
    const html = fs.readFileSync(path.join(site.folder, 'en/overview.html'), 'utf8');
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'/);
    expect(html).not.toMatch(/unsafe|maximum-scale|https?:\/\//);
  });
});

describe('figures', () => {
  it('show on the overview what metric_values says of the last complete month', async () => {
    const { page } = await open('en/overview.html');
    const [month] = await query<{ orders: number; active: number; repeat: number; aov: number }>(`
      select cast(max(numerator) filter (metric = 'orders') as double) as orders,
        cast(max(numerator) filter (metric = 'active_customers') as double) as active,
        cast(max(numerator / denominator) filter (metric = 'repeat_rate') as double) as repeat,
        cast(max(numerator / denominator) filter (metric = 'average_order_value') as double) as aov
      from metric_values where dimension = 'all' and period_kind = 'month' and period_start = date '2026-10-01'`);
    if (!month) throw new Error('no month');
    const written = (x: number, digits = 0) =>
      x.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    expect(await cardValue(page, 'orders')).toBe(written(month.orders));
    expect(await cardValue(page, 'active_customers')).toBe(written(month.active));
    expect(await cardValue(page, 'repeat_rate')).toBe(`${written(month.repeat * 100, 1)}%`);
    expect(await cardValue(page, 'average_order_value')).toBe(`¥${written(month.aov, 2)}`);
    await page.context().close();
  });

  it('agree with the tables on customers, tiers and cohorts', async () => {
    const tiers = await query<{ tier: string; n: bigint }>(
      'select tier, count(*) as n from customer_tiers group by tier',
    );
    const { page } = await open('en/rfm.html');
    const cells = await page
      .locator('#tiers tbody tr')
      .evaluateAll((lines) =>
        lines.map((line) => [...line.children].slice(0, 2).map((cell) => cell.textContent ?? '')),
      );
    const shown = Object.fromEntries(
      cells.map(([name = '', n = '']) => [name.toLowerCase(), Number(n.replaceAll(',', ''))]),
    );
    expect(shown).toEqual(Object.fromEntries(tiers.map(({ tier, n }) => [tier, Number(n)])));
    const [grid] = await query<{ n: bigint }>(
      'select count(*) as n from customer_rfm where r_score = 5 and f_score = 5',
    );
    expect(await page.locator('#grid tbody tr').first().locator('td b').last().textContent()).toBe(
      String(grid?.n),
    );
    await page.goto(`${preview.address}en/retention.html`);
    const observed = await query<{ n: bigint }>(
      'select count(*) as n from cohort_retention where age_months <= 24 and cohort_month > (select max(cohort_month) from cohort_retention) - interval 24 month',
    );
    const cohorts = await page.locator('#cohorts tbody tr').count();
    expect(await page.locator('#cohorts td:not(.blank)').count()).toBe(Number(observed[0]?.n) + cohorts + 1);
    await page.context().close();
  });
});
