import { expect, test } from 'vitest';
import { createStringMacros } from '../../../transforms/identity/codePoints.ts';
import type { Field, FieldKind } from '../../../transforms/identity/fields.ts';
import { createRecords } from '../../../transforms/identity/normalise.ts';
import { isPlaceholder } from '../../../transforms/standardise/index.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

type Name = readonly [full: string | null, given: string | null, family: string | null];

/** Given and family name of records that have a full name beside their own ones, or nothing but it. */
async function namesOf(
  names: readonly Name[],
): Promise<readonly (readonly [string | null, string | null])[]> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    await connection.run(
      'create table people (id int, full_name varchar, first_name varchar, surname varchar)',
    );
    for (const [id, name] of names.entries())
      await connection.run('insert into people values ($1, $2, $3, $4)', [id, ...name]);
    await createRecords(connection, {
      table: 'people',
      key: 'id',
      fields: [
        { name: 'full_name', kind: 'full_name', column: 'full_name' },
        { name: 'given_name', kind: 'given_name', column: 'first_name' },
        { name: 'family_name', kind: 'family_name', column: 'surname' },
      ],
    });
    const found = await rows<{ given_name: string | null; family_name: string | null }>(
      connection,
      'select given_name, family_name from match_records order by rid',
    );
    return found.map(({ given_name, family_name }) => [given_name, family_name]);
  } finally {
    engine.close();
  }
}

const alone = (full: string): Name => [full, null, null];

test('a full name of one word is not taken for both names', async () => {
  expect(
    await namesOf([
      ['Watts', 'Watts', null],
      ['Watts', null, 'Watts'],
      ['Watts, of Leeds', null, 'Watts'],
      ['Watts', null, null],
      ['Ann Watts', 'Ann', null],
      ['Ann Watts', null, 'Watts'],
      ['Ann Watts', 'Anna', 'Watson'],
      ['Molina Domínguez', null, 'Molina Domínguez'],
      ['Mary Jane', 'Mary Jane', null],
    ]),
  ).toEqual([
    ['watts', null],
    [null, 'watts'],
    [null, 'watts'],
    [null, 'watts'],
    ['ann', 'watts'],
    ['ann', 'watts'],
    ['anna', 'watson'],
    [null, 'molina dominguez'],
    ['mary jane', null],
  ]);
});

test('what stands behind a comma is a given name, or where someone is from, or a rank', async () => {
  expect(
    await namesOf(
      [
        'Smith, John',
        'Smith, John, Jr.',
        'John Smith Jr.',
        'John Smith, III',
        'Dr. John Smith, PhD',
        'John Smith,',
        'Thomas Clifford, of Chudleigh',
        'Sir Edmund Giles Loder, 2nd Baronet',
        'Mary Butler, Duchess of Ormonde',
        'Jones, Earl',
        'Jones, Earl James',
        'Nguyen, The Anh',
        'Rahman, Md Kamal',
        'Jane Grey, the Younger',
        'García López, María',
        '王小明',
      ].map(alone),
    ),
  ).toEqual([
    ['john', 'smith'],
    ['john', 'smith'],
    ['john', 'smith'],
    ['john', 'smith'],
    ['john', 'smith'],
    ['john', 'smith'],
    ['thomas', 'clifford'],
    ['edmund', 'loder'],
    ['mary', 'butler'],
    ['earl', 'jones'],
    ['earl', 'jones'],
    ['the', 'nguyen'],
    ['md', 'rahman'],
    ['jane', 'grey'],
    ['maria', 'lopez'],
    ['小明', '王'],
  ]);
});

/** The names of a table that has nothing but a column of full names. */
async function partsOf(names: readonly string[]) {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    await connection.run('create table people (id int, name varchar)');
    for (const [id, name] of names.entries())
      await connection.run('insert into people values ($1, $2)', [id, name]);
    await createRecords(connection, {
      table: 'people',
      key: 'id',
      fields: [{ name: 'full_name', kind: 'full_name', column: 'name' }],
    });
    return (
      await rows<Record<'given_name' | 'given_name_2' | 'family_name', string | null>>(
        connection,
        'select given_name, given_name_2, family_name from match_records order by rid',
      )
    ).map((one) => [one.given_name, one.given_name_2, one.family_name]);
  } finally {
    engine.close();
  }
}

