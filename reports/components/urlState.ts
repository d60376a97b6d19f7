/**
 * Values kept in the address: they survive a reload and can be shared. Only what differs from the default is
 * written.
 */
export interface UrlState<Key extends string> {
  get(key: Key): string;
  set(key: Key, value: string): void;
  /** As `set`, but the address stays as it is: for a value that is still being dragged. */
  preview(key: Key, value: string): void;
  onChange(listener: () => void): void;
}

/** `allowed` lists or tells the values of a key; what the address says beyond it is ignored. */
export function urlState<Key extends string>(
  defaults: Readonly<Record<Key, string>>,
  allowed: Partial<Readonly<Record<Key, readonly string[] | ((value: string) => boolean)>>> = {},
): UrlState<Key> {
  const listeners: (() => void)[] = [];
  const dragged = new Map<Key, string>();
  const get = (key: Key) => {
    const still = dragged.get(key);
    if (still !== undefined) return still;
    const value = new URLSearchParams(location.search).get(key);
    const known = allowed[key];
    const isKnown = (text: string) =>
      known === undefined || (typeof known === 'function' ? known(text) : known.includes(text));
    return value !== null && isKnown(value) ? value : defaults[key];
  };
  window.addEventListener('popstate', () => {
    for (const listener of listeners) listener();
  });
  return {
    get,
    preview(key, value) {
      dragged.set(key, value);
      for (const listener of listeners) listener();
    },
    set(key, value) {
      dragged.delete(key);
      const url = new URL(location.href);
      if (value === defaults[key]) url.searchParams.delete(key);
      else url.searchParams.set(key, value);
      history.replaceState(history.state, '', url);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** A container that is drawn again whenever the state changes. */
export function live<Key extends string>(
  state: UrlState<Key>,
  draw: () => Node | readonly (Node | null)[],
  className = 'live',
): HTMLElement {
  const box = document.createElement('div');
  box.className = className;
  const paint = () => {
    // a control that is drawn into the new picture keeps the keyboard's focus
    const focused = box.contains(document.activeElement) ? document.activeElement : null;
    const drawn = draw();
    const nodes: readonly (Node | null)[] = drawn instanceof Node ? [drawn] : drawn;
    box.replaceChildren(...nodes.filter((node) => node !== null));
    if (focused instanceof HTMLElement && box.contains(focused)) focused.focus();
  };
  state.onChange(paint);
  paint();
  return box;
}
