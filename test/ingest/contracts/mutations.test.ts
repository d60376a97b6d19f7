import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readEvent, registry } from '../../../ingest/contracts/index.ts';
import { loadProject } from '../../../transforms/graph/project.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { envelopeOf, exampleOf } from '../../support/exampleOf.ts';

const now = new Date('2026-11-23T08:00:00Z');
type Path = readonly (string | number)[];

type Schema = {
  type?: string;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
};

/** What the contract's JSON Schema says of a place: an element of a list is required, null may be a value. */
function ruleOf(schema: Schema, [step, ...rest]: Path): 'required' | 'optional' | 'a value' {
  const inner = typeof step === 'string' ? schema.properties?.[step] : schema.items;
  const accepts = inner?.anyOf ?? [inner ?? {}];
  if (accepts.some((one) => one.type?.includes('null') || Object.keys(one).length === 0)) return 'a value';
  if (inner && rest.length > 0) return ruleOf(inner, rest);
  return typeof step !== 'string' || schema.required?.includes(step) ? 'required' : 'optional';
}

/** Every place in a value, containers included. */
function places(value: unknown, path: Path = []): Path[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) =>
          places(item, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return path.length > 0 ? [path, ...inner] : inner;
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[first] = replaced(copy[first], rest, by);
  return copy;
}

const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    'NaN',
    '1e400',
    '-0',
    '0x10',
    '１２',
    '12,5',
    '9'.repeat(400),
    -1,
    0,
    1e308,
    5e-324,
    0.1,
    true,
    [],
    {},
    [null],
    '\u0000',
    '2026-02-30',
    "'; drop table x; --",
    '🙂',
    '0001-01-01',
    '9999-12-31',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.double(),
  fc.integer(),
  fc.jsonValue({ maxDepth: 2 }),
);

const mutants = registry.flatMap((event) =>
  places(exampleOf(event)).map((path) => ({ event, path, data: exampleOf(event) })),
);

let engine: Engine;
let connection: Awaited<ReturnType<Engine['connect']>>;
beforeAll(async () => {
  engine = await openEngine();
  connection = await engine.connect();
});
afterAll(() => engine.close());

describe('every field of every contract, replaced by anything', () => {
  it('is refused with a reason and a path, or accepted and read by staging without an error', async () => {
    const accepted: { type: string; payload: string }[] = [];
    fc.assert(
      fc.property(fc.constantFrom(...mutants), hostile, ({ event, path, data }, by) => {
        const result = readEvent(
          Buffer.from(JSON.stringify(envelopeOf(event, replaced(data, path, by)))),
          {},
          now,
        );
        if (result.ok) accepted.push(result.event);
        else {
          expect(result.refusal.message.length).toBeGreaterThan(5);
          expect(result.refusal.code).not.toBe('');
          if (result.refusal.stage === 'contract') expect(result.refusal.path).toMatch(/^data/);
        }
      }),
      { numRuns: 20_000, seed: 11 },
    );
    expect(accepted.length).toBeGreaterThan(1000);

    const project = await loadProject(connection);
    for (const { sql } of project.functions) await connection.run(sql);
    await connection.run(
      'create table accepted_events (landed_seq bigint, type varchar, source varchar, event_id varchar, occurred_at timestamp, payload varchar)',
    );
    const appender = await connection.createAppender('accepted_events');
    accepted.forEach(({ type, payload }, i) => {
      appender.appendBigInt(BigInt(i + 1));
      for (const text of [type, 'test', `e${i}`]) appender.appendVarchar(text);
      appender.appendNull();
      appender.appendVarchar(payload);
      appender.endRow();
    });
    appender.closeSync();
    for (const node of project.nodes.filter(({ kind }) => kind === 'staging'))
      await expect(
        connection.run(`create table ${node.name} as ${node.sql}`),
        node.name,
      ).resolves.toBeDefined();
  });

  it('a field that is missing is refused or accepted as well', () => {
    for (const { event, path, data } of mutants) {
      const result = readEvent(
        Buffer.from(JSON.stringify(envelopeOf(event, replaced(data, path, undefined)))),
        {},
        now,
      );
      if (!result.ok) expect(result.refusal.message).not.toBe('');
    }
  });

  it('null is as good as absent where the field may be absent, and is refused elsewhere', () => {
    let optional = 0;
    for (const { event, path, data } of mutants) {
      const schema = z.toJSONSchema(event.data, { unrepresentable: 'any', io: 'input' }) as Schema;
      const read = (by: unknown) =>
        readEvent(Buffer.from(JSON.stringify(envelopeOf(event, replaced(data, path, by)))), {}, now);
      const at = `${event.type} ${path.join('.')}`;
      const withNull = read(null);
      const rule = ruleOf(schema, path);
      if (rule === 'optional') {
        optional++;
        expect(withNull, at).toEqual(read(undefined));
      } else expect(withNull.ok, at).toBe(rule === 'a value');
    }
    expect(optional).toBeGreaterThan(100);
  });
});
