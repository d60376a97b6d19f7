import os from 'node:os';
import type { Decision, DecisionKind } from '../../../transforms/identity/index.ts';
import { ClienteleError, openSnapshot } from '../../../warehouse/index.ts';
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

/** Records a steward's decision about two records; the next build goes by it. */
export async function recordDecision(
  context: Context,
  flags: DecisionFlags,
  kind: DecisionKind,
  left: string,
  right: string,
): Promise<void> {
  const { config, paths } = await project(context, flags);
  const { decide, recordOf } = await import('../../../transforms/identity/index.ts');
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    // whichever record of a customer is merged, all of them are
    const naming = kind === 'merge' ? 'any' : 'exact';
    const ids = await twoRecords(snapshot, [left, right], config.business.defaultRegion, naming);
    const [a, b] = [await recordOf(snapshot.connection, ids[0]), await recordOf(snapshot.connection, ids[1])];
    const decision = decide(
      paths,
      { kind, records: [a.recordId, b.recordId], ...signed(context, flags) },
      flags.dryRun,
    );
    const isOne = a.customerId === b.customerId;
    const now = isOne
      ? `they are one customer now, ${a.customerId}`
      : `they are ${a.customerId} and ${b.customerId} now`;
    print(
      context,
      flags,
      { schema: oneDecision, decision },
      [decision],
      `records ${decision.left} and ${decision.right} ${meaning[kind]} (${now})`,
    );
  } finally {
    snapshot.close();
  }
}

/** Records that a record is a customer of its own: split from each of the others of its customer, all or none. */
export async function takeOut(context: Context, flags: DecisionFlags, id: string): Promise<void> {
  const { config, paths } = await project(context, flags);
  const { decide, othersOf, recordOf } = await import('../../../transforms/identity/index.ts');
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    const number = await recordNamed(snapshot, id, config.business.defaultRegion, 'exact');
    const { recordId, customerId } = await recordOf(snapshot.connection, number);
    const others = await othersOf(snapshot.connection, recordId);
    if (others.length === 0)
      throw new ClienteleError(
        'record-alone',
        `record ${recordId} is all that ${customerId} has; there is nothing to split it from`,
      );
    const decideAll = (isDryRun: boolean) =>
      others.map((other) =>
        decide(paths, { kind: 'split', records: [recordId, other], ...signed(context, flags) }, isDryRun),
      );
    const tried = decideAll(true);
    const decisions = flags.dryRun ? tried : decideAll(false);
    print(
      context,
      flags,
      { schema: 'clientele.identity-decisions/1', decisions },
      decisions,
      `record ${recordId} is none of the other records of ${customerId} (${others.join(', ')})`,
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
  const decision = undoDecision(paths, { of, ...signed(context, flags) }, flags.dryRun);
  print(
    context,
    flags,
    { schema: oneDecision, decision },
    [decision],
    `no longer holds: records ${decision.left} and ${decision.right} ${meaning[decision.kind]}`,
  );
}

/** The decision in force about two records. */
async function decisionAbout(
  context: Context,
  flags: DecisionFlags,
  said: readonly [string, string],
): Promise<string> {
  const { config, paths } = await project(context, flags);
  const { decisionsInForce } = await import('../../../transforms/identity/index.ts');
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    const pair = await twoRecords(snapshot, said, config.business.defaultRegion, 'exact');
    const about = decisionsInForce(paths).filter(
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
        decisions.map(({ id, kind, left, right, by, at, reason }) => [id, kind, left, right, by, at, reason]),
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
