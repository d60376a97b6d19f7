import { ClienteleError } from '../../warehouse/index.ts';
import type { Decision } from './decisionLedger.ts';
import { together } from './together.ts';

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
  const merges = decisions.filter(({ kind }) => kind === 'merge');
  const personOf = together(merges.map(namesOf));
  return decisions.flatMap((split) => {
    const [person, other] = namesOf(split).map(personOf);
    if (split.kind !== 'split' || person !== other) return [];
    return [{ split, merges: merges.filter((merge) => personOf(namesOf(merge)[0]) === person) }];
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
