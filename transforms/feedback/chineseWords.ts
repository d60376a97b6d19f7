import { createRequire } from 'node:module';
import { simplified } from '../standardise/light/index.ts';

type Library = typeof import('@node-rs/jieba');

let loaded: InstanceType<Library['Jieba']> | undefined;

/** The segmenter, loaded when first needed: its dictionary takes half a second and sixty megabytes. */
function segmenter(): InstanceType<Library['Jieba']> {
  if (!loaded) {
    const require = createRequire(import.meta.url);
    const { Jieba } = require('@node-rs/jieba') as Library;
    const { dict } = require('@node-rs/jieba/dict.js') as typeof import('@node-rs/jieba/dict.js');
    loaded = Jieba.withDict(dict);
  }
  return loaded;
}

/**
 * The words of a run of Chinese characters, as they are written; traditional ones are cut where their
 * simplified forms are, since the dictionary has these.
 *
 * Source: the dictionary and the hidden Markov model for words that it lacks of jieba, through @node-rs/jieba.
 */
export function chineseWords(run: string): readonly string[] {
  const plain = simplified(run);
  const words = segmenter().cut(plain, true);
  if (plain === run) return words;
  const characters = Array.from(run);
  let from = 0;
  return words.map((word) => {
    const to = from + Array.from(word).length;
    const written = characters.slice(from, to).join('');
    from = to;
    return written;
  });
}

const classes = new Map<string, string | undefined>();

/**
 * The class that the dictionary gives a Chinese word: n, v, a …, nr for a name of a person. Nothing where the
 * dictionary does not have it as one word.
 */
export function classOf(word: string): string | undefined {
  if (!classes.has(word)) {
    const [first, ...others] = segmenter().tag(simplified(word), false);
    classes.set(word, first && others.length === 0 && first.tag !== 'x' ? first.tag : undefined);
  }
  return classes.get(word);
}
