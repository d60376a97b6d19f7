import os from 'node:os';
import type { DecidedRecord, Decision, DecisionKind } from '../../../transforms/identity/index.ts';
import { ClienteleError, openSnapshot, rows, type Snapshot } from '../../../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';
import { alignedTable } from '../../table.ts';
import { recordNamed, twoRecords } from './record.ts';

export interface DecisionFlags extends GlobalOptions {
  readonly reason?: string;
  readonly by?: string;
  readonly dryRun?: boolean;
}

const meaning: Readonly<Record<DecisionKind, string>> = {
  merge: 'are one customer',
  split: 'are two customers',
  keep: 'stay as they are',
};

const told = ({ kind, left, right }: Decision): string => `records ${left} and ${right} ${meaning[kind]}`;

/** Several decisions by their ids and in words, of one record in one breath. */
function toldTogether(decisions: readonly Decision[]): { readonly ids: string; readonly words: string } {
  const isOfAll = (record: number) =>
    decisions.every(({ left, right }) => record === left || record === right);
  const taken = decisions.flatMap(({ left, right }) => [left, right]).find(isOfAll);
  const others = decisions.map(({ left, right }) => (left === taken ? right : left));
  return {
    ids: decisions.map(({ id }) => id).join(', '),
    words:
      decisions.length > 1 && taken !== undefined
        ? `record ${taken} is none of records ${others.join(', ')}`
        : decisions.map(told).join('; '),
  };
}

/** Source records by number, in that order, with their keys. */
const keyed = ({ connection }: Snapshot, numbers: readonly number[]): Promise<readonly DecidedRecord[]> =>
  rows<DecidedRecord>(
    connection,
    `select r.record_id::double as id, r.record_key as key
     from (select unnest([${numbers.join(', ')}]) as record_id, generate_subscripts([${numbers.join(', ')}], 1) as place) as n
     join source_records as r using (record_id) order by n.place`,
  );

/** Records a steward's decision about two records; the next build goes by it. */
export async function recordDecision(
  context: Context,
  flags: DecisionFlags,
  kind: DecisionKind,
  left: string,
  right: string,
): Promise<void> {
  const { config, paths } = await project(context, flags);
  const { decide, decisionsInForce, decisionsOn, membersWith, recordOf } = await import(
    '../../../transforms/identity/index.ts'
  );
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    // whichever record of a customer is merged, all of them are
    const naming = kind === 'merge' ? 'any' : 'exact';
    const ids = await twoRecords(snapshot, [left, right], config.business.defaultRegion, naming);
    const [a, b] = [await recordOf(snapshot.connection, ids[0]), await recordOf(snapshot.connection, ids[1])];
    const records = (await keyed(snapshot, [a.recordId, b.recordId])) as [DecidedRecord, DecidedRecord];
    const numbers = [a.recordId, b.recordId];
    const inForce = await decisionsOn(snapshot.connection, decisionsInForce(paths));
    const merged = inForce.flatMap((one) => (one.kind === 'merge' ? [one.left, one.right] : []));
    const members = kind === 'merge' ? await membersWith(snapshot.connection, [...numbers, ...merged]) : [];
    const decision = decide(paths, { kind, records, members, ...signed(context, flags) }, flags.dryRun);
    const isOfPair = ({ left, right }: Decision) => numbers.includes(left) && numbers.includes(right);
    const replaced =
      kind === 'keep'
        ? []
        : inForce.filter(
            (one) => (one.kind !== 'keep' && isOfPair(one)) || decision.replaces?.includes(one.id),
          );
    const instead = toldTogether(replaced);
    const isOne = a.customerId === b.customerId;
    const now = isOne
      ? `they are one customer now, ${a.customerId}`
      : `they are ${a.customerId} and ${b.customerId} now`;
    print(
      context,
      flags,
      { schema: oneDecision, decision },
      [decision],
      `${told(decision)} (${now})${replaced.length > 0 ? `, instead of ${instead.ids}: ${instead.words}` : ''}`,
    );
  } finally {
    snapshot.close();
  }
}

