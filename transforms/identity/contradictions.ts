import { ClienteleError } from '../../warehouse/index.ts';
import { clusters } from './clusters.ts';
import type { Decision } from './decisionLedger.ts';

/** By what the two records of a decision are told. */
export const namesOf = ({
  left,
  right,
  leftKey,
  rightKey,
}: Pick<Decision, 'left' | 'right' | 'leftKey' | 'rightKey'>): readonly [string, string] => [
  leftKey ?? String(left),
  rightKey ?? String(right),
];

/** A split of two records that merges make one person. */
interface Contradiction {
  readonly split: Decision;
  readonly merges: readonly Decision[];
}

function contradictions(decisions: readonly Decision[]): readonly Contradiction[] {
  const numbers = new Map<string, number>();
  const pairs = decisions.map((one) => {
    const [left, right] = namesOf(one).map((name) => {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    }) as [number, number];
    return { one, left, right };
  });
  const merged = pairs.filter(({ one }) => one.kind === 'merge');
  const people = clusters({
    left: merged.map(({ left }) => left),
    right: merged.map(({ right }) => right),
  });
  return pairs.flatMap(({ one, left, right }) => {
    const person = people.get(left);
    if (one.kind !== 'split' || person === undefined || person !== people.get(right)) return [];
    const of = merged.filter((merge) => people.get(merge.left) === person).map((merge) => merge.one);
    return [{ split: one, merges: of }];
  });
}

/**
 * Refuses decisions that contradict each other `then`, and do not `now`.
 * @throws ClienteleError `decision-contradicts`, naming those in force now
 */
export function refuseContradiction(now: readonly Decision[], then: readonly Decision[]): void {
  const known = new Set(contradictions(now).map(({ split }) => split.id));
  const found = contradictions(then).find(({ split }) => !known.has(split.id));
  if (!found) return;
  const { split, merges } = found;
  const inForce = new Set(now.map(({ id }) => id));
  const named = [...merges, split].map(({ id }) => id).filter((id) => inForce.has(id));
  throw new ClienteleError(
    'decision-contradicts',
    `records ${split.left} and ${split.right} would be one customer and two: decisions ${named.join(', ')} say otherwise; undo one first (clientele identity undo ID)`,
  );
}
