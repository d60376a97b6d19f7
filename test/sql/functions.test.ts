import fs from 'node:fs';
import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingIn } from '../../transforms/standardise/nothing.ts';
import { type Engine, openEngine, rows } from '../../warehouse/index.ts';

const read = (engine: string) => fs.readFileSync(`sql/functions/${engine}.sql`, 'utf8');

let engine: Engine;
let connection: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
  connection = await engine.connect();
  await connection.run(read('duckdb'));
});
afterAll(() => engine.close());

const value = async (expression: string) => {
  const [row] = await rows<{ v: unknown }>(connection, `select ${expression} as v`);
  return row?.v;
};

describe('the functions of sql/', () => {
  it.each([
    ['138 0013 8000', '+8613800138000'],
    ['+86 138-0013-8000', '+8613800138000'],
    ['008613800138000', '+8613800138000'],
    ['８６１３８００１３８０００', '+8613800138000'],
    ['＋８６ （１３８）００１３８０００', '+8613800138000'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['0044 20 7946 0018', '+442079460018'],
    ['010-6552 9988', '01065529988'],
    ['12345', null],
    ['138****8000', null],
    ['n/a', null],
    ['', null],
  ])('phone_key of %s is %s', async (phone, key) => {
    expect(await value(`phone_key('${phone}')`)).toBe(key);
  });

  it.each([
    ["'Acme'", "['company']", 'Acme'],
    ["' '", "['company']", ''],
    ['null', "['company']", ''],
    ["' '", "['name']", null],
    ['null', '[]', null],
    ['null', 'null', null],
  ])('text_or_cleared of %s where %s are emptied is %s', async (text, cleared, expected) => {
    expect(await value(`text_or_cleared(${text}, cast(${cleared} as varchar[]), 'company')`)).toBe(expected);
  });

  it('calling_country makes one of all countries of a calling code, and of China with Hong Kong, Macau and Taiwan', async () => {
    const countries = getCountries();
    const found = await rows<{ country: string; told: string }>(
      connection,
      `select country, calling_country(country) as told from (select unnest($1::json::varchar[]) as country)`,
      [JSON.stringify(countries)],
    );
    const china = new Set(['HK', 'MO', 'TW']);
    const codeOf = (country: string) =>
      getCountryCallingCode(china.has(country) ? 'CN' : (country as CountryCode));
    const byCode = new Map(found.map(({ country, told }) => [codeOf(country), told]));
    expect(found.length).toBe(countries.length);
    expect(found.filter(({ country, told }) => byCode.get(codeOf(country)) !== told)).toEqual([]);
    expect(new Set(byCode.values()).size).toBe(byCode.size);
  });

  it('calling_country is the same table in both engines', () => {
    const body = (engine: string) => /calling_country\(country.*?(case.*?end)/s.exec(read(engine))?.[1];
    expect(body('spark')).toBe(body('duckdb'));
    expect(body('duckdb')).toContain("'US'");
  });

  it.each([
    ['CNY', 'CN'],
    ['GBP', 'GB'],
    ['EUR', null],
    ['XOF', null],
  ])('currency_country of %s is %s', async (currency, expected) => {
    expect(await value(`currency_country('${currency}')`)).toBe(expected);
  });

  it.each([
    [' Li.Wei@Example.CN ', 'li.wei@example.cn'],
    ['ｌｉ＠example.cn', 'li@example.cn'],
    [' li @ example.cn ', 'li@example.cn'],
    ['he li@example.cn', 'he li@example.cn'],
    ['a@b@c', null],
    ['@example.cn', null],
    ['nobody', null],
    ['', null],
  ])('email_key of %s is %s', async (email, key) => {
    expect(await value(`email_key('${email}')`)).toBe(key);
  });

  it('record_key takes the strongest identifier there is, and is null for none', async () => {
    expect(await value(`record_key('pos', 'C1', 'L1', 'a@b', '+1', 'x')`)).toBe('pos ref:C1');
    expect(await value(`record_key('pos', null, 'L1', 'a@b', '+1', 'x')`)).toBe('pos loyalty:L1');
    expect(await value(`record_key('pos', null, null, 'a@b', '+1', 'x')`)).toBe('pos email:a@b');
    expect(await value(`record_key('pos', null, null, null, '+1', 'x')`)).toBe('pos phone:+1');
    expect(await value(`record_key('pos', '', null, null, null, 'x')`)).toBe('pos anon:x');
    expect(await value(`record_key('pos', null, null, null, null, null)`)).toBe(null);
  });

  it('unless_placeholder asks for the same words in Spark', () => {
    const words = (engine: string) =>
      /unless_placeholder\(id[\s\S]*?\^\(0[\s\S]*?then null/
        .exec(read(engine))?.[0]
        .match(/(?<=\|\| ')[^)].*(?=')/g);
    expect(words('spark')?.length).toBeGreaterThan(5);
    expect(words('spark')).toEqual(words('duckdb'));
  });

  it('unless_placeholder takes for nobody every word that standardising takes for nothing', async () => {
    const found = await rows(
      connection,
      'select word from (select unnest($1::varchar[]) as word) where unless_placeholder(word) is not null',
      [listValue([...nothingIn.field])],
    );
    expect(found).toEqual([]);
  });

  it('unless_no_name keeps the same words in both engines, and takes for nothing what a part of a name may be', async () => {
    const body = (engine: string) =>
      /unless_no_name\(part.*?\bin \((.*?)\)\s*then part/s.exec(read(engine))?.[1];
    expect(body('spark')).toBe(body('duckdb'));
    const found = await rows(
      connection,
      'select word from (select unnest($1::varchar[]) as word) where unless_no_name(word) is not null order by word',
      [listValue([...nothingIn.namePart])],
    );
    // these make the whole name nobody's or tell a gender
    expect(found.map(({ word }) => word)).toEqual([
      'dummy',
      'test',
      'tester',
      'testing',
      '先生',
      '女士',
      '小姐',
      '测试',
    ]);
  });

  it.each([
    ['', null],
    [' ', null],
    ['0', null],
    ['000000', null],
    ['０００', null],
    ['-1', null],
    ['00000000-0000-0000-0000-000000000000', null],
    ['（无）', null],
    ['{}', null],
    ['(null)', null],
    ['[object Object]', null],
    ['Ｎ／Ａ', null],
    ['N.A.', null],
    ['Not Available', null],
    ['not_available', null],
    ['#REF!', null],
    ['ref', 'ref'],
    ['\\N', null],
    ['N', 'N'],
    ['无数据', null],
    ['north', 'north'],
    ['1', '1'],
    ['0001', '0001'],
    ['-2', '-2'],
    ['٠٥٢', '٠٥٢'],
    ['guest-7', 'guest-7'],
    ['用户1234', '用户1234'],
    ['anna', 'anna'],
    ['无锡', '无锡'],
    [' A1 ', ' A1 '],
  ])('unless_placeholder of %j is %j', async (id, real) => {
    expect(await value(`unless_placeholder('${id}')`)).toBe(real);
  });

  it('record_key passes over placeholders, so that an event that gives nothing else names nobody', async () => {
    expect(await value(`record_key('pos', '散客', '000000', 'a@b', null, null)`)).toBe('pos email:a@b');
    expect(await value(`record_key('pos', 'NULL', 'L1', null, null, null)`)).toBe('pos loyalty:L1');
    expect(await value(`record_key('web', null, null, null, null, 'undefined')`)).toBe(null);
  });

  it('days_between counts calendar days, over a leap day and backwards', async () => {
    expect(Number(await value(`days_between(date '2024-02-28', date '2024-03-01')`))).toBe(2);
    expect(Number(await value(`days_between(date '2024-03-01', date '2024-02-28')`))).toBe(-2);
    expect(Number(await value(`months_between_dates(date '2024-12-31', date '2025-01-01')`))).toBe(1);
  });

  it('date_within agrees with business_date at every hour of two years in zones with odd clocks', async () => {
    for (const zone of [
      'Asia/Shanghai',
      'Europe/London',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Pacific/Apia',
      'America/Sao_Paulo',
      'Asia/Kathmandu',
      'America/Havana',
      'Atlantic/Azores',
      'America/Scoresbysund',
    ]) {
      const wrong = await rows(
        connection,
        `with moments as (select unnest(generate_series(timestamp '2011-01-01', timestamp '2012-12-31', interval 15 minute)) as moment),
          days as (select distinct cast(moment as date) as utc_date, business_date(cast(cast(moment as date) as timestamp), '${zone}') as first_date from moments),
          splits as (select *, start_of_business_date(add_days(first_date, 1), '${zone}') as second_from_at,
            start_of_business_date(add_days(first_date, 2), '${zone}') as third_from_at from days)
         select moment, business_date(moment, '${zone}') as expected, date_within(moment, first_date, second_from_at, third_from_at) as got
         from moments join splits on utc_date = cast(moment as date) where expected <> got`,
      );
      expect(wrong, zone).toEqual([]);
    }
  });

  it.each([
    ['America/Havana', '2024-11-03', '2024-11-03 04:00:00'],
    ['America/Havana', '2024-03-10', '2024-03-10 05:00:00'],
    ['Atlantic/Azores', '2024-10-27', '2024-10-27 00:00:00'],
    ['America/Scoresbysund', '2023-10-29', '2023-10-29 00:00:00'],
    ['America/Sao_Paulo', '2017-10-15', '2017-10-15 03:00:00'],
    ['America/Sao_Paulo', '2018-02-18', '2018-02-18 03:00:00'],
    ['Europe/Berlin', '2024-10-27', '2024-10-26 22:00:00'],
    ['Asia/Shanghai', '2024-11-03', '2024-11-02 16:00:00'],
  ])('in %s the %s begins at %s UTC, the earliest moment of that date', async (zone, date, start) => {
    const begins = `start_of_business_date(date '${date}', '${zone}')`;
    expect(await value(`cast(${begins} as varchar)`)).toBe(start);
    expect(await value(`business_date(${begins}, '${zone}') = date '${date}'`)).toBe(true);
    expect(await value(`business_date(${begins} - interval 1 second, '${zone}') < date '${date}'`)).toBe(
      true,
    );
  });

  it('event_order puts events in order of time, then of landing, before 1970 too', async () => {
    const found = await rows(
      connection,
      `select array_agg(seq order by event_order(moment, seq)) as seqs
       from (values (timestamp '1969-12-31 23:59:59', 9), (timestamp '2026-01-01', 2), (timestamp '2026-01-01', 1)) as t(moment, seq)`,
    );
    expect(found).toMatchObject([{ seqs: [9, 1, 2] }]);
  });

  it.each([
    ['most-trusted', 999_997],
    ['most-complete', 3],
    ['most-frequent', 7],
    ['longest', 6],
    ['most-recent', 0],
    ['earliest', 0],
  ])('survival_standing under %s is %i', async (strategy, standing) => {
    expect(Number(await value(`survival_standing('${strategy}', 2, 3, 7, 'Li Wei')`))).toBe(standing);
    // a source that is not named comes last
    if (strategy === 'most-trusted')
      expect(Number(await value(`survival_standing('${strategy}', null, 3, 7, 'Li Wei')`))).toBe(0);
  });

  it('have the same names for Spark, but for those that make rows inside a SELECT', () => {
    const names = (text: string) =>
      [...text.matchAll(/create (?:macro|temporary function) (\w+)/g)].map(([, name]) => name).sort();
    const builtIn = ['each', 'each_position'];
    expect(names(read('duckdb')).filter((name) => !builtIn.includes(name ?? ''))).toEqual(
      names(read('spark')),
    );
  });
});
