/** Words inside a name that stay lower case: van der Berg, de la Cruz, bin Laden. */
export const nameParticles: ReadonlySet<string> = new Set(
  "van von der den de del della di da do dos das du la le el al bin ibn binti bint ben ter ten te und zu zum zur af av och y e 't".split(
    ' ',
  ),
);

/** Words of Irish family names, which have capitals: Ó Súilleabháin, Mac Gabhann, Ní Bhriain. */
export const irishParticles: ReadonlySet<string> = new Set('ó ní nic mac mhic uí'.split(' '));

/**
 * A Latin name as it is usually written, where it came in one case throughout: `MCDONALD` → McDonald,
 * `o'brien` → O'Brien, `LUDWIG VAN BEETHOVEN` → Ludwig van Beethoven. A name in mixed case is left as its
 * owner wrote it. The first word is always capitalised.
 */
export function nameCase(text: string): string {
  if (text !== text.toUpperCase() && text !== text.toLowerCase()) return text;
  return text
    .toLowerCase()
    .split(' ')
    .map((word, index) => (index > 0 && nameParticles.has(word) ? word : capitalised(word)))
    .join(' ');
}

const capitalised = (word: string): string =>
  word
    .replace(/(^|[-.])(\p{L})/gu, (_, before: string, letter: string) => before + upper(letter))
    .replace(
      /^(\p{L})['’](\p{L})(?=\p{L})/u,
      (_, first: string, second: string) => `${upper(first)}'${upper(second)}`,
    )
    .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${upper(letter)}`);

/** ß and the like have no single capital; Georgian has capitals for whole words alone, and none at the head of one */
const upper = (letter: string): string =>
  letter.toUpperCase().length === letter.length && !/\p{Script=Georgian}/u.test(letter)
    ? letter.toUpperCase()
    : letter;
