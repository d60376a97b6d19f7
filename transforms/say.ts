/** The {names} in a template. */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/**
 * A sentence of a record, from a template. What a model can say is a list of templates, so that pages can say
 * it in other languages.
 * @example say('{left} of {all} left.', { left: 3, all: 10 }) // 3 of 10 left.
 */
export const say = <T extends string>(
  template: T,
  values: Readonly<Record<Names<T>, string | number>>,
): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) =>
    String((values as Record<string, string | number>)[name]),
  );
