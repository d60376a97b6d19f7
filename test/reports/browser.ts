import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium without anything that talks to other hosts. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
    ],
  });

/** What a page did that it should not have. */
export interface Watched {
  readonly page: Page;
  readonly errors: string[];
  readonly foreign: string[];
}

/** A page whose console errors and requests to other hosts are collected. */
export async function watch(
  browser: Browser,
  address: string,
  options: { theme?: 'light' | 'dark'; width?: number; height?: number } = {},
): Promise<Watched> {
  const { theme = 'light', width = 1440, height = 900 } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  const errors: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address))
      foreign.push(request.url());
  });
  return { page, errors, foreign };
}
