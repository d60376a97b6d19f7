import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { exclusively } from '../../../transforms/identity/decisionLedger.ts';
import {
  type DecisionKind,
  decide,
  decisionsInForce,
  undoDecision,
} from '../../../transforms/identity/decisions.ts';
import { type StatePaths, statePaths } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';

let paths: StatePaths;
beforeEach(() => {
  paths = statePaths(temporaryFolder('decisions'));
});

const said = { by: 'chen', reason: 'called them', at: '2026-11-23T08:00:00.000Z' };
const record = (id: number) => ({ id, key: `crm ref:${id}` });
const made = (kind: DecisionKind, a: number, b: number) =>
  decide(paths, { kind, records: [record(a), record(b)], ...said });
const merge = (a: number, b: number) => made('merge', a, b);
const split = (a: number, b: number) => made('split', a, b);
const joined = (a: number, b: number) =>
  ({ kind: 'merge', records: [record(a), record(b)], ...said }) as const;
type Members = Readonly<Record<string, readonly number[]>>;
const membersOf = (customers: Members = {}) =>
  Object.entries(customers).flatMap(([customerId, ids]) => ids.map((id) => ({ ...record(id), customerId })));
const inForce = () => decisionsInForce(paths).map(({ kind, left, right }) => `${kind} ${left} ${right}`);

const execute = promisify(execFile);
const ledgerFile = new URL('../../../transforms/identity/decisionLedger.ts', import.meta.url).href;
const decisionsFile = new URL('../../../transforms/identity/decisions.ts', import.meta.url).href;
const ledger = () => path.join(paths.ledger, 'identity_decisions.ndjson');

describe('the ledger of decisions', () => {
  it('is read without a last line that was cut off, with a warning, and goes on after it', () => {
    merge(4, 9);
    fs.appendFileSync(ledger(), '{"id":"d2","kind":"spl');
    const warnings: string[] = [];
    expect(decisionsInForce(paths, (text) => warnings.push(text))).toHaveLength(1);
    expect(warnings).toEqual([expect.stringMatching(/identity_decisions\.ndjson, line 2: cut off/)]);
    split(1, 2);
    expect(inForce()).toEqual(['merge 4 9', 'split 1 2']);
    expect(fs.readFileSync(ledger(), 'utf8').split('\n')).toHaveLength(3);
  });

  it('is refused with file and line where another line cannot be read', () => {
    merge(4, 9);
    fs.appendFileSync(ledger(), 'not json\n');
    expect(inForce).toThrow(/identity_decisions\.ndjson, line 2 is no JSON: not json; restore/);
  });

  it('gives each entry an id of its own where several stewards decide at once', async () => {
    const [stewards, each] = [3, 20];
    const script = (steward: number, start: number) => `
      const { decide } = await import(${JSON.stringify(decisionsFile)});
      const paths = ${JSON.stringify(paths)};
      while (Date.now() < ${start});
      for (let i = 1; i <= ${each}; i++) {
        const [a, b] = [${steward} * 1000 + 2 * i, ${steward} * 1000 + 2 * i + 1].map((id) => ({ id, key: 'crm ref:' + id }));
        decide(paths, { kind: 'merge', records: [a, b], ...${JSON.stringify(said)} });
      }`;
    const start = Date.now() + 4_000;
    const runs = Array.from({ length: stewards }, (_, steward) =>
      execute(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script(steward, start)]),
    );
    await Promise.all(runs);
    const ids = decisionsInForce(paths).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: stewards * each }, (_, i) => `d${i + 1}`));
    expect(fs.readdirSync(paths.ledger)).toEqual([path.basename(ledger())]);
  });

  it('is taken over from whoever was cut off while he held it', () => {
    merge(4, 9);
    const lock = `${ledger()}.lock`;
    fs.writeFileSync(lock, '');
    fs.utimesSync(lock, new Date(0), new Date(0));
    expect(split(1, 2).id).toBe('d2');
  });

  it('is one process’s alone where two find it left behind, and the slower of them after the other has it', async () => {
    fs.mkdirSync(paths.ledger, { recursive: true });
    const lock = `${ledger()}.lock`;
    fs.writeFileSync(lock, '');
    fs.utimesSync(lock, new Date(0), new Date(0));
    const at = (name: string) => path.join(paths.data, name);
    const inProcess = (body: string) =>
      execute(process.execPath, [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        `import fs from 'node:fs';
        const { exclusively } = await import(${JSON.stringify(ledgerFile)});
        const waitFor = (file) => { while (!fs.existsSync(file)); };
        const say = (text) => fs.appendFileSync(${JSON.stringify(at('log'))}, text + '\\n');
        ${body}`,
      ]);
    // stops between seeing the lock and taking it away, until the other is in
    const slow = `
      const { statSync } = fs;
      fs.statSync = (...asked) => {
        const found = statSync(...asked);
        fs.statSync = statSync;
        fs.writeFileSync(${JSON.stringify(at('seen'))}, '');
        waitFor(${JSON.stringify(at('in'))});
        return found;
      };
      exclusively(${JSON.stringify(paths)}, () => { say('slow in'); say('slow out'); });`;
    const quick = `
      waitFor(${JSON.stringify(at('seen'))});
      exclusively(${JSON.stringify(paths)}, () => {
        say('quick in');
        fs.writeFileSync(${JSON.stringify(at('in'))}, '');
        const until = Date.now() + 500;
        while (Date.now() < until);
        say('quick out');
      });`;
    await Promise.all([inProcess(slow), inProcess(quick)]);
    expect(fs.readFileSync(at('log'), 'utf8').trim().split('\n')).toEqual([
      'quick in',
      'quick out',
      'slow in',
      'slow out',
    ]);
    expect(fs.readdirSync(paths.ledger)).toEqual([]);
  });

  it('is left to whoever took it over from one who was slow', () => {
    const lock = `${ledger()}.lock`;
    exclusively(paths, () => fs.writeFileSync(lock, 'another’s'));
    expect(fs.readFileSync(lock, 'utf8')).toBe('another’s');
  });

  it('gives no id again where a line was taken out', () => {
    merge(4, 9);
    merge(5, 10);
    split(1, 2);
    const [first, , third] = fs.readFileSync(ledger(), 'utf8').split('\n');
    fs.writeFileSync(ledger(), `${first}\n${third}\n`);
    expect(split(7, 8).id).toBe('d4');
  });
});

