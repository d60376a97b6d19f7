import { describe, expect, it } from 'vitest';
import { people } from '../../../bench/people.ts';
import { explainPair } from '../../../transforms/identity/explainPair.ts';
import { type Match, matchRecords } from '../../../transforms/identity/matchRecords.ts';
import { recogniseFields } from '../../../transforms/identity/recognise.ts';
import { openEngine } from '../../../warehouse/index.ts';

type Row = Readonly<Record<string, string | null | undefined>>;

const options = {
  seed: 2,
  records: 600,
  mostCopies: 3,
  copyRate: 0.4,
  typoRate: 0.1,
  missingRate: 0.05,
  swapRate: 0.03,
  changeRate: 0.03,
  householdRate: 0.1,
  style: 'western' as const,
};
const crowd: readonly Row[] = [...people(options)];
const columns = Object.keys(crowd[0] ?? {}).filter((column) => column !== 'cluster');

async function matching<T>(
  list: readonly Row[],
  use: (
    match: Match,
    connection: Awaited<ReturnType<Awaited<ReturnType<typeof openEngine>>['connect']>>,
    refit: typeof matchRecords,
  ) => Promise<T> | T,
  headers = columns,
): Promise<T> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const shape = JSON.stringify([Object.fromEntries(headers.map((column) => [column, 'VARCHAR']))]);
    await connection.run(
      `create table people as select row_number() over () as id, one.* from (select unnest(from_json($1, '${shape}')) as one)`,
      [
        JSON.stringify(
          list.map((row) => Object.fromEntries(headers.map((column) => [column, row[column] || null]))),
        ),
      ],
    );
    const fields = await recogniseFields(connection, 'people', headers);
    return await use(
      await matchRecords(connection, { table: 'people', key: 'id', fields }),
      connection,
      matchRecords,
    );
  } finally {
    engine.close();
  }
}

const isOne = ({ clusters }: Match, a: number, b: number) =>
  (clusters.get(a) ?? a) === (clusters.get(b) ?? b);

const someone: Row = {
  given_name: 'marianne',
  family_name: 'oakheart',
  birth_date: '1981-04-23',
  email: 'm.oakheart81@mail.com',
  phone: '0755512345',
  house_number: '17',
  street: 'thornfield lane',
  city: 'elmbury',
  postcode: '10944',
};

/** The crowd with these records after it, and the numbers of those. */
const withCrowd = (...more: readonly Row[]) => ({
  list: [...crowd, ...more],
  at: more.map((_, i) => crowd.length + i),
});

describe('matching records without labels', () => {
  it('finds the copies of synthetic people with typing errors', async () => {
    await matching(crowd, (match) => {
      let hits = 0;
      let found = 0;
      let truth = 0;
      for (let a = 0; a < crowd.length; a++)
        for (let b = a + 1; b < crowd.length; b++) {
          const same = crowd[a]?.cluster === crowd[b]?.cluster;
          const joined = isOne(match, a, b);
          truth += Number(same);
          found += Number(joined);
          hits += Number(same && joined);
        }
      expect((2 * hits) / (found + truth)).toBeGreaterThan(0.97);
    });
  });

  it('takes given and family name in each other’s place for the same person', async () => {
    const { list, at } = withCrowd(someone, {
      ...someone,
      given_name: 'oakheart',
      family_name: 'marianne',
      phone: null,
    });
    await matching(list, (match) => expect(isOne(match, at[0] ?? 0, at[1] ?? 0)).toBe(true));
  });

  it('takes day and month in each other’s place and a wrong digit for the same person', async () => {
    const { list, at } = withCrowd(
      { ...someone, birth_date: '1981-04-03' },
      { ...someone, birth_date: '1981-03-04', email: null },
      { ...someone, birth_date: '1981-04-08', phone: null },
    );
    await matching(list, (match) => {
      expect(isOne(match, at[0] ?? 0, at[1] ?? 0)).toBe(true);
      expect(isOne(match, at[0] ?? 0, at[2] ?? 0)).toBe(true);
    });
  });

  it('explains a pair by weights that sum to the weight of its edge', async () => {
    const { list, at } = withCrowd(someone, {
      ...someone,
      street: 'thornfeild lane',
      birth_date: '1981-04-28',
    });
    await matching(list, async (match, connection) => {
      const [a = 0, b = 0] = at;
      const explained = await explainPair(connection, match.parameters, b, a);
      const edge = match.edges.left.findIndex((left, i) => left === a && match.edges.right[i] === b);
      const sum = explained.contributions.reduce(
        (total, { weight, rarity }) => total + weight + rarity,
        explained.prior,
      );
      expect(sum + explained.household).toBeCloseTo(explained.weight, 6);
      expect(explained.weight).toBeCloseTo(match.edges.weight[edge] ?? Number.NaN, 3);
      expect(explained.probability).toBeGreaterThan(0.99);
      const street = explained.contributions.find(({ name }) => name === 'street');
      expect(street).toMatchObject({ level: 'one edit', left: 'thornfield lane', right: 'thornfeild lane' });
    });
  });

  it('gives the same people again under parameters that went through JSON', async () => {
    await matching(crowd, async (match, connection) => {
      const parameters: Match['parameters'] = JSON.parse(JSON.stringify(match.parameters));
      const fields = await recogniseFields(connection, 'people', columns);
      const again = await matchRecords(connection, { table: 'people', key: 'id', fields, parameters });
      expect([...again.clusters]).toEqual([...match.clusters]);
      expect(again.edges).toEqual(match.edges);
    });
  });

  it('gives the same people whether new records are matched against old ones or all at once, blocks cut or not', async () => {
    const many = [...people({ ...options, seed: 9, records: 2500 })].map((row, i) =>
      i % 5 === 0 ? { ...row, phone: '0700000000' } : row,
    );
    await matching(many, async (match, connection) => {
      expect(match.parameters.blocking.isWhole).toBe(false);
      for (const blockLimit of [match.parameters.blocking.blockLimit, 20]) {
        const parameters = { ...match.parameters, blocking: { ...match.parameters.blocking, blockLimit } };
        const fields = await recogniseFields(connection, 'people', columns);
        const matched = (table: string, before?: Match) =>
          matchRecords(connection, { table, key: 'id', fields, parameters, ...(before ? { before } : {}) });
        const whole = await matched('people');
        await connection.run('create or replace table older as select * from people where id <= 2300');
        const added = await matched('people', await matched('older'));
        expect(added.edges).toEqual(whole.edges);
        expect(new Map([...added.clusters].sort(([a], [b]) => a - b))).toEqual(
          new Map([...whole.clusters].sort(([a], [b]) => a - b)),
        );
      }
    });
  }, 60_000);
});

