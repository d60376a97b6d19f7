import { type Content, html } from './html.ts';
import type { Speech } from './page.ts';
import type { UrlState } from './urlState.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A few choices side by side, one pressed. */
export function segmented<Key extends string>(
  label: string,
  choices: readonly Choice[],
  state: UrlState<Key>,
  key: Key,
): HTMLElement {
  const buttons = choices.map(
    ({ value, label: text }) =>
      html`<button type="button" data-value=${value} onclick=${() => state.set(key, value)}>${text}</button>`,
  );
  const mark = () => {
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset.value === state.get(key)));
  };
  state.onChange(mark);
  mark();
  return html`<div class="seg" role="group" aria-label=${label} data-filter=${key}>${buttons}</div>`;
}

/** One of many choices. `choices` may depend on other values of the state. */
export function select<Key extends string>(
  label: string,
  choices: () => readonly Choice[],
  state: UrlState<Key>,
  key: Key,
): HTMLElement {
  const box = document.createElement('select');
  box.name = key;
  box.addEventListener('change', () => state.set(key, box.value));
  const fill = () => {
    box.replaceChildren(...choices().map(({ value, label: text }) => new Option(text, value)));
    box.value = state.get(key);
    if (box.selectedIndex < 0) box.selectedIndex = 0;
  };
  state.onChange(fill);
  fill();
  return html`<label class="select"><span>${label}</span>${box}</label>`;
}

/** The bar of a page's filters, with what they apply to. */
export const filterBar = (speech: Speech, controls: Content, appliesTo = ''): HTMLElement =>
  html`<form class="filters" aria-label=${speech.terms.filters} onsubmit=${(event: Event) => event.preventDefault()}>${controls}${appliesTo ? html`<p class="applies">${speech.terms.appliesTo(appliesTo)}</p>` : ''}</form>`;
