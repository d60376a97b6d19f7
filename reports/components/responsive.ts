/** A box whose picture is drawn anew for the width it gets. */
export function responsive(height: number, draw: (width: number) => Element): HTMLElement {
  const box = document.createElement('div');
  box.className = 'chart';
  box.style.minHeight = `${height}px`;
  let drawn = 0;
  const paint = (width: number) => {
    if (width <= 0 || width === drawn) return;
    drawn = width;
    box.replaceChildren(draw(width));
  };
  new ResizeObserver(([entry]) => paint(Math.floor(entry?.contentRect.width ?? 0))).observe(box);
  return box;
}