test('what stands between the first and the last name is a second given name', async () => {
  expect(
    await partsOf([
      'Claudineia Paulino Soares',
      'Ana Souza',
      'Maria da Conceição Lima',
      'Ana',
      '王小明',
      'Omar Said Al-Otaibi',
      'Omar Al Otaibi',
    ]),
  ).toEqual([
    ['claudineia', 'paulino', 'soares'],
    ['ana', null, 'souza'],
    ['maria', 'da conceicao', 'lima'],
    ['ana', null, null],
    ['小明', null, '王'],
    ['omar', 'said', 'otaibi'],
    ['omar', null, 'otaibi'],
  ]);
});

test('a byname tells no name, and a given name alone no family name', async () => {
  expect(await partsOf(['佳佳妈', '小雨', '🌸涵洁', '洁', '仝**', '小林健太', 'Lily妈妈', '张女士'])).toEqual(
    [
      [null, null, null],
      [null, null, null],
      ['涵洁', null, null],
      ['洁', null, null],
      [null, null, '仝'],
      ['健太', null, '小林'],
      [null, null, null],
      [null, null, '张'],
    ],
  );
});

test('a full name is read without what is written beside it', async () => {
  expect(
    await partsOf([
      'c/o John Smith',
      'Attn: John Smith',
      'The late John Smith',
      'John Smith - Work',
      'DO NOT USE John Smith',
      'John Smith (deceased)',
      'Smith, John (Johnny)',
      '(John Smith)',
      'John Smith 2',
      'Jane Smith née Jones',
      'Mary Jones, c/o John Smith',
      'Mr/Mrs Smith',
      'User 17',
      "Conan O'Brien",
      '张三 男',
      '代收李四',
      '客户张三',
      'A0张三-装修',
      '昵称:小雨',
      'Lily(王丽)',
      '淘宝用户',
      '手机尾号1234',
      '张三 李四',
    ]),
  ).toEqual([
    ['john', null, 'smith'],
    ['john', null, 'smith'],
    ['john', null, 'smith'],
    ['john', null, 'smith'],
    ['john', null, 'smith'],
    ['john', null, 'smith'],
    ['john', null, 'smith'],
    ['john', null, 'smith'],
    ['john', null, 'smith'],
    ['jane', null, 'smith'],
    ['mary', null, 'jones'],
    [null, null, 'smith'],
    [null, null, null],
    ['conan', null, 'obrien'],
    ['三', null, '张'],
    ['四', null, '李'],
    ['三', null, '张'],
    ['三', null, '张'],
    [null, null, null],
    ['丽', null, '王'],
    [null, null, null],
    [null, null, null],
    [null, null, null],
  ]);
});

test('a name with a dot between its syllables is one name, written with a space or without as well', async () => {
  expect(
    await partsOf(['那仁·阿不都', '那仁•阿不都', '那仁 阿不都', '图雅·巴图', '图雅巴图', '欧阳 小明']),
  ).toEqual([
    ['那仁阿不都', null, null],
    ['那仁阿不都', null, null],
    ['那仁阿不都', null, null],
    ['图雅巴图', null, null],
    ['图雅巴图', null, null],
    ['小明', null, '欧阳'],
  ]);
  expect(await partsOf(['那仁 阿不都'])).toEqual([['阿不都', null, '那仁']]);
});