/** Records that a record is a customer of its own: split from each of the others of its customer, all or none. */
export async function takeOut(context: Context, flags: DecisionFlags, id: string): Promise<void> {
  const { config, paths } = await project(context, flags);
  const { decide, decisionOf, othersOf, recordOf } = await import('../../../transforms/identity/index.ts');
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    const number = await recordNamed(snapshot, id, config.business.defaultRegion, 'exact');
    const { recordId, customerId } = await recordOf(snapshot.connection, number);
    const numbers = await othersOf(snapshot.connection, recordId);
    if (numbers.length === 0)
      throw new ClienteleError(
        'record-alone',
        `record ${recordId} is all that ${customerId} has; there is nothing to split it from`,
      );
    const [own, ...others] = (await keyed(snapshot, [recordId, ...numbers])) as [
      DecidedRecord,
      ...DecidedRecord[],
    ];
    const splits = others.map((other) => ({ kind: 'split', records: [own, other] }) as const);
    const open = splits.filter((split) => !decisionOf(paths, split));
    // said at one moment, by which they are told to be one take-out
    const said = signed(context, flags);
    const decideAll = (isDryRun: boolean) =>
      (open.length > 0 ? open : splits).map((split) => decide(paths, { ...split, ...said }, isDryRun));
    const tried = decideAll(true);
    const decisions = flags.dryRun ? tried : decideAll(false);
    print(
      context,
      flags,
      { schema: 'clientele.identity-decisions/1', decisions },
      decisions,
      `record ${recordId} is none of the other records of ${customerId} (${numbers.join(', ')})`,
    );
  } finally {
    snapshot.close();
  }
}

/** Takes a decision back: the one of that id, or of two records the one about them. */
export async function undo(
  context: Context,
  flags: DecisionFlags,
  id: string,
  other: string | undefined,
): Promise<void> {
  const { paths } = await project(context, flags);
  const { undoDecision } = await import('../../../transforms/identity/index.ts');
  const of = other === undefined ? id : await decisionAbout(context, flags, [id, other]);
  const { undone, again, others } = undoDecision(paths, { of, ...signed(context, flags) }, flags.dryRun);
  const held = [...(again ? [again] : []), ...others];
  const { ids, words } = toldTogether(held);
  print(
    context,
    flags,
    {
      schema: oneDecision,
      decision: undone,
      ...(again ? { again } : {}),
      ...(others.length > 0 ? { others } : {}),
    },
    [undone],
    `no longer holds: ${told(undone)}${held.length > 0 ? `; ${ids} ${held.length === 1 ? 'holds' : 'hold'} again: ${words}` : ''}`,
  );
}

/** The decision in force about two records. */
async function decisionAbout(
  context: Context,
  flags: DecisionFlags,
  said: readonly [string, string],
): Promise<string> {
  const { config, paths } = await project(context, flags);
  const { decisionsInForce, decisionsOn } = await import('../../../transforms/identity/index.ts');
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    const pair = await twoRecords(snapshot, said, config.business.defaultRegion, 'exact');
    const about = (await decisionsOn(snapshot.connection, decisionsInForce(paths))).filter(
      ({ left, right }) => pair.includes(String(left)) && pair.includes(String(right)),
    );
    const [first, ...more] = about;
    if (!first)
      throw new ClienteleError(
        'decision-unknown',
        `no decision about records ${pair.join(' and ')} is in force; clientele identity decisions lists them`,
      );
    if (more.length > 0)
      throw new ClienteleError(
        'ambiguous',
        `several decisions are about records ${pair.join(' and ')}: ${about.map(({ id, kind }) => `${id} (${kind})`).join(', ')}; name one`,
      );
    return first.id;
  } finally {
    snapshot.close();
  }
}

export async function listDecisions(context: Context, flags: DecisionFlags): Promise<void> {
  const { paths } = await project(context, flags);
  const { decisionsInForce } = await import('../../../transforms/identity/index.ts');
  const decisions = decisionsInForce(paths, (text) => context.err(`clientele: ${text}\n`));
  if (flags.json) printJson(context, { schema: 'clientele.identity-decisions/1', decisions });
  else if (decisions.length === 0) context.out('no decisions are in force\n');
  else
    context.out(
      `${alignedTable(
        ['decision', 'kind', 'record', 'record', 'by', 'at', 'reason'],
        decisions.map(({ id, kind, left, right, leftKey = left, rightKey = right, by, at, reason }) => [
          id,
          kind,
          leftKey,
          rightKey,
          by,
          at,
          reason,
        ]),
      )}\n`,
    );
}

function signed(context: Context, { by, reason }: DecisionFlags) {
  if (!reason?.trim()) throw new ClienteleError('usage', 'say why: --reason "…"');
  return { by: by ?? os.userInfo().username, reason: reason.trim(), at: context.clock().toISOString() };
}

const oneDecision = 'clientele.identity-decision/1';

/** Prints what was recorded, as JSON with `recorded`, or in words. */
function print(
  context: Context,
  flags: DecisionFlags,
  document: Parameters<typeof printJson>[1],
  decisions: readonly Decision[],
  what: string,
): void {
  const ids = decisions.map(({ id }) => id).join(', ');
  if (flags.json) printJson(context, { ...document, recorded: !flags.dryRun });
  else
    context.out(flags.dryRun ? `would be recorded: ${what}\n` : `${ids}: ${what}; type: clientele build\n`);
}
