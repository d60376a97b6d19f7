import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { languages } from './languages.ts';
import { addresses, type Site } from './siteConfig.ts';

const font = 'inter-latin-wght-normal.woff2';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const inlineScripts = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((m) => hash(m[1] ?? '')),
  ),
];

/** Only what the page itself brings may run; nothing is asked of another host. */
const policy = (html: string) =>
  [
    "default-src 'none'",
    `script-src 'self' ${inlineScripts(html).join(' ')}`.trim(),
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const withPolicy = (html: string) =>
  html.replace(
    '<meta charset="utf-8">',
    `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy(html)}">`,
  );

/**
 * What Framework leaves out of a page: its language, zooming, its title, early loading of data and font, the
 * policy.
 */
function finishPage(html: string, site: Site, language: (typeof languages)[number], name: string): string {
  const page = addresses(site).find(({ address }) => address === name);
  const title = `${page?.name[language] ?? ''} · ${site.run.name[language] ?? ''}`.replaceAll('<', '&lt;');
  const data = /registerFile\([^)]*"path":"([^"]+)"/.exec(html)?.[1];
  const early = [
    `<link rel="preload" as="font" type="font/woff2" crossorigin href="../fonts/${font}">`,
    ...(data ? [`<link rel="preload" as="fetch" type="application/json" crossorigin href="${data}">`] : []),
  ];
  return withPolicy(
    html
      .replace('<html>', `<html lang="${language}">`)
      .replace(', maximum-scale=1', '')
      .replace(/\n<meta name="generator"[^>]*>/, '')
      .replace(/<title>[^<]*<\/title>/, `<title>${title}</title>\n${early.join('\n')}`),
  );
}

/** `/` goes to the language that the browser prefers, and lists them all where scripts do not run. */
const entryPage = (site: Site) => {
  const first = site.pages[0]?.key ?? 'index';
  const links = languages.map(
    (name) => `<li><a hreflang="${name}" href="${name}/${first}.html">${name}</a></li>`,
  );
  return withPolicy(`<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${(site.run.name.en ?? '').replaceAll('<', '&lt;')}</title>
<script>location.replace((/^zh/i.test(navigator.language)?"zh-CN":"en")+"/${first}.html")</script>
</head><body><main><h1>${(site.run.name.en ?? '').replaceAll('<', '&lt;')}</h1><ul>${links.join('')}</ul></main></body></html>
`);
};

/** Turns Framework's output into the finished site. */
export function finish(site: Site): void {
  const { output } = site;
  const require = createRequire(import.meta.url);
  const files = path.join(path.dirname(require.resolve('@fontsource-variable/inter/package.json')), 'files');
  fs.mkdirSync(path.join(output, 'fonts'), { recursive: true });
  fs.copyFileSync(path.join(files, font), path.join(output, 'fonts', font));
  const sheets = fs.readdirSync(path.join(output, '_import')).filter((file) => file.endsWith('.css'));
  for (const sheet of sheets)
    fs.appendFileSync(
      path.join(output, '_import', sheet),
      `@font-face{font-family:"Inter Variable";font-weight:100 900;font-display:swap;src:url("../fonts/${font}") format("woff2")}`,
    );
  for (const language of languages)
    for (const file of fs.readdirSync(path.join(output, language)).filter((name) => name.endsWith('.html'))) {
      const name = path.join(output, language, file);
      fs.writeFileSync(
        name,
        finishPage(fs.readFileSync(name, 'utf8'), site, language, path.parse(file).name),
      );
    }
  fs.writeFileSync(path.join(output, 'index.html'), entryPage(site));
}
