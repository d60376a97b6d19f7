/**
 * A box whose picture is drawn anew for the width it gets; with `grows`, for the height too, where the card is taller
 * because of what stands beside it (at most two and a half times).
 */
export function responsive(
  height: number,
  draw: (width: number, height: number) => Element,
  options: { readonly grows?: boolean } = {},
): HTMLElement {
  const box = document.createElement('div');
  box.className = options.grows ? 'chart grows' : 'chart';
  box.style.minHeight = `${height}px`;
  let drawn = '';
  const paint = (width: number, room: number) => {
    const tall = options.grows ? Math.max(height, Math.min(room, height * 2.5)) : height;
    if (width <= 0 || drawn === `${width} ${tall}`) return;
    drawn = `${width} ${tall}`;
    box.replaceChildren(draw(width, tall));
  };
  new ResizeObserver(([entry]) => {
    const { width = 0, height: room = 0 } = entry?.contentRect ?? {};
    paint(Math.floor(width), Math.floor(room));
  }).observe(box);
  return box;
}
