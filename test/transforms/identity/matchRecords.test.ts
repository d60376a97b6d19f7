import { describe, expect, it } from 'vitest';
import { people } from '../../../bench/people.ts';
import { readEdges } from '../../../transforms/identity/edges.ts';
import { explainPair } from '../../../transforms/identity/explainPair.ts';
import { withNameSuffix } from '../../../transforms/identity/fields.ts';
import { matchChanges } from '../../../transforms/identity/matchChanges.ts';
import { type Match, matchRecords } from '../../../transforms/identity/matchRecords.ts';
import { recogniseFields } from '../../../transforms/identity/recognise.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

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

  it('finds that two people of one family name have e-mail addresses that are alike, and of both names more so', async () => {
    const made = [...people({ ...options, records: 3000, typoRate: 0.3 })];
    await matching(made, ({ parameters: { features } }) => {
      const place = (name: string) => features.findIndex((one) => one.name === name);
      const email = features[place('email')];
      const alike = (u: readonly number[] = []) => u.slice(1, -1).reduce((sum, one) => sum + one, 0);
      const of = (...names: string[]) =>
        email?.given?.find(({ when }) => when.join() === names.map(place).join());
      expect(email?.given?.[0]?.when).toHaveLength(2);
      expect(alike(of('family_name')?.u)).toBeGreaterThan(10 * alike(email?.u));
      expect(alike(of('given_name', 'family_name')?.u)).toBeGreaterThan(2 * alike(of('family_name')?.u));
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
      expect(sum + explained.moved + explained.household + explained.nothingElse).toBeCloseTo(
        explained.weight,
        6,
      );
      expect(explained.nothingElse).toBe(0);
      expect(explained.weight).toBeCloseTo(match.edges.weight[edge] ?? Number.NaN, 3);
      expect(explained.probability).toBeGreaterThan(0.99);
      const street = explained.contributions.find(({ name }) => name === 'street');
      // the second record was named first
      expect(street).toMatchObject({ level: 'one edit', left: 'thornfeild lane', right: 'thornfield lane' });
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

  const many = [...people({ ...options, seed: 9, records: 2500 })].map((row, i) =>
    i % 5 === 0 ? { ...row, phone: '0700000000' } : row,
  );

  it('gives the same people whether what is new and changed is matched against the rest or all at once', async () => {
    await matching(many, async (match, connection) => {
      expect(match.parameters.blocking.isWhole).toBe(false);
      const blocking = { ...match.parameters.blocking, blockLimit: 1000 };
      const parameters = { ...match.parameters, blocking };
      const table = 'people';
      const fields = await recogniseFields(connection, table, columns);
      const sorted = (map: ReadonlyMap<number, number>) => [...map].sort(([a], [b]) => a - b);
      const whole = await matchRecords(connection, { table, key: 'id', fields, parameters });
      // before: 200 records fewer, and forty of the others as they were once
      await connection.run(`create or replace table older as select * replace (
          case when id % 50 = 7 then 'quincy' else given_name end as given_name,
          case when id % 50 = 8 then null else birth_date end as birth_date)
        from people where id <= 2300`);
      const old = await matchRecords(connection, { table: 'older', key: 'id', fields, parameters });
      await connection.run(`create or replace table old_records as from match_records;
        create or replace table old_edges as from match_edges`);
      const before = { records: 'old_records', edges: 'old_edges' };
      const changed = await matchChanges(connection, { table, key: 'id', fields, parameters, before });
      expect(changed).toMatchObject({ newRecords: 200 });
      expect(changed?.changedRecords).toBeGreaterThan(40);
      expect(changed?.comparedPairs).toBeLessThan(0.4 * whole.candidatePairs);
      const edges = await readEdges(connection, -100);
      expect(edges).toEqual(whole.edges);
      const touched = new Set(
        (await connection.runAndReadAll('select rid from match_touched')).getRows().map(([rid]) => rid),
      );
      const kept = [...old.clusters].filter(([record]) => !touched.has(record));
      expect(sorted(new Map([...kept, ...(changed?.people ?? [])]))).toEqual(sorted(whole.clusters));
    });
  });

  it('gives the same people for new records in blocks that are cut, and asks for a match of all where an old one moves in them', async () => {
    await matching(many, async (match, connection) => {
      const byPhone = { keys: ['phone'], sql: ['phone'] };
      const { rules } = match.parameters.blocking;
      const blocking = { ...match.parameters.blocking, rules: [...rules, byPhone], blockLimit: 20 };
      const parameters = { ...match.parameters, blocking };
      const table = 'people';
      const fields = await recogniseFields(connection, table, columns);
      const whole = await matchRecords(connection, { table, key: 'id', fields, parameters });
      const since = async (older: string) => {
        await connection.run(`create or replace table older as ${older}`);
        await matchRecords(connection, { table: 'older', key: 'id', fields, parameters });
        await connection.run(`create or replace table old_records as from match_records;
          create or replace table old_edges as from match_edges`);
        const before = { records: 'old_records', edges: 'old_edges' };
        return matchChanges(connection, { table, key: 'id', fields, parameters, before });
      };
      expect(await since('from people where id <= 2300')).toMatchObject({ changedRecords: 0 });
      expect(await readEdges(connection, -100)).toEqual(whole.edges);
      const moved = 'select * replace (case when id = 41 then null else phone end as phone) from people';
      expect(many[40]?.phone).toBe('0700000000');
      expect(await since(moved)).toBeUndefined();
      expect(
        await since(
          'from people where id <= 100 union all by name select * replace (9999 as id) from people where id = 101',
        ),
      ).toBeUndefined();
    });
  });
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

  it('keeps John Smith Jr and Sr of one address apart, and says nothing of one without suffix or counted otherwise', async () => {
    const home = { ...someone, given_name: 'walter', birth_date: null, email: null };
    const called = (suffix: string, own: Row = {}): Row => ({
      ...home,
      ...own,
      family_name: `oakheart ${suffix}`,
    });
    const other = {
      ...{ family_name: 'penhallow', house_number: '4', street: 'mallow court' },
      ...{ city: 'porthgate', postcode: '11377', phone: '0712998877' },
    };
    const plain = { ...other, given_name: 'edgar' };
    const { list, at } = withCrowd(
      called('Jr'),
      called('Snr.'),
      called('the younger'),
      { ...home, ...plain },
      { ...home, ...plain, family_name: 'penhallow III' },
      { ...home, ...plain, given_name: 'julian', family_name: 'penhallow Jr' },
      { ...home, ...plain, given_name: 'julian', family_name: 'penhallow II' },
    );
    const [junior = 0, senior = 0, younger = 0, edgar = 0, third = 0, julian = 0, second = 0] = at;
    await matching(list, async (_, connection, again) => {
      const fields = withNameSuffix(await recogniseFields(connection, 'people', columns));
      const match = await again(connection, { table: 'people', key: 'id', fields });
      expect(match.parameters.fields).toContainEqual({ name: 'name_suffix', kind: 'name_suffix' });
      expect(isOne(match, junior, senior)).toBe(false);
      expect(isOne(match, junior, younger)).toBe(true);
      expect(isOne(match, edgar, third)).toBe(true);
      expect(isOne(match, julian, second)).toBe(true);
      const parameters = JSON.parse(JSON.stringify(match.parameters));
      const refitted = await again(connection, { table: 'people', key: 'id', fields, parameters });
      expect(isOne(refitted, junior, senior)).toBe(false);
    });
  });

  it('does not compare suffixes where no name has one', async () => {
    await matching(crowd, async (match, connection, again) => {
      const fields = withNameSuffix(await recogniseFields(connection, 'people', columns));
      const second = await again(connection, { table: 'people', key: 'id', fields });
      expect(second.parameters).toEqual(match.parameters);
    });
  });

  it('keeps two people of one name and birth date apart where everything else differs, and lists them for review', async () => {
    const { list, at } = withCrowd(someone, {
      ...someone,
      email: 'zq77@web.org',
      phone: '0712998877',
      house_number: '140',
      street: 'mill road',
      city: 'porthgate',
      postcode: '11377',
    });
    await matching(list, (match) => {
      expect(isOne(match, at[0] ?? 0, at[1] ?? 0)).toBe(false);
      expect(match.reviewPairs).toContainEqual(expect.objectContaining({ left: at[0], right: at[1] }));
    });
  });

  it('keeps people of one common name apart whose birth date a form put, and reports the date', async () => {
    const placed = Array.from({ length: 20 }, (_, i) => ({
      ...{ given_name: 'wei', family_name: 'zhang', birth_date: '1990-01-01' },
      phone: `07${String(31415926 + 2718281 * i).padStart(8, '0')}`,
    }));
    const { list, at } = withCrowd(...placed);
    await matching(list, async (match, connection, again) => {
      expect(at.filter((record) => match.clusters.has(record))).toEqual([]);
      expect(match.oversized).toContainEqual({ rule: 'birth_date', value: '19900101', records: 20 });
      // the dates of the crowd are kept, and parameters from the ledger do the same
      const [kept] = await rows<{ n: number }>(
        connection,
        `select count(birth_date)::double as n from match_records where rid < ${crowd.length}`,
      );
      expect(kept?.n).toBe(crowd.filter(({ birth_date }) => birth_date).length);
      const parameters = JSON.parse(JSON.stringify(match.parameters));
      const fields = await recogniseFields(connection, 'people', columns);
      const second = await again(connection, { table: 'people', key: 'id', fields, parameters });
      expect(at.filter((record) => second.clusters.has(record))).toEqual([]);
    });
  });

  it('keeps the birth date of one customer who comes often', async () => {
    const often = Array.from({ length: 50 }, (_, i) => ({
      ...someone,
      ...(i % 3 === 0 ? { family_name: `oakhea${'abcdefghijklmnopq'[i / 3]}t` } : {}),
      ...(i % 4 === 0 ? { phone: null } : i % 5 === 0 ? { phone: `07555123${10 + i}` } : {}),
      ...(i % 2 === 0 ? { email: null, street: `${i} mill road`, postcode: '11377' } : {}),
    }));
    const { list, at } = withCrowd(...often);
    await matching(list, (match) => {
      expect(match.oversized.filter(({ rule }) => rule === 'birth_date')).toEqual([]);
      expect(at.filter((record) => match.clusters.get(record) !== match.clusters.get(at[0] ?? 0))).toEqual(
        [],
      );
    });
  });

  it('keeps the birth dates of which only the year is known, the first of January of every year', async () => {
    const yearOnly = crowd.map((row, i) =>
      i % 2 === 0 && row.birth_date ? { ...row, birth_date: `${row.birth_date.slice(0, 4)}-01-01` } : row,
    );
    await matching(yearOnly, (match) => {
      expect(match.oversized.filter(({ rule }) => rule === 'birth_date')).toEqual([]);
    });
  });

  it('takes somebody who has moved for the same person, and says so', async () => {
    const elsewhere = { house_number: '140', street: 'mill road', city: 'porthgate', postcode: '11377' };
    const { list, at } = withCrowd(
      { ...someone, birth_date: null, email: null },
      { ...someone, ...elsewhere, birth_date: null, email: null },
      { ...someone, ...elsewhere, given_name: 'josephine', birth_date: null, email: null, phone: null },
    );
    await matching(list, async (match, connection) => {
      const [a = 0, b = 0, c = 0] = at;
      expect(isOne(match, a, b)).toBe(true);
      expect(isOne(match, a, c)).toBe(false);
      const { contributions, moved } = await explainPair(connection, match.parameters, a, b);
      const street = contributions.find(({ name }) => name === 'street');
      expect(street?.weight).toBeLessThan(-3);
      // all of the address but that people move
      const address = contributions
        .filter(({ name }) => ['house_number', 'street', 'city', 'postcode'].includes(name))
        .reduce((sum, { weight }) => sum + weight, 0);
      expect(address + moved).toBeCloseTo(Math.log2(match.parameters.moved), 1);
    });
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
  });
});

describe('a table of telephones and e-mail addresses alone', () => {
  /**
   * three records a person, the second with one of the two, the third with the other; and a shop's number of
   * three hundred
   */
  const contacts: readonly Row[] = Array.from({ length: 400 }, (_, i) => {
    const [phone, email] = [
      `138${String(20_000_000 + 53_121 * i).slice(-8)}`,
      `${(i * 7919).toString(36)}x${i}@qq.com`,
    ];
    return [
      { phone, email },
      { phone, email: null },
      { phone: null, email },
    ];
  }).flat();

  it.each([60, 300])('is joined by those that are equal, and by no number that %d hold', async (length) => {
    const shop = Array.from({ length }, () => ({ phone: '02161234567', email: null }));
    await matching(
      [...contacts, ...shop],
      (match) => {
        const people = new Set([...contacts.keys()].map((record) => match.clusters.get(record) ?? record));
        expect(people.size).toBe(400);
        for (let i = 0; i < contacts.length; i += 3) expect(isOne(match, i + 1, i + 2)).toBe(true);
        expect([...shop.keys()].some((i) => match.clusters.has(contacts.length + i))).toBe(false);
        expect(match.oversized).toContainEqual({ rule: 'phone', value: '2161234567', records: length });
      },
      ['phone', 'email'],
    );
  });

  it('is joined by a telephone where there is nothing else', async () => {
    const told = contacts.filter(({ phone }) => phone);
    await matching(
      told,
      (match) => {
        for (let i = 0; i < told.length; i += 2) expect(isOne(match, i, i + 1)).toBe(true);
        expect(match.clusters.size).toBe(told.length);
      },
      ['phone'],
    );
  });
});
