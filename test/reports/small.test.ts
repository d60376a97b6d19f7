import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPages } from '../../reports/build/pages.ts';
import { buildSite, previewSite } from '../../reports/index.ts';
import { parseConfig, statePaths } from '../../warehouse/index.ts';
import { openBrowser, watch } from './browser.ts';
import { type Size, writeFixture } from './fixture.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-small-test-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const built = new Map<Size, string>();

beforeAll(async () => {
  // two data folders at once: builds share nothing
  await Promise.all(
    (['empty', 'one'] as const).map(async (size) => {
      const fixture = await writeFixture(path.join(folder, size), size);
      built.set(size, (await buildSite({ ...fixture, role: 'analyst' })).folder);
    }),
  );
});

describe('a small business', () => {
  it.for(['empty', 'one'] as const)(
    'with %s customer has every page, in words where there is nothing',
    async (size) => {
      const preview = await previewSite(built.get(size) ?? '');
      const browser = await openBrowser();
      try {
        const keys = readPages().map(({ key }) => key);
        for (const key of size === 'one' ? [...keys, 'segment-1'] : keys) {
          const { page, errors } = await watch(browser, preview.address);
          await page.goto(`${preview.address}en/${key}.html`);
          await page.waitForSelector('.page');
          const shown = (await page.textContent('main')) ?? '';
          expect(shown, key).not.toMatch(/NaN|Infinity|undefined|null|Invalid/);
          expect(errors, key).toEqual([]);
          if (size === 'empty' && key !== 'lineage')
            expect(shown, key).toMatch(/Nothing to show yet|No orders have been counted/);
          await page.context().close();
        }
      } finally {
        await browser.close();
        await preview.close();
      }
    },
  );
});

describe('building a site', () => {
  it('replaces the last one whole and leaves nothing beside it', async () => {
    const fixture = await writeFixture(path.join(folder, 'one'), 'one');
    const site = built.get('one') ?? '';
    fs.writeFileSync(path.join(site, 'left-over.txt'), 'from the last build');
    const again = await buildSite({ ...fixture, role: 'analyst' });
    expect(again.folder).toBe(site);
    expect(fs.existsSync(path.join(site, 'left-over.txt'))).toBe(false);
    expect(fs.readdirSync(path.dirname(site))).toEqual(['analyst']);
  });

  it('says what to do when nothing is published', async () => {
    const paths = statePaths(path.join(folder, 'none'));
    await expect(buildSite({ paths, config: parseConfig({}), role: 'analyst' })).rejects.toThrow(
      /nothing is published for role analyst/,
    );
  });

  it('is served with content types, without a way out of the folder', async () => {
    const preview = await previewSite(built.get('one') ?? '');
    const head = await fetch(preview.address);
    expect(head.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await fetch(`${preview.address}..%2f..%2fpublished%2fanalyst%2fcurrent`)).status).toBe(404);
    expect((await fetch(`${preview.address}%zz`)).status).toBe(404);
    await preview.close();
  });
});
