import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite, type Preview, previewSite } from '../../reports/index.ts';
import { openBrowser, watch } from './browser.ts';
import { writeFixture } from './fixture.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-controls-test-'));
let preview: Preview;
let browser: Browser;

beforeAll(async () => {
  const fixture = await writeFixture(folder, 'many');
  const site = await buildSite({ ...fixture, role: 'analyst', out: path.join(folder, 'a b', 'site') });
  preview = await previewSite(site.folder);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await preview?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function open(address: string): Promise<Page> {
  const { page } = await watch(browser, preview.address);
  await page.goto(preview.address + address);
  await page.waitForSelector('.page');
  return page;
}

const text = async (page: Page, selector: string) => (await page.textContent(selector)) ?? '';

describe('controls', () => {
  it('keep filters in the address, over a reload and into the other language', async () => {
    const page = await open('en/overview.html');
    const before = await text(page, '[data-metric=orders] .v');
    await page.click('[data-filter=by] [data-value=week]');
    expect(await text(page, '[data-metric=orders] .v')).not.toBe(before);
    await page.selectOption('select[name=channel]', 'web');
    const web = await text(page, '[data-metric=orders] .v');
    expect(new URL(page.url()).search).toBe('?by=week&channel=web');
    await page.reload();
    await page.waitForSelector('.page');
    expect(await text(page, '[data-metric=orders] .v')).toBe(web);
    await page.click('#language');
    await page.waitForSelector('html[lang=zh-CN] .page');
    expect(new URL(page.url()).search).toBe('?by=week&channel=web');
    expect(await text(page, '[data-metric=orders] .v')).toBe(web);
    await page.context().close();
  });

  it('stand above checks that failed, each said not to hold', async () => {
    for (const [language, said] of [
      ['en', 'Does not hold: '],
      ['zh-CN', '不成立：'],
    ]) {
      const page = await open(`${language}/overview.html`);
      expect(await text(page, '.alerts li')).toContain(said);
      await page.context().close();
    }
  });

  it('ignore what the address says beyond their choices', async () => {
    const page = await open('en/overview.html?by=decade&channel=%3Cscript%3E&at=1999');
    expect(await text(page, '[data-metric=orders] .v')).toMatch(/^\d/);
    expect(await page.inputValue('select[name=channel]')).toBe('all');
    await page.context().close();
  });

  it('choose the period and split what moved', async () => {
    const page = await open('en/overview.html');
    const last = await text(page, '[data-metric=net_revenue] .v');
    await page.selectOption('select[name=at]', '2026-03-01');
    expect(await text(page, '[data-metric=net_revenue] .v')).not.toBe(last);
    await page.click('[data-filter=split] [data-value=country]');
    expect(await text(page, '#moved')).toContain('Germany');
    await page.context().close();
  });

  it('open a definition, show a table instead of the picture, and download it', async () => {
    const page = await open('en/overview.html');
    await page.click('[data-metric=repeat_rate] .info');
    expect(await page.locator('.pop:popover-open').textContent()).toContain('Share of the active customers');
    await page.keyboard.press('Escape');
    await page.click('#revenue .acts button[aria-pressed]');
    const rows = await page.locator('#revenue tbody tr').count();
    expect(rows).toBeGreaterThan(12);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.click('#revenue .acts button:last-child'),
    ]);
    expect(saved.suggestedFilename()).toBe('revenue-20261118T200000Z.csv');
    const lines = fs
      .readFileSync(await saved.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(rows + 1);
    expect(lines.at(-1)).toMatch(/^2026-10-01,\d+/);
    await page.context().close();
  });

  it('show a tooltip on hover and on focus, moved by arrow keys, gone by Escape', async () => {
    const page = await open('en/overview.html');
    const tip = page.locator('.tip.on');
    await page.hover('#revenue svg[role=img]', { position: { x: 300, y: 150 } });
    expect(await tip.textContent()).toContain('Net revenue');
    await page.mouse.move(2, 2);
    await page.focus('#revenue svg[role=img]');
    const last = await tip.textContent();
    await page.keyboard.press('ArrowLeft');
    expect(await tip.textContent()).not.toBe(last);
    await page.keyboard.press('Escape');
    expect(await tip.count()).toBe(0);
    await page.focus('#moved .bars li');
    expect(await tip.textContent()).toContain('Now');
    await page.context().close();
  });

  it('switch the theme and remember it', async () => {
    const page = await open('en/overview.html');
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await background();
    await page.click('#theme');
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.goto(`${preview.address}en/customers.html`);
    expect(await background()).toBe(dark);
    await page.context().close();
  });

  it('measure retention three ways over the cohorts chosen', async () => {
    const page = await open('en/retention.html');
    expect(await page.locator('#cohorts tbody tr').count()).toBe(24);
    await page.click('[data-filter=cohorts] [data-value="12"]');
    expect(await page.locator('#cohorts tbody tr').count()).toBe(12);
    const share = await text(page, '#cohorts h2');
    await page.click('[data-filter=measure] [data-value=revenue]');
    expect(await text(page, '#cohorts h2')).not.toBe(share);
    expect(await text(page, '#cohorts h2')).toContain('¥');
    await page.context().close();
  });

  it('narrow customers, tiers and quality to what is chosen', async () => {
    const page = await open('en/customers.html');
    await page.selectOption('select[name=channel]', 'app');
    expect(await text(page, '#acquisition .legend')).toBe('App');
    await page.goto(`${preview.address}en/rfm.html?tier=gold`);
    await page.waitForSelector('.page');
    const grid = await page.locator('#grid td b').allTextContents();
    const gold = await page.locator('#tiers tbody tr').first().locator('td').first().textContent();
    expect(grid.reduce((sum, n) => sum + Number(n.replaceAll(',', '')), 0)).toBe(
      Number(gold?.replaceAll(',', '')),
    );
    const moved = await text(page, '#movement');
    await page.selectOption('select[name=month]', '2026-05-31');
    expect(await text(page, '#movement')).not.toBe(moved);
    await page.goto(`${preview.address}en/quality.html?source=crm`);
    await page.waitForSelector('.page');
    expect(await page.locator('#rules tbody tr').count()).toBe(4);
    await page.context().close();
  });

  it('say what offers come to as configured, and follow the cost and the value saved as they are dragged', async () => {
    const page = await open('en/churn.html');
    const cost = page.locator('input[type=range][name=cost]');
    expect(await page.locator('.slider output').allTextContents()).toEqual(['¥4.00', '15.0%']);
    expect(await cost.getAttribute('aria-valuetext')).toBe('¥4.00');
    const configured = await text(page, '#offers h2');
    const worthwhile = await text(page, '[data-metric=worthwhile] .v');
    expect(configured).toBe(
      `Offers to ${worthwhile} customers are expected to bring ${await text(page, '[data-metric=gain] .v')}`,
    );
    await cost.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
    expect(await page.locator('.slider output').first().textContent()).toBe('¥6.00');
    expect(await text(page, '#offers h2')).not.toBe(configured);
    const dragged = await text(page, '#offers h2');
    expect(new URL(page.url()).search).toBe('?cost=6');
    await page.locator('input[name=keeps]').fill('0');
    expect(await text(page, '#offers h2')).toBe('No offer of this cost pays');
    await page.goto(`${preview.address}en/churn.html?cost=6&keeps=2`);
    await page.waitForSelector('.page');
    expect(await text(page, '#offers h2')).toBe(dragged);
    await page.context().close();
  });

  it('show what one segment buys, and who moved in another quarter', async () => {
    const page = await open('en/segments.html');
    const [bought, moved] = [await text(page, '#category'), await text(page, '#movement')];
    await page.selectOption('select[name=segment]', '3');
    expect(await text(page, '#category')).not.toBe(bought);
    expect(await text(page, '#category')).toContain('Long away');
    expect(await text(page, '#movement')).toBe(moved);
    await page.selectOption('select[name=quarter]', '2026-05-31');
    expect(await text(page, '#movement')).not.toBe(moved);
    expect(new URL(page.url()).search).toBe('?segment=3&quarter=2026-05-31');
    await page.context().close();
  });

  it('sort a table by a column, one way and the other', async () => {
    const page = await open('en/lineage.html');
    const first = () => page.locator('#tables tbody tr').first().textContent();
    const rows = page.locator('#tables thead button').nth(3);
    await rows.click();
    expect(await first()).toContain('metric_values');
    await rows.click();
    expect(await first()).toContain('customer_');
    expect(await page.locator('#tables th[aria-sort=ascending]').count()).toBe(1);
    await page.context().close();
  });

  it('show where a table comes from, by mouse and by keyboard', async () => {
    const page = await open('en/lineage.html');
    await page.focus('[aria-label="orders, Core"]');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).search).toBe('?table=orders');
    expect(await page.locator('.about').first().textContent()).toContain('metric_values');
    await page.click('.about .link:text("stg_purchase_completed")');
    expect(new URL(page.url()).search).toBe('?table=stg_purchase_completed');
    await page.context().close();
  });
});
