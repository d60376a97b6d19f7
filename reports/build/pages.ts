import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ClienteleError } from '../../warehouse/index.ts';
import { packageRoot } from './packageRoot.ts';

const words = z.strictObject({ name: z.string(), answers: z.string() });

const frontMatter = z.strictObject({
  title: z.string(),
  /** place in the navigation */
  order: z.number(),
  /** the inside of a 24 × 24 svg, drawn in strokes */
  icon: z.string(),
  en: words,
  'zh-CN': words,
});

/** A page as its Markdown file describes it. */
export type Page = z.infer<typeof frontMatter> & {
  /** file name without `.md`: the page's address, and the name of its loader and view */
  readonly key: string;
};

/** The Markdown files of the pages, in the order of the navigation. */
export function readPages(folder = path.join(packageRoot(), 'reports/pages')): readonly Page[] {
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
