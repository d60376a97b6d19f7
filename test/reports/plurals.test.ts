import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const views = path.resolve(import.meta.dirname, '../../reports/views');
const pages = fs.readdirSync(views).filter((name) => fs.existsSync(path.join(views, name, 'words.ts')));

interface Words {
  readonly [key: string]: unknown;
}

type Sentence = (...text: readonly unknown[]) => unknown;

/** A sentence with 1 for each text that it takes; the last may be a list. */
function withOne(sentence: Sentence): string {
  const text: readonly unknown[] = Array.from({ length: sentence.length }, () => '1');
  try {
    return String(sentence(...text));
  } catch {
    return String(sentence(...text.slice(1), ['1']));
  }
}

const ofOne = (words: Words): readonly string[] =>
  Object.values(words).flatMap((word) => {
    if (typeof word === 'function') return [withOne(word as Sentence)];
    return typeof word === 'object' && word !== null && !Array.isArray(word) ? ofOne(word as Words) : [];
  });

const things =
  'customer|member|record|pair|day|week|month|product|row|check|rule|test|table|link|stage|field|type|segment|model|candidate';
const several = new RegExp(`(?<![\\d.–])\\b1 (?:whole |gold |more |fewer )?(?:${things})s\\b`);
const manyDo = new RegExp(`(?:^|Only )1 (?:${things}) (?:are|were|have|show|do|hold|stand|bring|ask)\\b`);

test.each(pages)('the page %s speaks of one thing as of one', async (page) => {
  const { words } = (await import(path.join(views, page, 'words.ts'))) as { words: { en: Words } };
  const said = ofOne(words.en);
  expect(said.filter((sentence) => several.test(sentence) || manyDo.test(sentence))).toEqual([]);
});
