import type { GraphNode } from '../graph/project.ts';
import { type ColumnTraces, queryOf, type Trace, Tracer } from './tracer.ts';

/** The marks of the runner's own tables. */
const sourceTraces: ReadonlyMap<string, ColumnTraces> = new Map([
  [
    'accepted_events',
    traces(
      ['payload', 'message_key', 'headers'],
      [
        'landed_seq',
        'type',
        'source',
        'event_id',
        'occurred_at',
        'topic',
        'partition',
        'offset',
        'broker_at',
        'landed_at',
      ],
    ),
  ],
  ['duplicate_events', traces([], ['landed_seq', 'first_landed_seq', 'is_conflict', 'type', 'source'])],
  [
    'landing_counts',
    traces(
      [],
      [
        'topic',
        'partition',
        'events',
        'later_events',
        'dead_letters',
        'read_count',
        'first_at',
        'last_at',
        'source',
        'is_superseded',
      ],
    ),
  ],
  [
    'landing_dead_letters',
    traces(
      ['message', 'message_key', 'headers', 'source', 'event_id'],
      [
        'dead_letter_id',
        'topic',
        'partition',
        'offset',
        'broker_at',
        'stage',
        'code',
        'path',
        'event_type',
        'refused_at',
      ],
    ),
  ],
  // parameters may hold names, with how frequent they are
  [
    'model_fits',
    traces(
      ['parameters'],
      [
        'model',
        'fit_id',
        'version',
        'run_id',
        'as_of_date',
        'fitted_at',
        'landed_seq',
        'seed',
        'rows',
        'chosen',
        'reason',
        'is_current',
        'drift',
        'card',
      ],
    ),
  ],
  [
    'steward_decisions',
    traces(
      ['left_record_key', 'right_record_key'],
      ['place', 'decision_id', 'kind', 'left_record_id', 'right_record_id'],
    ),
  ],
  ['scoring_runs', traces([], ['model', 'fit_id', 'run_id', 'scored_at', 'as_of_date', 'is_fresh', 'drift'])],
]);

function traces(personal: readonly string[], open: readonly string[]): ColumnTraces {
  return new Map<string, Trace>([
    ...personal.map((name) => [name, true] as const),
    ...open.map((name) => [name, false] as const),
  ]);
}

/**
 * Which columns hold personal data, traced from the contracts' marks through every SELECT.
 *
 * The trace is by name within one SELECT and errs on the side of personal: a column is public only if
 * everything it is computed from is public, or passes through a function that discloses nothing (a count,
 * a test for null). What cannot be resolved is personal.
 *
 * `columnsOf` gives the tables' real columns in order; `eventFunctions` maps a contract's macro to its type.
 */
export function tracePersonal(
  ordered: readonly GraphNode[],
  columnsOf: ReadonlyMap<string, readonly string[]>,
  eventFunctions: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, ColumnTraces>(sourceTraces);
  for (const table of [
    'settings',
    'as_of',
    'event_types',
    'landing_imports',
    'landing_drift',
    'survivorship_rules',
    'missing_rules',
    'mail_providers',
    'role_mailboxes',
    'model_fit_figures',
  ])
    known.set(table, new Map((columnsOf.get(table) ?? []).map((column) => [column, false])));
  for (const node of ordered) {
    if (node.statement) {
      const outputs = new Tracer(known, eventFunctions).query(queryOf(node.statement.tree), new Map());
      const names = columnsOf.get(node.name) ?? [];
      const byName = new Map([...outputs].map(([name, trace]) => [name.toLowerCase(), trace]));
      known.set(node.name, new Map(names.map((name) => [name, byName.get(name.toLowerCase()) ?? true])));
    } else if (node.step)
      for (const [table, { columns, publicColumns }] of Object.entries(node.step.writes)) {
        const inherited = node.reads.flatMap((read) => [...(known.get(read) ?? [])]);
        const open = new Set([
          ...(publicColumns ?? []),
          ...inherited.filter(([, trace]) => trace === false).map(([name]) => name),
        ]);
        for (const [name, trace] of inherited)
          if (trace !== false && !publicColumns?.includes(name)) open.delete(name);
        known.set(table, new Map(Object.keys(columns).map((name) => [name, !open.has(name)])));
      }
  }
  return new Map(
    [...known].map(([table, columns]) => [
      table,
      new Set([...columns].filter(([, trace]) => trace !== false).map(([name]) => name)),
    ]),
  );
}