test('a second given name is read from no full name that repeats the others', async () => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    await connection.run(
      `create table people as select 1 as id, 'Maria Luisa Garcia' as full_name, 'Maria Luisa' as given
       union all select 2, 'Maria Luisa Garcia', null`,
    );
    await createRecords(connection, {
      table: 'people',
      key: 'id',
      fields: [
        { name: 'full_name', kind: 'full_name', column: 'full_name' },
        { name: 'given_name', kind: 'given_name', column: 'given' },
      ],
    });
    expect(await rows(connection, 'select given_name_2 from match_records order by rid')).toEqual([
      { given_name_2: null },
      { given_name_2: 'luisa' },
    ]);
  } finally {
    engine.close();
  }
});

test('where names end with that of the father the family name comes first', async () => {
  expect(
    await partsOf([
      'Виноградова Эмилия Болеславовна',
      'Федотов Дорофей Архипович',
      'Федотов Н.А.',
      'Трифон Трифонович Виноградов',
    ]),
  ).toEqual([
    ['эмилия', 'болеславовна', 'виноградова'],
    ['дорофей', 'архипович', 'федотов'],
    ['н', 'а', 'федотов'],
    ['трифон', 'трифонович', 'виноградов'],
  ]);
  expect((await partsOf(['Anna Maria Ivanovich', 'Anna Ivanovich', 'John Smith', 'Ann Lee']))[0]).toEqual([
    'anna',
    'maria',
    'ivanovich',
  ]);
});

test.each([
  ['app', 'organic'],
  ['gold', 'old'],
  ['paid', 'shanghai'],
  ['web', 'store'],
])(
  'a field of the two values %s and %s tells people apart, and one of one value and gaps does not',
  async (a, b) => {
    const engine = await openEngine();
    try {
      const connection = await engine.connect();
      await createStringMacros(connection);
      await connection.run(
        `create table people as select i as id, case when i % 2 = 0 then $1 else $2 end as two,
         case when i % 3 = 0 then $1 end as one, null::varchar as nothing from range(100) as r (i)`,
        [a, b],
      );
      const fields = ['two', 'one', 'nothing'].map((name) => ({
        name,
        kind: 'other' as const,
        column: name,
      }));
      const { fields: kept } = await createRecords(connection, { table: 'people', key: 'id', fields });
      expect(kept.map(({ name }) => name)).toEqual(['two']);
    } finally {
      engine.close();
    }
  },
);

test('a field of which one of two files has nothing is none of a link', async () => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    await connection.run(
      `create table people as select i as id, i % 2 as source, 'v' || i // 2 as both,
         case when i % 2 = 0 then 'g' || i end as one from range(20) as r (i)`,
    );
    const fields = ['both', 'one'].map((name) => ({ name, kind: 'other' as const, column: name }));
    const kept = async (source?: string) =>
      (
        await createRecords(connection, { table: 'people', key: 'id', fields, ...(source ? { source } : {}) })
      ).fields.map(({ name }) => name);
    expect(await kept('source')).toEqual(['both']);
    expect(await kept()).toEqual(['both', 'one']);
  } finally {
    engine.close();
  }
});

/** The values of a column after normalisation. */
async function readAs(kind: Exclude<FieldKind, 'full_name'>, values: readonly string[]) {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    await connection.run('create table people (id int, value varchar)');
    for (const [id, value] of values.entries())
      await connection.run('insert into people values ($1, $2)', [id, value]);
    await createRecords(connection, {
      table: 'people',
      key: 'id',
      fields: [{ name: kind, kind, column: 'value' }],
    });
    const found = await rows<{ value: string | null }>(
      connection,
      `select ${kind} as value from match_records order by rid`,
    );
    return found.map(({ value }) => value);
  } finally {
    engine.close();
  }
}