describe('decisions of stewards', () => {
  it('hold in the order in which they were made, the smaller record first', () => {
    merge(9, 4);
    split(1, 2);
    expect(inForce()).toEqual(['merge 4 9', 'split 1 2']);
  });

  it('give way to a later one about the same pair', () => {
    merge(4, 9);
    split(9, 4);
    expect(inForce()).toEqual(['split 4 9']);
  });

  it('stand where somebody looks at the pair once more and leaves it as it is', () => {
    merge(4, 9);
    made('keep', 4, 9);
    expect(inForce()).toEqual(['merge 4 9', 'keep 4 9']);
    split(4, 9);
    expect(inForce()).toEqual(['keep 4 9', 'split 4 9']);
    undoDecision(paths, { of: 'd3', ...said });
    expect(inForce()).toEqual(['merge 4 9', 'keep 4 9']);
  });

  it('are refused where they contradict others by a detour, and the others are named', () => {
    merge(1, 2);
    merge(2, 3);
    expect(() => split(1, 3)).toThrow(
      /records 1 and 3 would be one customer and two: decisions d1, d2 say otherwise/,
    );
    split(3, 4);
    merge(4, 5);
    expect(() => merge(5, 1)).toThrow(/decisions d1, d2, d4, d3 say otherwise; undo one first/);
    expect(inForce()).toEqual(['merge 1 2', 'merge 2 3', 'split 3 4', 'merge 4 5']);
  });

  it('can be taken back, once', () => {
    const { id } = merge(1, 2);
    undoDecision(paths, { of: id, ...said });
    expect(inForce()).toEqual([]);
    expect(() => undoDecision(paths, { of: id, ...said })).toThrow(/no decision "d1" is in force/);
    expect(merge(1, 2).id).toBe('d3');
  });

  it('are refused where they are in force already, whatever the order of the records', () => {
    merge(4, 9);
    expect(() => merge(9, 4)).toThrow(
      /decision d1 of chen says so of records 4 and 9 already; the next build goes by it/,
    );
    made('keep', 4, 9);
    expect(() => made('keep', 4, 9)).toThrow(/decision d2 of chen says so/);
    split(4, 9);
    expect(merge(4, 9).id).toBe('d4');
  });

  it('give way to the earlier one about the pair where they are taken back, and it is said which', () => {
    split(1, 2);
    merge(1, 2);
    const { undone, again } = undoDecision(paths, { of: 'd2', ...said });
    expect([undone, again]).toMatchObject([
      { id: 'd2', kind: 'merge' },
      { id: 'd1', kind: 'split' },
    ]);
    expect(inForce()).toEqual(['split 1 2']);
    expect(undoDecision(paths, { of: 'd1', ...said }).again).toBeUndefined();
  });

  it('stand where the earlier one that would hold again contradicts others', () => {
    split(0, 2);
    merge(0, 2);
    merge(0, 1);
    merge(1, 2);
    expect(() => undoDecision(paths, { of: 'd2', ...said })).toThrow(
      /records 0 and 2 would be one customer and two: decisions d3, d4 say otherwise; undo one first/,
    );
    expect(inForce()).toEqual(['merge 0 2', 'merge 0 1', 'merge 1 2']);
    undoDecision(paths, { of: 'd4', ...said });
    expect(undoDecision(paths, { of: 'd2', ...said }).again?.id).toBe('d1');
  });

  it('are not refused for a contradiction among others', () => {
    const old = (id: string, kind: DecisionKind, left: number, right: number) =>
      `${JSON.stringify({ id, kind, left, right, ...said })}\n`;
    fs.mkdirSync(paths.ledger, { recursive: true });
    fs.writeFileSync(
      ledger(),
      `${old('d1', 'split', 1, 3)}${old('d2', 'merge', 1, 2)}${old('d3', 'merge', 2, 3)}`,
    );
    expect(merge(3, 4).id).toBe('d4');
    expect(undoDecision(paths, { of: 'd3', ...said }).undone.id).toBe('d3');
    expect(() => merge(2, 3)).toThrow(/records 1 and 3 would be one customer and two/);
  });

  it('are about records by their keys, which stay where everything lands anew under other numbers', () => {
    merge(4, 9);
    const [c, d] = [record(4), record(9)];
    expect(
      decide(paths, {
        kind: 'split',
        records: [
          { ...c, id: 20 },
          { ...d, id: 11 },
        ],
        ...said,
      }),
    ).toMatchObject({
      left: 11,
      leftKey: 'crm ref:9',
      right: 20,
      rightKey: 'crm ref:4',
    });
    expect(inForce()).toEqual(['split 11 20']);
    const others = [
      { id: 4, key: 'crm ref:A' },
      { id: 9, key: 'crm ref:B' },
    ] as const;
    decide(paths, { kind: 'merge', records: others, ...said });
    expect(inForce()).toEqual(['split 11 20', 'merge 4 9']);
  });

  it('that an earlier version recorded by numbers alone give way to later ones about these records', () => {
    fs.mkdirSync(paths.ledger, { recursive: true });
    fs.writeFileSync(
      ledger(),
      `${JSON.stringify({ id: 'd1', kind: 'merge', left: 4, right: 9, ...said })}\n`,
    );
    expect(decisionsInForce(paths)).toMatchObject([{ id: 'd1', left: 4, right: 9 }]);
    expect(() => merge(4, 9)).toThrow(/decision d1 of chen says so/);
    merge(9, 12);
    expect(() => split(4, 12)).toThrow(/decisions d1, d2 say otherwise/);
    split(4, 9);
    expect(inForce()).toEqual(['merge 9 12', 'split 4 9']);
  });

  it('that merge what was taken out with its customer take all of the take-out back, until they are taken back', () => {
    const taken = [1, 2, 3].map((other) => split(4, other).id);
    const built: readonly [Members, Members] = [{ c1: [1, 2, 3], c4: [4] }, { c1: [1, 2, 3, 4] }];
    for (const customers of built)
      expect(decide(paths, { ...joined(1, 4), members: membersOf(customers) }, true).replaces).toEqual([
        'd2',
        'd3',
      ]);
    const { id } = decide(paths, { ...joined(1, 4), members: membersOf(built[0]) });
    expect(inForce()).toEqual(['merge 1 4']);
    split(2, 4);
    expect(inForce()).toEqual(['merge 1 4', 'split 2 4']);
    const { again, others } = undoDecision(paths, { of: id, ...said });
    expect([again?.id, others.map((one) => one.id)]).toEqual([taken[0], [taken[2]]]);
    expect(inForce()).toEqual(['split 1 4', 'split 3 4', 'split 2 4']);
  });

  it('that take a take-out back give way to a later one about their pair, and the rest of it stays taken back', () => {
    for (const other of [1, 2]) split(3, other);
    decide(paths, { ...joined(1, 3), members: membersOf({ c1: [1, 2], c3: [3] }) });
    split(1, 3);
    expect(inForce()).toEqual(['split 1 3']);
  });

  it('are refused where they would tear a customer of which nobody decided it, and the splits are named', () => {
    split(3, 2);
    const merged = (a: number, b: number, members: Members) => () =>
      decide(paths, { ...joined(a, b), members: membersOf(members) }, true);
    const refused =
      /records 1 and 2 one customer would part other records, .*: d1 keeps 2 from 3; undo it first .*, or split from 1 or 2/;
    expect(merged(1, 2, { c1: [1, 3], c2: [2] })).toThrow(refused);
    // nor before a build has carried the split out
    expect(merged(1, 2, { c1: [1, 2, 3] })).toThrow(refused);
    // of what is joined to the customers by merges
    merge(3, 7);
    expect(merged(7, 5, { c3: [3], c7: [7], c2: [2, 5] })).toThrow(/d1 keeps 2 from 3/);
    // what the records at hand have nothing to do with
    const elsewhere: readonly Members[] = [
      { c1: [1, 2], c3: [3], c9: [9] },
      { c1: [1, 2, 3], c9: [9] },
    ];
    for (const members of elsewhere) expect(merged(1, 9, members)).not.toThrow();
    split(3, 1);
    expect(merged(1, 2, { c1: [1, 3], c2: [2] })).not.toThrow();
  });

  it('are about two records', () => {
    expect(() => merge(7, 7)).toThrow(/are one record/);
  });
});
