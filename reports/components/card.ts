import { type Content, html } from './html.ts';
import type { Speech } from './page.ts';

/** A titled box. */
export const card = (title: string, sentence: string, body: Content, className = ''): HTMLElement =>
  html`<section class=${`card ${className}`}><header><div><h2>${title}</h2>${sentence ? html`<p>${sentence}</p>` : ''}</div></header>${body}</section>`;

/** What stands where a figure has nothing to show: why, in words. */
export const emptyState = (speech: Speech, why = speech.terms.nothingWhy): HTMLElement =>
  html`<div class="empty"><svg viewBox="0 0 48 32" width="48" height="32" aria-hidden="true"><path d="M2 30h44M8 30V20h6v10M20 30V12h6v18M32 30V24h6v6" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 3"/></svg><b>${speech.terms.nothing}</b><p>${why}</p></div>`;

let count = 0;

/** A small button that opens a sentence of explanation. */
export function info(label: string, text: string): readonly HTMLElement[] {
  const id = `info-${++count}`;
  const button = html`<button class="info" type="button" popovertarget=${id} aria-label=${label}><svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.4" /><path d="M8 7.2v4" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" /><circle cx="8" cy="4.9" r=".9" fill="currentColor" /></svg></button>`;
  const box = html`<div popover="auto" id=${id} class="pop">${text}</div>`;
  box.addEventListener('toggle', () => {
    const { left, bottom } = button.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(innerWidth - box.offsetWidth - 8, left - 12))}px`;
    box.style.top = `${bottom + 6}px`;
  });
  return [button, box];
}