test.each([
  ['1985-03-02', '1985-03-02', '19850302'],
  ['with a time', '1985-03-02 00:00:00', '19850302'],
  ['in Chinese', '1985年3月2日', '19850302'],
  ['in Chinese numerals', '一九八五年三月二日', '19850302'],
  ['of the Republic', '民国74年3月2日', '19850302'],
  ['with a short year', '85-03-02', '19850302'],
  ['as six digits', '850302', '19850302'],
  ['day first, as eight digits', '02031985', '19850302'],
  ['as a serial day', '31108', '19850302'],
  ['with an English month', '2 Mar 1985', '19850302'],
  ['with a German month', '2. März 1985', '19850302'],
  ['of a Buddhist year', '2528-03-02', '19850302'],
  ['that is no date', '19851302', '19851302'],
])('a birth date %s is read', async (_, value, standard) => {
  expect((await readAs('birth_date', [value, '13/03/1985', '1990-01-01', '1990-05-05']))[0]).toBe(standard);
});

test('short years and the order of short dates are read as the column shows', async () => {
  expect(
    await readAs('birth_date', ['04-03-02', '85-03-02', '05-03-02', '2004-05-06', '2004-07-08']),
  ).toEqual(['20040302', '19850302', '19050302', '20040506', '20040708']);
  expect(await readAs('birth_date', ['04.03.62', '05/06/62', '13/06/1962'])).toEqual([
    '19620304',
    '19620605',
    '19620613',
  ]);
  expect(await readAs('birth_date', ['05/06/62', '06/13/1962'])).toEqual(['19620506', '19620613']);
});

test('where nothing else tells, the other names say which name a single word is, and which name stands first', async () => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    await connection.run('create table people (id int, name varchar)');
    const names = [
      'Linda Jones',
      'Linda Moore',
      'Linda Hill',
      'Linda Cook',
      'Edward Serafin',
      'Edward Hill',
      'Edward Jones',
      'Edward Moore',
      'Serafin Linda',
      'James Linda',
      'Linda',
      'Moore',
      'Zoe',
    ];
    for (const [id, name] of names.entries())
      await connection.run('insert into people values ($1, $2)', [id, name]);
    const partsBy = async (fields: readonly Field[]) => {
      await createRecords(connection, { table: 'people', key: 'id', fields });
      const found = await rows<{ given_name: string | null; family_name: string | null }>(
        connection,
        'select given_name, family_name from match_records order by rid',
      );
      return found.slice(8).map(({ given_name, family_name }) => [given_name, family_name]);
    };
    const name: Field = { name: 'full_name', kind: 'full_name', column: 'name' };
    expect(await partsBy([name])).toEqual([
      ['linda', 'serafin'],
      // of James nothing is known that Linda does not say
      ['linda', 'james'],
      ['linda', null],
      [null, 'moore'],
      [null, 'zoe'],
    ]);
    // columns of given and family names tell, and a build that adds records reads the others as before
    await connection.run('alter table people add column given varchar');
    expect(await partsBy([name, { name: 'given_name', kind: 'given_name', column: 'given' }])).toEqual([
      ['serafin', 'linda'],
      ['james', 'linda'],
      [null, 'linda'],
      [null, 'moore'],
      [null, 'zoe'],
    ]);
  } finally {
    engine.close();
  }
});

test('what is masked is missing, but for the family name that is left of a Chinese name', async () => {
  expect(await namesOf(['王**', '欧阳*', '韩健*', '张*明', '李XX', '*国强', '王伟'].map(alone))).toEqual([
    [null, '王'],
    [null, '欧阳'],
    [null, '韩'],
    [null, '张'],
    [null, '李'],
    [null, null],
    ['伟', '王'],
  ]);
  expect(await readAs('given_name', ['**', '明*', '伟', '芳'])).toEqual([null, null, '伟', '芳']);
  expect(
    await readAs('national_id', ['310115********1991', '310115xxxxxxxx1991', '31011519900708881X', 'A7']),
  ).toEqual([null, null, '31011519900708881x', 'a7']);
  expect(
    await readAs('phone', ['186****9177', '186●●●●9177', '186xxxx9177', '18600009177', '18600009178']),
  ).toEqual([null, null, null, '8600009177', '8600009178']);
  expect(await readAs('email', ['w***@qq.com', 'w@qq.com', 'v@qq.com'])).toEqual([
    null,
    'w@qq.com',
    'v@qq.com',
  ]);
});

