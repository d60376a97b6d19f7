/** What may stand inside a template: text, an element, or many. */
export type Content = string | number | Node | readonly Content[] | null;

interface Template {
  readonly content: DocumentFragment;
  /** attribute holes by place; the others are content */
  readonly attributes: ReadonlyMap<number, string>;
}

const templates = new WeakMap<TemplateStringsArray, Template>();

const attributeHole = /\s([\w:-]+)=$/;

/**
 * `html` and `svg` make one element from a template. A value after `name=` sets that attribute (`on…` adds a listener,
 * an object for `style` sets properties, null leaves it out); any other value becomes content, text always as text.
 * Values never pass through the HTML parser, so the strict content security policy holds.
 */
function parse(strings: TemplateStringsArray, wrapper: string): Template {
  const attributes = new Map<number, string>();
  let source = '';
  strings.forEach((text, i) => {
    const name = i < strings.length - 1 ? attributeHole.exec(text)?.[1] : undefined;
    if (name) {
      attributes.set(i, name);
      source += `${text.slice(0, -name.length - 1)}data-hole-${i}=""`;
    } else source += i < strings.length - 1 ? `${text}<!--hole ${i}-->` : text;
  });
  const element = document.createElement('template');
  element.innerHTML = wrapper ? `<${wrapper}>${source.trim()}</${wrapper}>` : source.trim();
  return { content: element.content, attributes };
}

function setAttribute(element: Element, name: string, value: unknown): void {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith('on') && typeof value === 'function')
    element.addEventListener(name.slice(2), value as EventListener);
  else if (name === 'style' && typeof value === 'object' && 'style' in element)
    for (const [key, text] of Object.entries(value as Record<string, string>))
      (element as HTMLElement).style.setProperty(key, text);
  else element.setAttribute(name, value === true ? '' : String(value));
}

const nodes = (value: unknown): readonly Node[] => {
  if (value === null || value === undefined || value === '') return [];
  if (value instanceof Node) return [value];
  if (Array.isArray(value)) return value.flatMap(nodes);
  return [document.createTextNode(String(value))];
};

function instantiate(strings: TemplateStringsArray, values: readonly unknown[], wrapper: string): Element {
  let template = templates.get(strings);
  if (!template) {
    template = parse(strings, wrapper);
    templates.set(strings, template);
  }
  const copy = document.importNode(template.content, true);
  const element = wrapper ? copy.firstElementChild?.firstElementChild : copy.firstElementChild;
  if (!element) throw new Error('a template needs one element');
  for (const [i, name] of template.attributes) {
    const mark = `data-hole-${i}`;
    const target = copy.querySelector(`[${mark}]`);
    target?.removeAttribute(mark);
    if (target) setAttribute(target, name, values[i]);
  }
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const holes: Comment[] = [];
  while (comments.nextNode()) holes.push(comments.currentNode as Comment);
  for (const hole of holes) hole.replaceWith(...nodes(values[Number(hole.data.slice(5))]));
  return element;
}

export const html = (strings: TemplateStringsArray, ...values: unknown[]): HTMLElement =>
  instantiate(strings, values, '') as HTMLElement;

export const svg = (strings: TemplateStringsArray, ...values: unknown[]): SVGElement =>
  (strings[0]?.startsWith('<svg')
    ? instantiate(strings, values, '')
    : instantiate(strings, values, 'svg')) as SVGElement;