describe('records that mislead', () => {
  it('leaves a table with no values, no rows or one row alone', async () => {
    const empty: Row = {};
    for (const list of [Array.from({ length: 50 }, () => empty), [], [someone]])
      await matching(list, (match) => {
        expect(match.clusters.size).toBe(0);
        expect(match.records).toBe(list.length);
      });
  });

  it('leaves records with no values alone among others', async () => {
    const { list, at } = withCrowd({}, {}, {});
    await matching(list, (match) => expect(at.some((one) => match.clusters.has(one))).toBe(false));
  });

  it('keeps twins at one address apart', async () => {
    const { list, at } = withCrowd(
      { ...someone, email: 'm.oakheart81@mail.com' },
      { ...someone, given_name: 'josephine', email: 'josephine.o@post.net' },
    );
    await matching(list, (match) => expect(isOne(match, at[0] ?? 0, at[1] ?? 0)).toBe(false));
  });

  it('keeps father and son of one name at one address apart', async () => {
    const { list, at } = withCrowd(
      { ...someone, given_name: 'walter', birth_date: '1951-09-12', email: null },
      { ...someone, given_name: 'walter', birth_date: '1979-02-27', email: null },
    );
    await matching(list, (match) => expect(isOne(match, at[0] ?? 0, at[1] ?? 0)).toBe(false));
  });

  it('keeps two people of one name and birth date apart where everything else differs', async () => {
    const { list, at } = withCrowd(someone, {
      ...someone,
      email: 'zq77@web.org',
      phone: '0712998877',
      house_number: '140',
      street: 'mill road',
      city: 'porthgate',
      postcode: '11377',
    });
    await matching(list, (match) => expect(isOne(match, at[0] ?? 0, at[1] ?? 0)).toBe(false));
  });

  it('joins by an e-mail address that stands in the phone column', async () => {
    const { list, at } = withCrowd(someone, {
      ...someone,
      email: null,
      phone: 'M.Oakheart81@mail.com',
      street: null,
      city: null,
    });
    await matching(list, async (match, connection) => {
      expect(isOne(match, at[0] ?? 0, at[1] ?? 0)).toBe(true);
      const explained = await explainPair(connection, match.parameters, at[0] ?? 0, at[1] ?? 0);
      expect(explained.contributions.find(({ name }) => name === 'email')?.level).toBe('equal');
    });
  });

  it('copes with names of one character', async () => {
    const { list, at } = withCrowd(
      { ...someone, given_name: 'm', family_name: 'o' },
      {
        ...someone,
        given_name: 'z',
        family_name: 'q',
        birth_date: '1949-12-02',
        email: 'x@y.org',
        phone: '0733300011',
      },
    );
    await matching(list, (match) => expect(isOne(match, at[0] ?? 0, at[1] ?? 0)).toBe(false));
  });

  it('does not join ten thousand records by a phone number that they share, and reports it', async () => {
    const many = [...people({ ...options, seed: 3, records: 12_000, copyRate: 0.1 })].map((row, i) =>
      i < 10_000 ? { ...row, phone: '0700000000' } : row,
    );
    await matching(many, (match) => {
      const sizes = new Map<number, number>();
      for (const first of match.clusters.values()) sizes.set(first, (sizes.get(first) ?? 0) + 1);
      expect(Math.max(...sizes.values())).toBeLessThan(12);
      expect(
        match.oversized.some(({ value, records }) => value.includes('0700000000') && records > 9000),
      ).toBe(true);
    });
  }, 120_000);
});
