import fs from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { people } from '../../../bench/people.ts';
import { sharedValues } from '../../../transforms/evaluate/sharedValues.ts';
import { run, temporaryFolder } from '../../support/cli.ts';
import { publicData } from '../../support/publicData.ts';

const folder = temporaryFolder('identity');

const identity = async (...args: string[]) => {
  const { code, out, err } = await run(folder, ['evaluate', 'identity', '--json', ...args]);
  return { code, err, document: out === '' ? {} : JSON.parse(out) };
};
const write = (name: string, text: string) => {
  fs.writeFileSync(path.join(folder, name), text);
  return name;
};

describe.skipIf(!fs.existsSync(publicData('febrl/dataset1.csv')))(
  'public person records, no truth seen (data absent: skipped)',
  () => {
    test('Febrl 4: two files of 5,000 are linked at F1 ≥ .9996', async () => {
      const { document } = await identity(
        '--records',
        `${publicData('febrl/dataset4a.csv')},${publicData('febrl/dataset4b.csv')}`,
        '--link',
        '--truth',
        'rec_id',
      );
      expect(document.records).toBe(10_000);
      expect(document.blockingRecall).toBeGreaterThan(0.999);
      const given = document.blockingPairs as { rule: string; pairs: number }[];
      expect(given.map(({ rule }) => rule)).toEqual(document.blockingRules);
      // a pair may be given by several rules, and is compared once
      expect(given.reduce((sum, { pairs }) => sum + pairs, 0)).toBeGreaterThanOrEqual(
        document.candidatePairs,
      );
      expect(Math.max(...given.map(({ pairs }) => pairs))).toBeLessThanOrEqual(document.candidatePairs);
      expect(document.clusters.pairwise.f1).toBeGreaterThanOrEqual(0.9996);
    });

    test('Febrl 1: 500 duplicates are found at F1 ≥ .998', async () => {
      const { document } = await identity('--records', publicData('febrl/dataset1.csv'), '--truth', 'rec_id');
      expect(document.columns).toMatchObject({ soc_sec_id: 'national_id', date_of_birth: 'birth_date' });
      expect(document.columns).not.toHaveProperty('rec_id');
      expect(document.clusters.pairwise.f1).toBeGreaterThanOrEqual(0.998);
    });

    test('fake_1000: sparse records of 251 people are joined at F1 ≥ .985, by columns named or recognised, truth by column or pairs', async () => {
      const records = publicData('splink/fake_1000.csv');
      const columns = 'given_name=first_name,family_name=surname,birth_date=dob,city=city,email=email';
      const one = await identity('--records', records, '--truth', 'cluster');
      const two = await identity(
        '--records',
        records,
        '--columns',
        columns,
        '--id',
        'unique_id',
        '--truth-pairs',
        publicData('splink/fake_1000_labels.csv'),
      );
      for (const { document } of [one, two]) {
        expect(document.clusters.pairwise.f1).toBeGreaterThanOrEqual(0.985);
        expect(document.best.f1).toBeGreaterThanOrEqual(document.clusters.pairwise.f1);
      }
    });
  },
);