test('a date whose signs are lost or misplaced is read by its digits, and says nothing where no year is in them', async () => {
  const whole = ['31/12/1980', '04/02/1984'];
  expect(
    await readAs('birth_date', [
      ...whole,
      '15/121960',
      '04/0/21984',
      '10111938',
      '15/131960',
      '99/999912',
      '1962',
    ]),
  ).toEqual(['19801231', '19840204', '19601215', '19840204', '19381110', '19601315', null, '1962']);
  expect(await readAs('birth_date', ['12/31/1980', '12/15/1960', '04/0/21984'])).toEqual([
    '19801231',
    '19601215',
    '19840402',
  ]);
  // a typing error in a part that is in its place is one of a date still
  expect(await readAs('birth_date', ['19801231', '19841301', '1062-03-04'])).toEqual([
    '19801231',
    '19841301',
    '10620304',
  ]);
});

test('an identity number of fifteen digits is the one of eighteen, and others stay', async () => {
  expect(
    await readAs('national_id', [
      '310115199007088812',
      '310115900708881',
      '310115 900708 881',
      '11010519491231002X',
      'AB 12-34',
      '999999999999998',
    ]),
  ).toEqual([
    '310115199007088812',
    '310115199007088812',
    '310115199007088812',
    '11010519491231002x',
    'ab1234',
    '999999999999998',
  ]);
});

test('genders are one in all languages, and codes stay', async () => {
  expect(await readAs('gender', ['M', 'w', 'weiblich', 'Frau', 'Herr', '女士', '1', '保密', 'xyz'])).toEqual([
    'm',
    'f',
    'f',
    'f',
    'm',
    'f',
    '1',
    null,
    'xyz',
  ]);
});

test('a telephone is the first of several, without its extension, with its area code however that is parted', async () => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    const said = [
      ['310/246-1501', '3102461501'],
      ['0221/1234567', '2211234567'],
      ['0221/1234567/68', '2211234567'],
      ['13800138000/13900139000', '3800138000'],
      ['021-61234567转8012', '2161234567'],
      ['(212) 228-9682 ext. 4', '2122289682'],
      ['12/34', null],
    ];
    await connection.run('create table people (id int, phone varchar)');
    for (const [id, [phone]] of said.entries())
      await connection.run('insert into people values ($1, $2)', [id, phone ?? null]);
    const fields = [{ name: 'phone', kind: 'phone' as const, column: 'phone' }];
    await createRecords(connection, { table: 'people', key: 'id', fields });
    const found = await rows<{ phone: string | null }>(
      connection,
      'select phone from match_records order by rid',
    );
    expect(found.map(({ phone }) => phone)).toEqual(said.map(([, folded]) => folded));
  } finally {
    engine.close();
  }
});

const emptyWords = [
  'n/a',
  'NaN',
  'NULL',
  'anonymous',
  'xxx',
  'test',
  'user 12',
  'Guest_3',
  '--',
  '–',
  '无名氏',
  '匿名',
  '用户1234',
  'Not Available',
  'no_name',
  'Walk-in Customer',
  '无数据',
];
const namesToo = ['Na', 'No', 'Nil', 'Guest', 'Sample', '空'];

test('who has no name is written as standardising has it, and Na, No and Guest are names of their own', async () => {
  const words = [...emptyWords, ...namesToo];
  expect(words.filter((word) => !isPlaceholder(word))).toEqual([]);
  expect(await namesOf([...words, 'Ann Guest', 'Li Na'].map(alone))).toEqual([
    ...words.map(() => [null, null]),
    ['ann', 'guest'],
    ['na', 'li'],
  ]);
  for (const kind of ['given_name', 'family_name'] as const)
    expect(await readAs(kind, words)).toEqual([
      ...emptyWords.map(() => null),
      ...['na', 'no', 'nil', 'guest', 'sample', '空'],
    ]);
});

