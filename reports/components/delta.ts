import { html } from './html.ts';

/** A change as a pill with an arrow: good, bad, or neither; neither too where it `mayBeChance`. */
export function delta(
  text: string,
  change: number,
  rising: 'good' | 'bad' = 'good',
  mayBeChance = false,
): HTMLElement {
  const flat = Math.abs(change) < 0.0005;
  const kind = flat || mayBeChance ? 'flat' : change > 0 === (rising === 'good') ? 'up' : 'down';
  const shape = flat ? 'M0 3h8v2H0z' : change > 0 ? 'M4 1l3.5 6h-7z' : 'M4 7L.5 1h7z';
  return html`<span class=${`delta ${kind}`}><svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true"><path fill="currentColor" d=${shape} /></svg>${text}</span>`;
}