describe('evaluate identity', () => {
  test('six hundred equal records of one person are one, and those that say nothing are nobody', async () => {
    const crowd = [
      ...people({
        ...{ seed: 5, records: 900, mostCopies: 2, copyRate: 0.4, typoRate: 0.3, missingRate: 0.1 },
        ...{ swapRate: 0, changeRate: 0.1, householdRate: 0.1, style: 'western' },
      }),
    ];
    const headers = [
      'given_name',
      'family_name',
      'birth_date',
      'email',
      'phone',
      'street',
      'city',
      'postcode',
    ];
    const line = (row: Readonly<Record<string, string>>, who: string) =>
      [...headers.map((one) => row[one] ?? ''), who].join(',');
    const full = crowd.find((row) => headers.every((one) => row[one])) ?? {};
    const lines = [
      ...crowd.map((row) => line(row, row.cluster ?? '')),
      ...Array.from({ length: 600 }, () => line(full, full.cluster ?? '')),
      ...Array.from({ length: 300 }, (_, i) => line({}, `nobody ${i}`)),
    ];
    const { document } = await identity(
      '--records',
      write('many.csv', [[...headers, 'who'].join(','), ...lines].join('\n')),
      ...['--truth', 'who'],
    );
    expect(document.records).toBe(crowd.length + 900);
    expect(document.blockingRecall).toBeGreaterThan(0.99);
    expect(document.pairwise.f1).toBeGreaterThan(0.99);
    expect(document.clusters.pairwise.f1).toBeGreaterThan(0.99);
  });

  const options = {
    seed: 1,
    records: 400,
    mostCopies: 2,
    copyRate: 0.5,
    typoRate: 0.1,
    missingRate: 0.1,
    swapRate: 0.02,
    changeRate: 0.05,
    householdRate: 0,
    style: 'chinese' as const,
  };
  const rows = [...people(options)];
  const csv = (list: readonly Readonly<Record<string, string>>[], without: readonly string[] = []) => {
    const headers = Object.keys(rows[0] ?? {}).filter((header) => !without.includes(header));
    return `${headers.join(',')}\n${list.map((row) => headers.map((header) => row[header]).join(',')).join('\n')}\n`;
  };

  test('matches Chinese records whose columns nobody named', async () => {
    const { document } = await identity('--records', write('cn.csv', csv(rows)), '--truth', 'cluster');
    expect(document.schema).toBe('clientele.evaluate-identity/1');
    expect(document.columns).toEqual({
      name: 'full_name',
      birth_date: 'birth_date',
      email: 'email',
      phone: 'phone',
      city: 'city',
      address: 'street',
    });
    expect(document.clusters.pairwise.f1).toBeGreaterThan(0.9);
  });

  test('finds the same people whether the truth is there or not', async () => {
    const seen = await identity('--records', write('with.csv', csv(rows)), '--truth', 'cluster');
    const blind = await identity('--records', write('without.csv', csv(rows, ['cluster'])));
    expect(blind.document).toMatchObject({ pairwise: null, best: null, blockingRecall: null });
    expect(blind.document.clusters).toEqual({ count: seen.document.clusters.count, pairwise: null });
    expect(blind.document.candidatePairs).toBe(seen.document.candidatePairs);
  });

  test('keeps Jr and Sr of one name and address apart, of whom nothing else is known', async () => {
    const western = [...people({ ...options, style: 'western' })];
    const headers = ['given_name', 'family_name', 'birth_date', 'street', 'house_number', 'city'];
    const countWith = async (file: string, [first, second]: readonly [string, string]) => {
      const home = { given_name: 'clive', street: 'tannery yard', house_number: '3', city: 'elmbury' };
      const list = [
        ...western,
        { ...home, family_name: `ambrose${first}` },
        { ...home, family_name: `ambrose${second}` },
      ] as readonly Readonly<Record<string, string>>[];
      const lines = list.map((row) => headers.map((header) => row[header] ?? '').join(','));
      const { document } = await identity('--records', write(file, [headers.join(','), ...lines].join('\n')));
      expect(document.columns).not.toHaveProperty('name_suffix');
      return document.clusters.count as number;
    };
    const one = await countWith('one.csv', ['', '']);
    expect(await countWith('two.csv', [' Jr.', ' Snr'])).toBe(one + 1);
    expect(await countWith('said.csv', [' Jr.', ''])).toBe(one);
    expect(await countWith('other.csv', [' Jr.', ' III'])).toBe(one);
  });

  test('joins nobody at a threshold that nothing reaches, and says how it would have been best', async () => {
    const { document } = await identity(
      '--records',
      write('high.csv', csv(rows)),
      '--truth',
      'cluster',
      '--threshold',
      '0.9999999999999999',
    );
    expect(document.best).toMatchObject({ usesTruth: true });
    expect(document.best.f1).toBeGreaterThan(document.clusters.pairwise.f1);
  });

  test('writes who is who, and the pairs that are judged wrongly with their weights', async () => {
    const file = write('told.csv', csv(rows));
    const { document } = await identity(
      '--records',
      file,
      '--truth',
      'cluster',
      '--threshold',
      '0.9999999999999999',
      '--out',
      'people.csv',
      '--errors',
      'errors.csv',
    );
    const linesOf = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8').trim().split('\n');
    const [header, ...people] = linesOf('people.csv');
    expect(header).toBe('id,person');
    expect(people).toHaveLength(rows.length);
    expect(new Set(people.map((line) => line.split(',')[1])).size).toBe(document.clusters.count);
    const [columns, ...errors] = linesOf('errors.csv');
    expect(columns).toBe('left,right,error,weight,why');
    expect(errors.length).toBeLessThanOrEqual(200);
    expect(errors[0]).toMatch(/,missed,-?\d+\.\d,.*equal \+\d/);
    const refused = await identity('--records', file, '--errors', 'errors.csv');
    expect(refused.code).not.toBe(0);
    expect(refused.err).toMatch(/--errors takes the truth/);
    const nowhere = await identity('--records', file, '--out', 'nowhere/people.csv');
    expect(nowhere).toMatchObject({ code: 1 });
    expect(nowhere.err).toMatch(/nowhere\/people\.csv cannot be written: there is no folder/);
  });

  test('scores nothing where no two records are one person, and says how many were joined', async () => {
    const one = write('noPairs.csv', 'who,name,email\n1,王明,a@b.cn\n2,李娜,c@d.cn\n');
    const { document } = await identity('--records', one, '--truth', 'who');
    expect(document).toMatchObject({ blockingRecall: null, pairwise: null, best: null });
    expect(document.clusters).toEqual({ count: 2, pairwise: null });
    expect(document.warnings).toContain('no true pairs; 0 joined wrongly');
  });

  test('warns where more than half of many records are joined to one person', async () => {
    const table = (ofOne: number) =>
      ['given_name,family_name,email,dob']
        .concat(
          Array.from({ length: 120 }, (_, i) =>
            i < ofOne
              ? 'Ann,Oakheart,ann@x.example,1981-04-23'
              : `G${'abcdefghij'[i % 10]}${i},F${'klmnopqrst'[i % 7]}${i},p${i}@x.example,19${50 + (i % 50)}-0${1 + (i % 9)}-1${i % 10}`,
          ),
        )
        .join('\n');
    const warned = async (ofOne: number) =>
      (await identity('--records', write(`crowd${ofOne}.csv`, table(ofOne)))).document.warnings.filter(
        (warning: string) => /joined to one person/.test(warning),
      );
    expect(await warned(80)).toEqual([expect.stringMatching(/^80 of 120 records are joined to one person/)]);
    expect(await warned(40)).toEqual([]);
  });

  test('warns where the fit expects nobody to be there twice', async () => {
    const table = (copies: number) =>
      ['given_name,family_name,dob']
        .concat(
          Array.from({ length: 150 }, (_, i) => {
            const n = i < 150 - copies ? i : i - (150 - copies);
            return `G${'abcdefghij'[n % 10]}${'klmnopqrstu'[n % 11]},F${'acegikmoqsuwy'[n % 13]}${'bdfhjlnprtvxz'[(n * 5) % 13]},19${30 + ((n * 37) % 70)}-0${1 + (n % 9)}-1${(n * 7) % 10}`;
          }),
        )
        .join('\n');
    const warned = async (copies: number) =>
      (await identity('--records', write(`expected${copies}.csv`, table(copies)))).document.warnings.filter(
        (warning: string) => /the fit expects no two records of one person/.test(warning),
      ).length;
    expect(await warned(0)).toBe(1);
    expect(await warned(40)).toBe(0);
  });

  test('warns of each identifier that too many share, and of names and places in one line', () => {
    const shared = [
      { rule: 'email', value: 'shop@x.example', records: 900 },
      { rule: 'birth_date', value: '19900101', records: 400 },
      { rule: 'city', value: 'york', records: 300 },
      { rule: 'family_name:3', value: 'wan', records: 250 },
      { rule: 'city', value: 'hull', records: 210 },
    ];
    const fields = (['email', 'birth_date', 'city', 'family_name'] as const).map((kind) => ({
      name: kind,
      kind,
    }));
    const [email, date, ...others] = sharedValues(shared, fields);
    expect(email).toMatch(/^900 records share email "shop@x.example": it tells nobody apart/);
    expect(date).toMatch(/^400 records share birth_date/);
    expect(others).toEqual([
      '3 other values are too common to compare all who share them by these alone (city, family_name:3)',
    ]);
    expect(sharedValues([], fields)).toEqual([]);
  });

  test('finds the same people whatever the columns are called that say nothing of a person', async () => {
    const found = await identity('--records', write('with.csv', csv(rows)), '--truth', 'cluster');
    const numbered = csv(rows)
      .trim()
      .split('\n')
      .map((line, i) => (i === 0 ? `row_number,rid,key,match_key,${line}` : `9${i},1,1,${7 * i},${line}`));
    const named = await identity(
      '--records',
      write('named.csv', `${numbered.join('\n')}\n`),
      '--truth',
      'cluster',
    );
    expect(named.document.clusters).toEqual(found.document.clusters);
  });

  test('links a hundred equal records of one file with the one of the other that they are', async () => {
    const crowd = [...people({ ...options, style: 'western', records: 600, mostCopies: 1, copyRate: 1 })];
    const half = (rest: number) => crowd.filter((_, i) => i % 2 === rest);
    const [one] = crowd.filter(({ cluster }) => crowd.filter((row) => row.cluster === cluster).length === 2);
    const hundred = Array.from({ length: 100 }, () => one ?? {});
    const headers = Object.keys(crowd[0] ?? {});
    const table = (name: string, list: readonly Readonly<Record<string, string>>[]) =>
      write(
        name,
        [headers.join(','), ...list.map((row) => headers.map((header) => row[header]).join(','))].join('\n'),
      );
    const files = [table('hundred.csv', [...half(0), ...hundred]), table('other.csv', half(1))];
    const { document } = await identity('--records', files.join(','), '--link', '--truth', 'cluster');
    expect(document.blockingRecall).toBeGreaterThan(0.95);
    expect(document.blockingRecall).toBeLessThanOrEqual(1);
    expect(document.clusters.pairwise.f1).toBeGreaterThan(0.95);
  });

  test('finds the same people in two files whatever each calls its columns', async () => {
    const half = (rest: number) => csv(rows.filter((_, i) => i % 2 === rest));
    const first = write('first.csv', half(0));
    const link = async (second: string) =>
      (await identity('--records', `${first},${second}`, '--link', '--truth', 'cluster')).document;
    const alike = await link(write('second.csv', half(1)));
    const [header = '', ...lines] = half(1).split('\n');
    const renamed = header
      .replace('name', 'Name')
      .replace('birth_date', 'dob')
      .replace('phone', '手机号')
      .replace('city', 'town')
      .replace('address', 'street');
    const unlike = await link(write('renamed.csv', [renamed, ...lines].join('\n')));
    expect(alike.clusters.pairwise.f1).toBeGreaterThan(0.9);
    expect(unlike.clusters).toEqual(alike.clusters);
    expect(unlike.columns).toMatchObject({ phone: 'phone', 手机号: 'phone', dob: 'birth_date' });
  });

  describe('by ids', () => {
    const western = [...people({ ...options, style: 'western', mostCopies: 1, copyRate: 1 })];
    const pairs = western.flatMap((one, i) =>
      western.slice(0, i).flatMap((other) => (other.cluster === one.cluster ? [[other, one] as const] : [])),
    );
    type Row = Readonly<Record<string, string>>;
    const table = (name: string, list: readonly Row[]) => {
      const headers = Object.keys(list[0] ?? {}).filter((header) => header !== 'cluster');
      const lines = list.map((row) => headers.map((header) => row[header]).join(','));
      return write(name, `${[headers.join(','), ...lines].join('\n')}\n`);
    };
    // of the two files the second is the other way round, so that rows of one number are two people
    const [lefts, rights] = [pairs.map(([one]) => one), pairs.map(([, two]) => two).reverse()];
    const truth = (idOf: (place: number, file: 0 | 1) => string, isTurned = false) =>
      pairs
        .map((_, i) => [idOf(i + 1, 0), idOf(pairs.length - i, 1)])
        .map((ids) => (isTurned ? ids.reverse() : ids).join(','))
        .join('\n');
    const numbered = (name: string, list: readonly Row[], prefix: string) =>
      table(
        name,
        list.map((row, i) => ({ id: `${prefix}${i + 1}`, ...row })),
      );
    const linked = async (names: readonly string[], file: string, ...more: string[]) =>
      identity('--records', names.join(','), '--truth-pairs', file, ...more);

    test('is scored alike whether the two files number their records alike or not, and whichever side is which', async () => {
      const alike = [numbered('alike0.csv', lefts, ''), numbered('alike1.csv', rights, '')];
      const own = [numbered('own0.csv', lefts, 'a'), numbered('own1.csv', rights, 'b')];
      const rowsAlone = [table('rows0.csv', lefts), table('rows1.csv', rights)];
      const pairsOf = (name: string, text: string) => write(name, `id_l,id_r\n${text}\n`);
      const byNumber = pairsOf(
        'number.csv',
        truth((place) => String(place)),
      );
      const byOwn = pairsOf(
        'own.csv',
        truth((place, file) => `${'ab'[file]}${place}`),
      );
      const turned = pairsOf(
        'turned.csv',
        truth((place, file) => `${'ab'[file]}${place}`, true),
      );
      const known = (await linked(own, byOwn, '--link')).document.clusters;
      expect(known.pairwise.recall).toBeGreaterThan(0.9);
      expect((await linked(alike, byNumber, '--link')).document.clusters).toEqual(known);
      expect((await linked(own, turned, '--link')).document.clusters).toEqual(known);
      const { document } = await linked(rowsAlone, byNumber, '--link');
      expect(document).toMatchObject({ ids: null, clusters: known });
      expect((await linked(alike, byNumber)).err).toMatch(/a record of either file has the id "\d+"/);
    });

    test('without a named column takes one that differs from record to record and is not the truth, else rows', async () => {
      const list = western.map((row, i) => ({
        branch_id: `b${i % 7}`,
        ...row,
        customer_id: `c${i}`,
        person_id: row.cluster ?? '',
      }));
      const file = table('branches.csv', list);
      const outOf = async (...more: string[]) => {
        const { document } = await identity('--records', file, '--out', 'out.csv', ...more);
        const lines = fs.readFileSync(path.join(folder, 'out.csv'), 'utf8').trim().split('\n').slice(1);
        return [document.ids, lines.map((line) => line.split(',')[0])];
      };
      const customers = list.map((row) => row.customer_id);
      expect(await outOf()).toEqual(['customer_id', customers]);
      const bare = table(
        'bare.csv',
        list.map(({ customer_id, ...row }) => ({ ...row, person_id: `${row.person_id}x` })),
      );
      const { document } = await identity('--records', bare, '--out', 'out.csv', '--truth', 'person_id');
      expect(document.ids).toBe(null);
      const told = await run(folder, ['evaluate', 'identity', '--records', file, '--out', 'out.csv']);
      expect(told.out).toContain('ids         customer_id');
    });

    test('writes pairs judged wrongly within a file too where two are not linked', async () => {
      const half = (rest: number) => write(`half${rest}.csv`, csv(rows.filter((_, i) => i % 2 === rest)));
      await identity(
        ...['--records', `${half(0)},${half(1)}`, '--truth', 'cluster', '--errors', 'errors.csv'],
        ...['--threshold', '0.9999999999999999'],
      );
      const errors = fs.readFileSync(path.join(folder, 'errors.csv'), 'utf8').trim().split('\n');
      expect(errors.slice(1).some((line) => /^1:\d+,1:\d+,missed/.test(line))).toBe(true);
    });
  });

  test('finds the same people in the encoding of Chinese spreadsheets', async () => {
    const plain = await identity('--records', write('plain.csv', csv(rows)), '--truth', 'cluster');
    fs.writeFileSync(path.join(folder, 'gb.csv'), iconv.encode(csv(rows), 'gb18030'));
    const { document } = await identity('--records', 'gb.csv', '--truth', 'cluster');
    expect(document.clusters).toEqual(plain.document.clusters);
  });

  test('takes rows that end early beside cells with a line break', async () => {
    const text = 'name,email,note\n王明,a@b.cn\n李娜,c@d.cn,"two\nlines"\n';
    const { document } = await identity('--records', write('padded.csv', text));
    expect(document).toMatchObject({ records: 2, clusters: { count: 2 } });
  });

  test('takes one row, and rows without a value', async () => {
    const one = await identity('--records', write('one.csv', 'name,email\n王明,a@b.cn\n'));
    expect(one.document).toMatchObject({ records: 1, candidatePairs: 0, clusters: { count: 1 } });
    const none = await identity('--records', write('none.csv', 'name,email\n,\n,\n,\n'));
    expect(none.document).toMatchObject({ records: 3, clusters: { count: 3 } });
    expect(none.document.warnings[0]).toContain('no column says anything about a person');
  });

  test('warns of two equal headers, and refuses ids that do not differ', async () => {
    const file = write('twice.csv', 'name,Name,性别\n王明,王,男\n李娜,李,女\n赵云,赵,男\n');
    const { document } = await identity('--records', file);
    expect(document.warnings).toContain(
      'twice.csv has several columns "Name": one of them is called "Name_1" here; give every column its own name',
    );
    const refused = await run(folder, ['evaluate', 'identity', '--records', file, '--id', '性别']);
    expect(refused.err).toContain('--id: "性别" has "男" in 2 records; name a column that differs');
    const empty = await run(folder, ['evaluate', 'identity', '--records', 'none.csv', '--id', 'name']);
    expect(empty.err).toContain('--id: "name" is empty in 3 records');
    expect((await identity('--records', file, '--id', 'name')).document.records).toBe(3);
  });

  test('says which columns are left out where there are more than can be compared', async () => {
    const wide = Array.from({ length: 20 }, (_, i) => `attr${i}`);
    const row = (name: string, value: string) => [name, ...wide.map(() => value)].join(',');
    const table = [['name', ...wide].join(','), row('Ann Lee', 'u'), row('Bob Ray', 'v'), row('Cem Öz', 'w')];
    const { document } = await identity('--records', write('wide.csv', `${table.join('\n')}\n`));
    expect(document.warnings).toEqual([
      'there are more columns than can be compared; left out: attr14, attr15, attr16, attr17, attr18, attr19; name those that tell people apart with --columns',
    ]);
  });

  test('takes a header without rows', async () => {
    const { document } = await identity('--records', write('header.csv', 'name,email\n'));
    expect(document).toMatchObject({ records: 0, clusters: { count: 0 } });
  });

  test.each([
    [['--records', 'absent.csv'], 'no file at'],
    [['--records', 'empty.csv'], 'empty.csv is empty'],
    [['--records', 'one.csv', '--link'], '--link needs two files'],
    [['--records', 'one.csv', '--truth', 'person'], 'no column "person"; the columns are name, email'],
    [
      ['--records', 'one.csv', '--columns', 'nickname=name'],
      '"nickname=name" is not one of given_name=<header>',
    ],
    [
      ['--records', 'one.csv', '--columns', 'full_name=name', '--truth', 'name'],
      'which the model may not see',
    ],
    [['--records', 'one.csv', '--threshold', '1.5'], 'a probability between 0 and 1'],
  ])('refuses %j', async (args, message) => {
    write('empty.csv', '');
    write('one.csv', 'name,email\n王明,a@b.cn\n');
    const { code, err } = await identity(...args);
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});
