import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ClienteleError, packageRoot } from '../../warehouse/index.ts';
import type { Language } from './languages.ts';

const words = z.strictObject({ name: z.string(), answers: z.string() });

const frontMatter = z.strictObject({
  title: z.string(),
  /** place in the navigation */
  order: z.number(),
  /** the inside of a 24 × 24 svg, drawn in strokes */
  icon: z.string(),
  /** the page that it belongs to, where there is one such page for each of many: of each segment, say */
  of: z.string().optional(),
  en: words,
  'zh-CN': words,
});

/** A page as its Markdown file describes it. */
export type Page = z.infer<typeof frontMatter> & {
  /** file name without `.md`: the page's address, and the name of its loader and view */
  readonly key: string;
};

/** One of many of which each has a page: a segment, say. */
export interface Member {
  readonly page: Page;
  /** its place in the address: `segment-3` */
  readonly address: string;
  readonly name: Readonly<Record<Language, string>>;
}

/** The pages of the navigation, in its order. */
export const readPages = (): readonly Page[] => readAll().filter(({ of }) => !of);

/** The pages of which there is one for each of many; the navigation leads to those that they are of. */
export const readMemberPages = (): readonly Page[] => readAll().filter(({ of }) => of);

/** The Markdown files of the pages. */
function readAll(folder = path.join(packageRoot(), 'reports/pages')): readonly Page[] {
  const pages = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => {
      const text = fs.readFileSync(path.join(folder, file), 'utf8');
      const head = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '';
      const parsed = frontMatter.safeParse(parse(head));
      if (!parsed.success) throw new ClienteleError('page-invalid', `${file}: ${parsed.error.message}`);
      return { ...parsed.data, key: path.parse(file).name };
    });
  return pages.sort((a, b) => a.order - b.order);
}
