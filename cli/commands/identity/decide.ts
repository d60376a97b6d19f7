import os from 'node:os';
import type { Decision, DecisionKind } from '../../../transforms/identity/index.ts';
import { ClienteleError, openSnapshot } from '../../../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';
import { alignedTable } from '../../table.ts';

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
  const { paths } = await project(context, flags);
  const { decide, recordOf } = await import('../../../transforms/identity/index.ts');
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    const [a, b] = [await recordOf(snapshot.connection, left), await recordOf(snapshot.connection, right)];
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
  const { paths } = await project(context, flags);
  const { decide, othersOf, recordOf } = await import('../../../transforms/identity/index.ts');
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    const { recordId, customerId } = await recordOf(snapshot.connection, id);
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

/** Takes a decision back. */
export async function undo(context: Context, flags: DecisionFlags, id: string): Promise<void> {
  const { paths } = await project(context, flags);
  const { undoDecision } = await import('../../../transforms/identity/index.ts');
  const decision = undoDecision(paths, { of: id, ...signed(context, flags) }, flags.dryRun);
  print(
    context,
    flags,
    { schema: oneDecision, decision },
    [decision],
    `no longer holds: records ${decision.left} and ${decision.right} ${meaning[decision.kind]}`,
  );
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
