import { html } from './html.ts';

let shown: HTMLElement | undefined;

function tipBox(): HTMLElement {
  shown ??= html`<div class="tip" role="status" aria-live="polite"></div>`;
  if (!shown.isConnected) document.body.append(shown);
  return shown;
}

/** Shows lines of text near a point of the window; the first line is the heading. */
export function showTip(lines: readonly string[], x: number, y: number): void {
  const box = tipBox();
  const [head, ...rest] = lines;
  box.replaceChildren(html`<b>${head ?? ''}</b>`, ...rest.map((line) => html`<span>${line}</span>`));
  box.classList.add('on');
  const { offsetWidth: width, offsetHeight: height } = box;
  const over = y - height - 12;
  box.style.left = `${Math.min(innerWidth - width - 8, Math.max(8, x + 14))}px`;
  box.style.top = `${over > 8 ? over : y + 18}px`;
}

export function hideTip(): void {
  shown?.classList.remove('on');
}

/** Gives an element a tooltip on hover and on keyboard focus; Escape hides it. */
export function withTip<E extends Element>(element: E, lines: () => readonly string[]): E {
  const atElement = () => {
    const { left, top, width } = element.getBoundingClientRect();
    showTip(lines(), left + width / 2, top);
  };
  element.addEventListener('pointermove', (event) => {
    if (event instanceof PointerEvent) showTip(lines(), event.clientX, event.clientY);
  });
  element.addEventListener('pointerleave', hideTip);
  element.addEventListener('focus', atElement);
  element.addEventListener('blur', hideTip);
  element.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Escape') hideTip();
  });
  return element;
}
