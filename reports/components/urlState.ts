/** Values kept in the address: they survive a reload and can be shared. Only what differs from the default is written. */
export interface UrlState<Key extends string> {
  get(key: Key): string;
  set(key: Key, value: string): void;
  onChange(listener: () => void): void;
}

/** `allowed` lists the values of a key; what the address says beyond it is ignored. */
export function urlState<Key extends string>(
  defaults: Readonly<Record<Key, string>>,
  allowed: Partial<Readonly<Record<Key, readonly string[]>>> = {},
): UrlState<Key> {
  const listeners: (() => void)[] = [];
  const get = (key: Key) => {
    const value = new URLSearchParams(location.search).get(key);
    return value === null || allowed[key]?.includes(value) === false ? defaults[key] : value;
  };
  window.addEventListener('popstate', () => {
    for (const listener of listeners) listener();
  });
  return {
    get,
    set(key, value) {
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
