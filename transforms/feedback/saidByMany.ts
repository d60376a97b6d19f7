/** Fewer people than these are not spoken of. */
export const leastPeople = 5;

/** Whether at least five people use a term; comments of nobody known count as one person's. */
export function saidByMany(
  terms: readonly Iterable<string>[],
  people: readonly (string | null)[],
): (term: string) => boolean {
  const users = new Map<string, Set<string | null>>();
  terms.forEach((one, i) => {
    for (const term of one) {
      const known = users.get(term);
      if (!known) users.set(term, new Set([people[i] ?? null]));
      else if (known.size < leastPeople) known.add(people[i] ?? null);
    }
  });
  return (term) => (users.get(term)?.size ?? 0) >= leastPeople;
}