test('names that are numbered say nothing while they are few, and tell people apart where they are half of all', async () => {
  const names = ['User022', 'user 17', '用户1234'];
  const of = (...all: readonly string[]) => readAs('given_name', all);
  expect(await of(...names, 'Ann', 'Bob', 'Cem', 'Dee')).toEqual([
    null,
    null,
    null,
    'ann',
    'bob',
    'cem',
    'dee',
  ]);
  expect(await of(...names, 'Person012')).toEqual(['user022', 'user 17', '用户1234', 'person012']);
  expect(await of('Guest', 'test', 'User1', 'User2', 'User3')).toEqual([
    'guest',
    null,
    'user1',
    'user2',
    'user3',
  ]);
});

test('nothing is written in other fields as standardising has it, and of a category a guest is something', async () => {
  const words = ['n/a', 'nil', 'NA', 'tbd', 'asdf', 'guest', '未填写', '散客', '***', 'Elmbury'];
  for (const kind of ['city', 'street'] as const)
    expect(await readAs(kind, words)).toEqual([...words.slice(0, -1).map(() => null), 'elmbury']);
  expect(await readAs('other', words)).toEqual([
    ...[null, null, null, null, 'asdf', 'guest', null, '散客', null],
    'elmbury',
  ]);
});

test('a suffix behind a name is told by whichever way it is written, and is no family name', async () => {
  const said = [
    'John Smith Jr',
    'Smith, John, Snr.',
    'John Smith, Jnr',
    'John Smith III',
    'John Smith 2nd',
    'John Smith IV.',
  ];
  const others = ['Jane Grey the Younger', 'Pliny, the Elder', 'Jr', 'John Smith', 'Ivi', 'Adair', '王小明'];
  expect(await readAs('name_suffix', [...said, ...others])).toEqual([
    ...['jr', 'sr', 'jr', 'iii', 'ii', 'iv'],
    ...['jr', 'sr', 'jr', null, null, null, null],
  ]);
  expect(await namesOf([...said, 'Jane Grey the Younger'].map(alone))).toEqual([
    ...said.map(() => ['john', 'smith']),
    ['jane', 'grey'],
  ]);
});

test.each([
  ['Herr Dr. Hans Meier', 'hans', 'meier'],
  ['Fr. Anna Weiß', 'anna', 'weiss'],
  ['Sig.ra Bianca Rossi', 'bianca', 'rossi'],
  ['Dott.ssa Bianca Rossi', 'bianca', 'rossi'],
  ['De heer Jan Smit', 'jan', 'smit'],
  ['Don Juan Pérez', 'juan', 'perez'],
  ['Don Draper', 'don', 'draper'],
  ['Mr & Mrs John Smith', 'john', 'smith'],
  ['Mr E Smith', 'e', 'smith'],
  ['Smt. Priya Rao', 'priya', 'rao'],
  // marks belong to letters; vowel signs of Arabic are left out by most who write
  ['अनुपम सिन्हा', 'अनुपम', 'सिन्हा'],
  ['مُصلح علي', 'مصلح', 'علي'],
])('%s is called %s %s', async (full, given, family) => {
  expect(await namesOf([alone(full)])).toEqual([[given, family]]);
});

test('kana are one spelling, with a gap or without', async () => {
  const values = ['ヤマダ ナオト', 'やまだなおと', 'ﾔﾏﾀﾞ ﾅｵﾄ', 'ヤマダ・ナオト', 'ヤマダ商店 本店'];
  const [first, ...others] = await readAs('other', values);
  expect(first).toBe('ヤマダナオト');
  expect(others).toEqual([first, first, first, 'ヤマダ商店 本店']);
});

test('a number of one digit throughout only fills a form: it is missing', async () => {
  expect(await readAs('phone', ['(999) 999-9999', '999-99-1999', '12345'])).toEqual([
    null,
    '999991999',
    '12345',
  ]);
  expect(await readAs('national_id', ['000-00-0000', '999999999', '11'])).toEqual([null, null, '11']);
});
