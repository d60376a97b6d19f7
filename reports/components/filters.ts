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

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly show: (value: number) => string;
}

/** A number to be dragged, or moved by arrow keys; pages follow while it moves, the address when it rests. */
export function slider<Key extends string>(
  label: string,
  { from, to, step, show }: Scale,
  state: UrlState<Key>,
  key: Key,
): HTMLElement {
  const box = html`<input type="range" name=${key} min=${from} max=${to} step=${step} />` as HTMLInputElement;
  const read = html`<output></output>`;
  box.addEventListener('input', () => state.preview(key, box.value));
  box.addEventListener('change', () => state.set(key, box.value));
  const fill = () => {
    const value = state.get(key);
    if (box.value !== value) box.value = value;
    read.textContent = show(Number(value));
    box.setAttribute('aria-valuetext', read.textContent);
  };
  state.onChange(fill);
  fill();
  return html`<label class="slider"><span>${label}</span>${box}${read}</label>`;
}

/** Whether a value of the address is a number of a scale. */
export const isWithin =
  ({ from, to }: Pick<Scale, 'from' | 'to'>) =>
  (value: string): boolean =>
    value.trim() !== '' && Number(value) >= from && Number(value) <= to;

/** The bar of a page's filters, with what they apply to. */
export const filterBar = (speech: Speech, controls: Content, appliesTo = ''): HTMLElement =>
  html`<form class="filters" aria-label=${speech.terms.filters} onsubmit=${(event: Event) => event.preventDefault()}>${controls}${appliesTo ? html`<p class="applies">${speech.terms.appliesTo(appliesTo)}</p>` : ''}</form>`;
