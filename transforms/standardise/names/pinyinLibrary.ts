import { createRequire } from 'node:module';

type Library = typeof import('pinyin-pro');

let loaded: Library | undefined;

/**
 * `pinyin` of pinyin-pro, loaded when first needed: its dictionaries take a twentieth of a second and some
 * fifteen megabytes.
 */
export function pinyinLibrary(): Library['pinyin'] {
  loaded ??= createRequire(import.meta.url)('pinyin-pro') as Library;
  return loaded.pinyin;
}
