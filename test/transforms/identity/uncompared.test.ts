import { afterEach, describe, expect, it } from 'vitest';
import type { MatchField } from '../../../transforms/identity/normalise.ts';
import { levelOf, patternBase } from '../../../transforms/identity/patternCode.ts';
import {
  asSharedSql,
  sharedKinds,
  uncompared,
  withUncompared,
} from '../../../transforms/identity/uncompared.ts';
import { type Engine, openEngine, rows } from '../../../warehouse/index.ts';
import { expectedOf } from '../../support/expected.ts';

let engine: Engine | undefined;
afterEach(() => engine?.close());

const fields: readonly MatchField[] = [
  { name: 'email', kind: 'email' },
  { name: 'family_name', kind: 'family_name' },
];
const parameters = withUncompared(expectedOf(fields));

describe('what two records share and no field compares', () => {
  it('makes twenty of them one person for each pair of two people of two homes, whatever the share of matches', () => {
    for (const lambda of [1e-3, 1e-7]) {
      const { features } = withUncompared({ ...expectedOf(fields), lambda });
      const { name, m, u } = features.at(-1) ?? {};
      expect(name).toBe(uncompared);
      const [ofOne, ofTwo] = [lambda * (m?.at(-1) ?? 0), u?.at(-1) ?? 0];
      expect(ofOne / ofTwo).toBeCloseTo(20, 6);
    }
  });

  it('is a card, an order, a coupon, and a number of which there is no field', () => {
    expect(sharedKinds(parameters.features)).toEqual([
      ['email'],
      [],
      ['loyalty_id', 'order', 'coupon', 'phone'],
    ]);
  });

  it('raises a pattern to equal, beside the field of what they share that has one', async () => {
    engine = await openEngine();
    const connection = await engine.connect();
    // of two addresses that differ and one family name
    const pattern = 1 + 4 * patternBase;
    const raised = async (kinds: string) => {
      const [row] = await rows<{ pattern: number }>(
        connection,
        `select (${asSharedSql(parameters.features, 'p', kinds)})::double as pattern from (select ${pattern}::bigint as p)`,
      );
      return parameters.features.map((_, f) => levelOf(row?.pattern ?? 0, f));
    };
    const equal = (parameters.features[0]?.levels.length ?? 0) - 1;
    expect(await raised("['coupon']")).toEqual([0, 3, 1]);
    expect(await raised("['email']")).toEqual([equal, 3, -1]);
    expect(await raised("['email', 'phone']")).toEqual([equal, 3, 1]);
    expect(await raised('[]::varchar[]')).toEqual([0, 3, -1]);
  });
});
