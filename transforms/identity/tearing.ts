import { ClienteleError } from '../../warehouse/index.ts';
import { namesOf } from './contradictions.ts';
import type { Decision } from './decisionLedger.ts';
import { together } from './together.ts';

/** A source record of a customer, as the build has it. */
export interface Member {
  readonly id: number;
  readonly key: string;
  readonly customerId: string;
}

type Merge = Pick<Decision, 'left' | 'right' | 'leftKey' | 'rightKey'>;

/**
 * The splits in force, beside one of the pair itself, by which a merge would tear a customer: each keeps a record of the one
 * side from one of the other, so that one of them would leave its own side, about which nobody decided. A side is the
 * customer as the build and the merges in force have it, without whom a split keeps from the record that is merged.
 * @param members the records of the customers that are merged, and of those that merges join to them
 */
export function tearing(
  inForce: readonly Decision[],
  merge: Merge,
  members: readonly Member[],
): readonly Decision[] {
  const keyOf = new Map(members.map(({ id, key }) => [String(id), key]));
  const names = (decision: Merge) =>
    namesOf(decision).map((name) => keyOf.get(name) ?? name) as unknown as readonly [string, string];
  const [a, b] = names(merge);
  const merges = inForce.filter(({ kind }) => kind === 'merge').map(names);
  const splits = inForce.filter(({ kind }) => kind === 'split').map((one) => ({ one, names: names(one) }));
  const personOf = together(merges);
  const customerOf = together([
    ...merges,
    ...members.map(({ key, customerId }) => [key, customerId] as const),
  ]);
  const two = (x: string, y: string) => JSON.stringify([personOf(x), personOf(y)].sort());
  const apart = new Set(splits.map(({ names: [x, y] }) => two(x, y)));
  const isBeside = (x: string, of: string) => customerOf(x) === customerOf(of) && !apart.has(two(x, of));
  const isAcross = (x: string, y: string) =>
    isBeside(x, a) && isBeside(y, b) && !(isBeside(x, b) && isBeside(y, a));
  const isOfPair = (x: string, y: string) => (x === a && y === b) || (x === b && y === a);
  return splits.flatMap(({ one, names: [x, y] }) =>
    !isOfPair(x, y) && (isAcross(x, y) || isAcross(y, x)) ? [one] : [],
  );
}

/** Those of some splits by which the record was taken out of its customer that one of them took out. */
export function ofOneTakeOut(split: Decision | undefined, others: readonly Decision[]): readonly Decision[] {
  if (!split) return [];
  const names = namesOf(split);
  return others.filter(
    (one) =>
      one.at === split.at &&
      one.by === split.by &&
      one.reason === split.reason &&
      namesOf(one).some((name) => names.includes(name)),
  );
}

/** @throws ClienteleError `decision-contradicts` where splits would tear a customer */
export function refuseTearing({ left, right }: Merge, splits: readonly Decision[]): void {
  if (splits.length === 0) return;
  const kept = splits.map((one) => `${one.id} keeps ${one.left} from ${one.right}`);
  throw new ClienteleError(
    'decision-contradicts',
    `to make records ${left} and ${right} one customer would part other records, about which nobody decided: ${kept.join(', ')}; undo ${splits.length === 1 ? 'it' : 'these'} first (clientele identity undo ID), or split from ${left} or ${right} what is not theirs`,
  );
}
