import { createHash } from 'node:crypto';

/** The fold of a text: its MD5, read as one number, modulo the number of folds. */
export const foldOf = (text: string, folds: number): number =>
  Number(BigInt(`0x${createHash('md5').update(text).digest('hex')}`) % BigInt(folds));
