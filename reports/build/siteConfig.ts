import { languages } from './languages.ts';
import type { Member, Page } from './pages.ts';
import type { Run } from './snapshot.ts';

/** Everything that the pages' frame is made from. */
export interface Site {
  readonly root: string;
  readonly output: string;
  readonly run: Run;
  readonly pages: readonly Page[];
  readonly members: readonly Member[];
}

/** Everything that has an address, with its words: the pages, and those of each of many. */
export const addresses = ({ pages, members }: Pick<Site, 'pages' | 'members'>) => [
  ...pages.map((page) => ({
    address: page.key,
    parent: page.key,
    name: { en: page.en.name, 'zh-CN': page['zh-CN'].name },
    page,
  })),
  ...members.map(({ address, name, page }) => ({ address, parent: page.of ?? page.key, name, page })),
];

const words = {
  en: {
    pages: 'Pages',
    theme: 'Switch between light and dark',
    skip: 'Skip to content',
    other: '中文',
    asOf: 'Data as of',
    soFar: 'day not over yet',
    run: 'Run',
    role: 'Role',
    currency: 'Amounts in',
  },
  'zh-CN': {
    pages: '页面',
    theme: '切换浅色与深色',
    skip: '跳到正文',
    other: 'English',
    asOf: '数据截至',
    soFar: '当日尚未结束',
    run: '运行',
    role: '角色',
    currency: '金额单位',
  },
} as const;

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

const icon = (shape: string) =>
  `<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true">${shape}</svg>`;

const moon = '<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"/>';

/** Set before the first paint, so that a chosen theme does not flash. */
const theme = `<script>{const t=localStorage.getItem("clientele-theme");if(t)document.documentElement.dataset.theme=t}</script>`;

/** Which language and page an address like `/zh-CN/customers` is. */
function place(site: Site, path: string) {
  const [, first, last] = path.split('/');
  const language = languages.find((name) => name === first);
  const found = addresses(site).find(({ address }) => address === last);
  return language && found ? { language, ...found } : undefined;
}

function header(site: Site, address: string): string {
  const here = place(site, address);
  if (!here) return '';
  const { language, page, parent } = here;
  const t = words[language];
  const other = languages.find((name) => name !== language) ?? language;
  const name = escape(site.run.name[language] ?? '');
  const links = site.pages.map(
    (p) =>
      `<li><a href="/${language}/${p.key}"${p.key === parent ? ` aria-current="${page.of ? 'true' : 'page'}"` : ''}>${icon(p.icon)}<span>${escape(p[language].name)}</span></a></li>`,
  );
  return `<a class="skip" href="#observablehq-main">${t.skip}</a>
<div class="rail"><div class="brand"><span class="mark" aria-hidden="true"></span><b>${name}</b></div>
<nav aria-label="${t.pages}"><ul>${links.join('')}</ul></nav></div>
<div class="top"><div><h1>${escape(here.name[language])}</h1><p class="sub">${escape(page[language].answers)}</p></div>
<div class="tools"><a class="btn" id="language" lang="${other}" hreflang="${other}" href="/${other}/${here.address}">${t.other}</a><button class="btn icon" id="theme" type="button" aria-label="${t.theme}">${icon(moon)}</button></div></div>`;
}

function footer(site: Site, address: string): string {
  const { run } = site;
  const t = words[place(site, address)?.language ?? 'en'];
  const parts = [
    `${t.asOf} <time datetime="${run.asOf}">${run.asOf}</time>${run.isComplete ? '' : ` (${t.soFar})`} · ${escape(run.timeZone)}`,
    `${t.run} <span class="mono">${escape(run.runId)}</span>`,
    `${t.role} ${escape(run.role)}`,
    `${t.currency} ${escape(run.currency)}`,
  ];
  return parts.map((part) => `<span>${part}</span>`).join('');
}

/** Observable Framework's configuration: no host but our own, no sidebar of its own, one page per language. */
export const siteConfig = (site: Site) => ({
  root: site.root,
  output: site.output,
  style: 'style.css',
  globalStylesheets: [],
  sidebar: false,
  toc: false,
  pager: false,
  search: false,
  linkify: false,
  preserveExtension: true,
  preserveIndex: true,
  pages: [],
  head: `<link rel="icon" href="data:,">${theme}`,
  header: ({ path }: { path: string }) => header(site, path),
  footer: ({ path }: { path: string }) => footer(site, path),
  *dynamicPaths() {
    for (const language of languages)
      for (const { address } of addresses(site)) yield `/${language}/${address}`;
  },
});
