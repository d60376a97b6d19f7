import { html } from './html.ts';
import { type Dictionary, type Format, formats, type Language, type Run } from './locale.ts';
import { type Terms, terms } from './terms.ts';

/** What every part of a page needs to speak the reader's language. */
export interface Speech {
  readonly language: Language;
  readonly format: Format;
  readonly terms: Terms;
  readonly run: Run;
}

export interface PageContext<Words> extends Speech {
  readonly t: Words;
}

/** Makes the function that a page's Markdown calls, from the page's words and how its data become elements. */
export function definePage<Data, Words>(
  words: Dictionary<Words>,
  render: (data: Data, context: PageContext<Words>) => readonly (Node | null)[],
) {
  return (payload: { run: Run; data: Data }, lang: string): HTMLElement => {
    const language: Language = lang === 'zh-CN' ? 'zh-CN' : 'en';
    wireFrame();
    const format = formats(language, payload.run.currency);
    const context = { language, format, terms: terms[language], run: payload.run, t: words[language] };
    return html`<div class="page">${render(payload.data, context)}</div>`;
  };
}

/** The theme switch and the language link (which keeps the filters of the address). */
function wireFrame(): void {
  const root = document.documentElement;
  document.getElementById('theme')?.addEventListener('click', () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('clientele-theme', root.dataset.theme);
  });
  const link = document.getElementById('language');
  link?.addEventListener('click', () => {
    if (link instanceof HTMLAnchorElement) link.search = location.search;
  });
}
