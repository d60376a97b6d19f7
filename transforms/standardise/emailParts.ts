const inAngles = /<\s*(?:mailto:)?([^<>]*@[^<>]*)>/gi;
const label = /^(?:mailto:|(?:电子邮件|电子邮箱|邮箱|邮件|e-?mail)(?:地址|\s*address)?\s*[:：]\s*)+/i;
/** a note behind an address, or brackets and quotes all round it */
const note = /(?<=\S)\s*[([【][^)\]】@]*[)\]】]\s*$/u;
const wrapped = /^["'“”‘’([【「《]+([^"'“”‘’()[\]【】「」《》]*)["'“”‘’)\]】」》]+$/u;

/** signs and words that may be parts of an address, and part two where each side is one */
const betweenAddresses = /\s*[/&]\s*|\s*(?:或者?|和)\s*|\s+(?:or|and)\s+|\s+/i;
const oneAddress = /^[^@]+@[^@]+$/;

/**
 * The addresses of a field that may hold several: those in ‹…› if there are any, else what is parted by , ; 、
 * | or line ends, and by spaces, / & 或 和 or, where each part is an address. Text that stands before or behind
 * an address without ‹…› stays with it: it is a part of the address that was typed wrongly, and what is left
 * without it would be another person's.
 */
export function splitAddresses(text: string): readonly string[] {
  const angled = [...text.matchAll(inAngles)].map((match) => (match[1] ?? '').trim());
  if (angled.length > 0) return angled;
  const [first = '', ...others] = text
    .split(/\s*[,;、|<>\n]\s*/)
    .map(bare)
    .filter((part) => part !== '');
  const parts = [first, ...others.filter((part) => part.includes('@'))];
  return parts.flatMap((part) => {
    if (part.indexOf('@') === part.lastIndexOf('@')) return [part];
    const pieces = part.split(betweenAddresses);
    return pieces.every((piece) => oneAddress.test(piece)) ? pieces : [part];
  });
}

/** An entry without its label, `?subject=…`, a note in brackets, and spaces round the @. */
const bare = (part: string): string =>
  part
    .trim()
    .replace(/^(mailto:[^?]*)\?.*$/i, '$1')
    .replace(label, '')
    .replace(note, '')
    .replace(wrapped, '$1')
    .replace(/\s*@\s*/g, '@')
    .trim();
