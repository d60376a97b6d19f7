import { expect, test } from 'vitest';
import { recogniseFields } from '../../../transforms/identity/recognise.ts';
import { openEngine } from '../../../warehouse/index.ts';

/** Kinds of the columns of a table with these headers and values, by header. */
async function kindsOf(columns: Readonly<Record<string, readonly string[]>>) {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const headers = Object.keys(columns);
    const rows = headers.map(
      (header) => `unnest(from_json($${headers.indexOf(header) + 1}, '["varchar"]')) as "${header}"`,
    );
    await connection.run(
      `create table people as select ${rows.join(', ')}`,
      headers.map((header) => JSON.stringify(columns[header])),
    );
    const fields = await recogniseFields(connection, 'people', headers);
    return Object.fromEntries(fields.map(({ column, kind }) => [column, kind]));
  } finally {
    engine.close();
  }
}

test('columns are known by their headers, however they are spelled', async () => {
  const two = ['a', 'b'];
  expect(
    await kindsOf({
      fn: two,
      ln: two,
      'E-Mail Address': two,
      'Tel.': two,
      'House No': two,
      Town: two,
      ZIP: two,
      DOB: two,
    }),
  ).toEqual({
    fn: 'given_name',
    ln: 'family_name',
    'E-Mail Address': 'email',
    'Tel.': 'phone',
    'House No': 'house_number',
    Town: 'city',
    ZIP: 'postcode',
    DOB: 'birth_date',
  });
  expect(
    await kindsOf({
      姓名: two,
      性别: two,
      出生日期: two,
      手机号: two,
      邮箱: two,
      省份: two,
      城市: two,
      地址: two,
    }),
  ).toEqual({
    姓名: 'full_name',
    性别: 'gender',
    出生日期: 'birth_date',
    手机号: 'phone',
    邮箱: 'email',
    省份: 'state',
    城市: 'city',
    地址: 'street',
  });
});

test('columns without a header that says anything are known by what they hold', async () => {
  expect(
    await kindsOf({
      c1: ['1981-04-23', '1979-02-27'],
      c2: ['ann@mail.com', 'bob@mail.com'],
      c3: ['+86 138 0013 8000', '0755-1234-5678'],
      c4: ['男', '女'],
      c5: ['王小明', '李伟'],
    }),
  ).toEqual({ c1: 'birth_date', c2: 'email', c3: 'phone', c4: 'gender', c5: 'full_name' });
});

test('when a record was made is no birth date', async () => {
  const dates = ['2024-04-23 10:00:00', '2024-05-01 11:30:00'];
  expect(
    await kindsOf({
      created_at: dates,
      UpdatedOn: dates,
      registration_date: dates,
      注册时间: dates,
      born_on: dates,
    }),
  ).toEqual({ born_on: 'birth_date' });
  const two = ['a', 'b'];
  expect(await kindsOf({ 注册地址: two, 注册城市: two, 注册手机号: two })).toEqual({
    注册地址: 'street',
    注册城市: 'city',
    注册手机号: 'phone',
  });
});
