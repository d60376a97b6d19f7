const mostRounds = 5;

/**
 * Reads a text, then the value that came out, until the value no longer changes, which makes standardising
 * twice the same as once; what the value itself is read as decides whether it is valid. Null where it does
 * not settle within five rounds.
 */
export function settled<Result extends { readonly value: string | null; readonly valid: boolean }>(
  text: string,
  read: (text: string) => Result,
  merge: (first: Result, last: Result) => Result,
): Result | null {
  const first = read(text);
  let last = first;
  let before: string | null = text;
  for (let round = 0; round < mostRounds; round++) {
    if (last.value === null || last.value === before) return last === first ? first : merge(first, last);
    before = last.value;
    const next = read(last.value);
    if (next.value === last.value) {
      const settling = next.valid === last.valid ? last : next;
      return settling === first ? first : merge(first, settling);
    }
    last = next;
  }
  return null;
}
