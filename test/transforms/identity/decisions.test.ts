import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { decide, decisionsInForce, undoDecision } from '../../../transforms/identity/decisions.ts';
import { type StatePaths, statePaths } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';

let paths: StatePaths;
beforeEach(() => {
  paths = statePaths(temporaryFolder('decisions'));
});

const said = { by: 'chen', reason: 'called them', at: '2026-11-23T08:00:00.000Z' };
const merge = (...records: readonly [number, number]) => decide(paths, { kind: 'merge', records, ...said });
const split = (...records: readonly [number, number]) => decide(paths, { kind: 'split', records, ...said });
const inForce = () => decisionsInForce(paths).map(({ kind, left, right }) => `${kind} ${left} ${right}`);

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
    decide(paths, { kind: 'keep', records: [4, 9], ...said });
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

  it('are about two records', () => {
    expect(() => merge(7, 7)).toThrow(/are one record/);
  });
});
