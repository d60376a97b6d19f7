import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgePair } from '../../../transforms/identity/judgePair.ts';
import type { MatchField } from '../../../transforms/identity/normalise.ts';
import type { SharedIdentifier } from '../../../transforms/identity/sharedByTwo.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { expectedOf } from '../../support/expected.ts';

const parameters = expectedOf([
  { name: 'given_name', kind: 'given_name' },
  { name: 'family_name', kind: 'family_name' },
  { name: 'gender', kind: 'gender' },
  { name: 'birth_date', kind: 'birth_date' },
  { name: 'email', kind: 'email' },
  { name: 'phone', kind: 'phone' },
] satisfies readonly MatchField[]);

const phone = '13812340000';
const shared: SharedIdentifier = {
  kind: 'phone',
  identifier: phone,
  left: { as: 'former', until: '2025-01-01' },
  right: { as: 'own', until: null },
  isOffice: false,
  counts: true,
};

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
  const connection = await engine.connect();
  await connection.run(`
    create table shared_identifiers (kind varchar, identifier varchar, records bigint);
    create table record_profiles as select record_id::bigint as record_id, full_name, null::varchar as given_name, null::varchar as family_name,
        null::varchar as gender, birth_date::date as birth_date, email, phone, null::varchar as street, null::varchar as city,
        null::varchar as postal_code, null::varchar as country, null::varchar as acquisition_channel
      from (values
        (7, 'Ann Oakheart', '1970-05-12', 'ann@mail.test', '${phone}'),
        (12, 'Ann Oakheart', '1970-05-12', 'oakheart@post.test', null),
        (13, 'Walter Brandywine', null, null, '${phone}'),
        (30, 'Ann Oakheart', '1995-08-23', null, '${phone}'),
        (31, 'Walter Brandywine', '1958-09-17', null, '13700007777'))
        as t(record_id, full_name, birth_date, email, phone);
    create table record_identifiers as
      select record_id, 'phone' as kind, '${phone}' as identifier, timestamp '2020-01-01' + interval (record_id) day as first_seen_at,
        case when record_id = 7 then timestamp '2020-01-20' end as given_up_at
      from record_profiles`);
});
afterEach(() => engine.close());

const judged = async (
  left: number,
  right: number,
  of: { readonly shared?: readonly SharedIdentifier[]; readonly isFitted?: boolean } = {},
) =>
  judgePair(await engine.connect(), of.isFitted === false ? undefined : parameters, {
    left,
    right,
    shared: of.shared ?? [],
    references: [],
  });

describe('two records that are judged', () => {
  it('are told in the order in which they were asked for', async () => {
    for (const [left, right, emails] of [
      [7, 12, ['ann@mail.test', 'oakheart@post.test']],
      [12, 7, ['oakheart@post.test', 'ann@mail.test']],
    ] as const) {
      const { explanation } = await judged(left, right);
      const email = explanation?.contributions.find(({ name }) => name === 'email');
      expect([email?.left, email?.right]).toEqual(emails);
    }
  });

  it('have what they share counted as equal, where it counts', async () => {
    const levels = async (counts: boolean) => {
      const { explanation } = await judged(7, 12, { shared: [{ ...shared, counts }] });
      const found = explanation?.contributions.find(({ name }) => name === 'phone');
      return [found?.level, found?.right];
    };
    expect(await levels(true)).toEqual(['equal', phone]);
    expect(await levels(false)).toEqual(['missing', null]);
  });

  it('are kept apart by what they share where they were born a generation apart, and by nothing where they share nothing', async () => {
    expect((await judged(7, 30, { shared: [shared] })).veto).toBe('shared_born_apart');
    expect((await judged(7, 30)).veto).toBeNull();
  });

  it('are kept apart by a telephone that one gave up before the other had it, where their names do not agree', async () => {
    expect((await judged(31, 7, { shared: [shared] })).veto).toBe('shared_given_up');
    // who had it before that is another of the family
    expect((await judged(13, 7, { shared: [shared] })).veto).toBe('shared_given_names');
  });

  it('are told by their names where no model was fitted', async () => {
    const { explanation, veto } = await judged(30, 31, {
      shared: [{ ...shared, kind: 'email' }],
      isFitted: false,
    });
    expect(explanation).toBeUndefined();
    expect(veto).toBe('shared_given_names');
  });
});
