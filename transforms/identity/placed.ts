import { type Evidence, Groups } from './groups.ts';

/**
 * The groups after records that are in none are put to the group that they are likeliest of: where that is likelier than
 * `least` (log2 odds) against their being alone or of any other group. Agglomeration joins nothing whose nearest two
 * records are hardly one person; once all groups are known, a record need not be like one of theirs, so long as few
 * are alone and no other group comes near. Nothing changes where it is not known how many are alone.
 *
 * O(n²) in the records.
 * @param groups by record the first record of its group, and so are those that are returned
 */
export function placed(evidence: Evidence, groups: readonly number[], least: number): readonly number[] {
  if (!evidence.isAloneKnown) return groups;
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const all = [...sizes.keys()].filter((group) => (sizes.get(group) as number) > 1);
  if (all.length === 0 || all.length === sizes.size) return groups;
  const people = Groups.of(evidence, groups);
  return numberedByFirst(
    groups.map((group) => (sizes.get(group) === 1 ? (groupOf(people, group, all, least) ?? group) : group)),
  );
}

/** The group that a record is likeliest of, if that is likely enough. */
function groupOf(people: Groups, record: number, all: readonly number[], least: number): number | undefined {
  const found = all.map((group) => {
    const { total, forAlone } = people.compared(Math.min(record, group), Math.max(record, group));
    return { group, total, forAlone };
  });
  const best = found.reduce((one, other) => (other.total > one.total ? other : one));
  const others = found.reduce((sum, one) => (one === best ? sum : sum + 2 ** one.total), 2 ** -best.forAlone);
  return best.total - Math.log2(others) >= least ? best.group : undefined;
}

/** The same groups, each called by its first record. */
function numberedByFirst(groups: readonly number[]): readonly number[] {
  const first = new Map<number, number>();
  groups.forEach((group, record) => {
    if (!first.has(group)) first.set(group, record);
  });
  return groups.map((group) => first.get(group) as number);
}
