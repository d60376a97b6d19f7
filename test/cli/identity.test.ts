import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../warehouse/index.ts';
import { buildTables, land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { copiedOnce } from '../support/crowd.ts';
import { event } from '../support/warehouse.ts';

let folder: string;

interface Person {
  readonly name: string;
  readonly given?: string;
  readonly birth?: string;
  readonly gender?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly second?: string;
  readonly street?: string;
  readonly city?: string;
  readonly card?: string;
}

const profile = (
  source: string,
  ref: string,
  { name, given, birth, gender, email, phone, second, street, city, card }: Person,
  at = '2026-03-01T09:00:00Z',
) =>
  event(
    'profile.updated',
    at,
    {
      customer: { customer_ref: ref, ...(card ? { loyalty_id: card } : {}) },
      ...(name ? { name } : {}),
      ...(given ? { given_name: given } : {}),
      ...(birth ? { birth_date: birth } : {}),
      ...(gender ? { gender } : {}),
      ...(email ? { emails: [email] } : {}),
      ...(phone ? { phones: [phone, ...(second ? [second] : [])] } : {}),
      address: { ...(street ? { street } : {}), ...(city ? { city } : {}) },
    },
    { source },
  );

/** A crowd of whom many have a second record elsewhere, so that there is something to learn from. */
const crowd = copiedOnce(400, 'western').map((row, i) =>
  profile(i % 2 === 0 ? 'crm' : 'shop.web', `P${i}`, {
    name: `${row.given_name} ${row.family_name}`,
    ...(/^\d{4}-\d\d-\d\d$/.test(row.birth_date ?? '') ? { birth: row.birth_date as string } : {}),
    ...(row.email ? { email: row.email } : {}),
    ...(row.phone ? { phone: row.phone } : {}),
    ...(row.street ? { street: `${row.house_number} ${row.street}` } : {}),
    ...(row.city ? { city: row.city } : {}),
  }),
);

const home = { street: '17 Thornfield Lane', city: 'Elmbury', phone: '+442079460111' };
const senior = { street: '9 Lower Row', city: 'Elmbury', phone: '+442079460113' };
const namesakes = { street: '12 Weaver Street', city: 'Elmbury', phone: '+442079460115' };
const twins = { birth: '1992-06-17', street: '4 Mallow Court', city: 'Elmbury', phone: '+442079460112' };
const chineseTwins = { birth: '1996-10-01', street: '学院路8号502室', city: '宁波市', phone: '13800138021' };
const special = [
  profile('crm', 'FATHER', { name: 'Walter Oakheart', birth: '1951-09-12', ...home }),
  profile('shop.web', 'SON', { name: 'Julian Oakheart', birth: '1979-02-27', ...home }),
  profile('crm', 'SENIOR', { name: 'Edgar Whitlock', birth: '1955-03-02', ...senior }),
  profile('app', 'JUNIOR', { name: 'Edgar Whitlock', birth: '1983-07-19', ...senior }),
  profile('crm', 'WALKER_SR', { name: 'Ralph Wetherby Sr.', ...namesakes }),
  profile('app', 'WALKER_JR', { name: 'Ralph Wetherby, Jr', ...namesakes }),
  profile('shop.web', 'HOME_SR', { name: 'Clive Ambrose Sr.', street: '3 Tannery Yard', city: 'Elmbury' }),
  profile('crm', 'HOME_JR', { name: 'Clive Ambrose Jr.', street: '3 Tannery Yard', city: 'Elmbury' }),
  // a form put the first of January where the birthday was not known
  profile('crm', 'KNOWN', { name: 'Olive Thackeray', birth: '1971-08-23', phone: '+442079460114' }),
  profile('app', 'UNTOLD', { name: 'Olive Thackeray', birth: '1990-01-01', phone: '+442079460114' }),
  profile('crm', 'LUCY', { name: 'Lucy Brandywine', ...twins, gender: 'female' }),
  profile('shop.web', 'LENA', { name: 'Lena Brandywine', ...twins, gender: 'female' }),
  // a till that knows the telephone alone is between them
  profile('pos', 'TILL', { name: '', phone: twins.phone }),
  profile('crm', 'MING', { name: '王晓明', ...chineseTwins, gender: '男' }),
  profile('shop.web', 'HONG', { name: '王晓红', ...chineseTwins, gender: '女' }),
  // who gives no given name is the one of the family who was born on that day
  profile('crm', 'PENG1', { name: '彭勇建', gender: '男', phone: '+8613922081147' }),
  profile('shop.web', 'PENG2', {
    name: '彭杰晨',
    birth: '1985-05-20',
    gender: '男',
    phone: '+8613922081147',
  }),
  profile('pos', 'PENG3', { name: '彭先生', birth: '1985-05-20', phone: '+8613922081147' }),
  // a card's record says little, and that little is of both
  profile('crm', 'ANDREW', {
    name: 'Andrew Fairweather',
    birth: '1984-05-10',
    gender: 'male',
    phone: '+442079460121',
    card: 'L77',
  }),
  profile('app', 'ANDREW2', { name: 'Andrew Fairweather', gender: 'male', phone: '+442079460121' }),
  profile('pos', 'CARD', { name: 'A. Fairweather', card: 'L77' }),
  // a couple with one card, and a record of the card alone
  profile('crm', 'CARD1', {
    name: 'Hector Brightwater',
    gender: 'male',
    phone: '+442079460141',
    card: 'L88',
  }),
  profile('app', 'CARD2', { name: 'Ingrid Brightwater', gender: 'female', card: 'L88' }),
  profile('pos', 'CARD3', { name: '', phone: '+442079460141', card: 'L88' }),
  profile('shop.web', 'AVA', { name: 'Ava Fairweather', gender: 'female', phone: '+442079467788' }),
  profile('loyalty', 'AVA2', { name: 'A. Fairweather', birth: '1974-03-16', phone: '+442079467788' }),
  profile('crm', 'DONG', { name: '劉曉東', birth: '1990-03-08', city: '杭州市' }),
  profile('app', 'DONG2', { name: '刘晓东', birth: '1990-03-08', city: '杭州市' }),
  profile('crm', 'ZHU', { name: '欧阳明珠', birth: '1979-11-30', city: '成都市' }),
  profile('shop.web', 'ZHU2', { name: 'Ouyang Mingzhu', birth: '1979-11-30', city: '成都市' }),
  // a number that was given up, and somebody else known by it since
  profile('crm', 'VERA', { name: 'Vera Wold', phone: '+442079460131' }),
  profile('app', 'HEIR', { name: '', gender: 'male', phone: '+442079460131' }, '2026-03-03T09:00:00Z'),
  // the second of two numbers
  profile('crm', 'BJORN', { name: 'Bjorn Lindqvist', phone: '+442079460133', second: '+442079460134' }),
  profile('erp', 'BJORN2', { name: 'B. Lindqvist', phone: '+442079460134' }),
  profile('crm', 'MEI', {
    name: '欧阳美琪',
    birth: '1985-07-14',
    city: '苏州市',
    street: '滨河路600号2402室',
  }),
  profile('app', 'MEI2', {
    name: '欧阳美琪',
    birth: '1985-07-14',
    city: '苏州市',
    street: '滨河路600号2402室',
  }),
  profile('app', 'NUMBER', { name: '', given: 'User17', birth: '1966-12-05' }),
  ...Array.from({ length: 25 }, (_, i) =>
    profile('pos', `DESK${i}`, {
      name: `Guest Number${'abcdefghijklmnopqrstuvwxyz'[i]}`,
      phone: '+442079460199',
    }),
  ),
  profile('crm', 'SHARED1', { name: 'Ada Quill', birth: '1990-01-02', email: 'ada.quill@example.com' }),
  profile('pos', 'SHARED2', { name: 'Ada Quill', email: 'ada.quill@example.com' }),
];

/** What is said later of a record known before. */
const later = [profile('crm', 'VERA', { name: 'Vera Wold', phone: '+442079460132' }, '2026-03-02T09:00:00Z')];

const json = async (...argv: string[]) => {
  const { code, out, err } = await run(folder, [...argv, '--json']);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
};
const query = async (sql: string) => (await json('query', sql, '--role', 'admin')).rows;
const idOf = async (ref: string): Promise<string> =>
  String((await query(`select record_id from source_records where customer_ref = '${ref}'`))[0].record_id);
const customerOf = async (ref: string): Promise<string> =>
  (
    await query(
      `select i.customer_id from customer_identity as i join source_records as r using (record_id) where r.customer_ref = '${ref}'`,
    )
  )[0].customer_id;

beforeAll(async () => {
  folder = newProject();
  await land(folder, [...crowd, ...special, ...later]);
  await buildTables(folder);
});

describe('source records in the build', () => {
  it('are one customer where they are alike though they share no identifier', async () => {
    expect(await customerOf('MEI2')).toBe(await customerOf('MEI'));
    const [joined] = await query(
      `select i.rule, i.match_weight from customer_identity as i join source_records as r using (record_id) where r.customer_ref = 'MEI2'`,
    );
    expect(joined.rule).toBe('similarity');
    expect(joined.match_weight).toBeGreaterThan(5);
  });

  it('are one customer by an e-mail address that they share', async () => {
    expect(await customerOf('SHARED2')).toBe(await customerOf('SHARED1'));
  });

  it('stay apart where father and son share a home and its telephone, and that is listed for review', async () => {
    expect(await customerOf('SON')).not.toBe(await customerOf('FATHER'));
    const { pairs } = await json('identity', 'review', '--limit', '100');
    expect(pairs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          left_name: 'Walter Oakheart',
          right_name: 'Julian Oakheart',
          reason: 'shared_born_apart',
          shared_kinds: 'phone',
          why: 'they share phone, born a generation apart',
        }),
      ]),
    );
  });

  it('of one name, home and telephone stay apart where they were born a generation apart, and are listed', async () => {
    expect(await customerOf('SENIOR')).not.toBe(await customerOf('JUNIOR'));
    expect(await customerOf('KNOWN')).toBe(await customerOf('UNTOLD'));
    const { out } = await run(folder, ['identity', 'explain', await idOf('SENIOR'), await idOf('JUNIOR')]);
    expect(out).toContain('Listed for review: they share phone, born a generation apart.');
  });

  it('of one name, home and telephone stay apart as Jr and Sr, and are listed', async () => {
    expect(await customerOf('WALKER_SR')).not.toBe(await customerOf('WALKER_JR'));
    expect(await customerOf('HOME_SR')).not.toBe(await customerOf('HOME_JR'));
    const { out } = await run(folder, [
      'identity',
      'explain',
      await idOf('WALKER_SR'),
      await idOf('WALKER_JR'),
    ]);
    expect(out).toContain('Listed for review: they share phone, under suffixes of two people.');
  });

  it('of twins stay apart though they share home, birth date and telephone, and a record with the telephone alone, and are listed', async () => {
    expect(await customerOf('LUCY')).not.toBe(await customerOf('LENA'));
    expect(await customerOf('MING')).not.toBe(await customerOf('HONG'));
    expect([await customerOf('LUCY'), await customerOf('LENA')]).toContain(await customerOf('TILL'));
    const { pairs } = await json('identity', 'review', '--limit', '100');
    for (const [left_name, right_name] of [
      ['Lucy Brandywine', 'Lena Brandywine'],
      ['王晓明', '王晓红'],
    ])
      expect(pairs).toContainEqual(
        expect.objectContaining({ left_name, right_name, why: 'they share phone, under two given names' }),
      );
  });

  it('of no given name go with the one on the telephone whom they are most like, not with the first', async () => {
    expect(await customerOf('PENG1')).not.toBe(await customerOf('PENG2'));
    expect(await customerOf('PENG3')).toBe(await customerOf('PENG2'));
  });

  it('of namesakes stay apart though a record of few words between them is like both', async () => {
    expect(await customerOf('ANDREW2')).toBe(await customerOf('ANDREW'));
    expect(await customerOf('CARD')).toBe(await customerOf('ANDREW'));
    expect(await customerOf('AVA2')).toBe(await customerOf('AVA'));
    expect(await customerOf('AVA')).not.toBe(await customerOf('ANDREW'));
    const [card, ava] = [await idOf('CARD'), await idOf('AVA2')];
    expect(
      await query(
        `select reason from identity_reviews where left_record_id in (${card}, ${ava}) and right_record_id in (${card}, ${ava})`,
      ),
    ).toEqual([{ reason: 'apart_in_spite' }]);
  });

  it('are one customer in traditional and simplified characters, and in pinyin', async () => {
    expect(await customerOf('DONG2')).toBe(await customerOf('DONG'));
    expect(await customerOf('ZHU2')).toBe(await customerOf('ZHU'));
  });

  it('are matched by a model whose fit is on record, with a card', async () => {
    const [fit] = await query(
      "select chosen, reason, card from model_runs where model = 'identity' and is_current",
    );
    expect(fit.chosen).toBe('fellegi-sunter');
    expect(fit.reason).toMatch(/\d+\.\d % of the pairs that it joins are right/);
    expect(JSON.parse(fit.card).sources[0]).toContain('Fellegi');
  });
});

describe('identity explain', () => {
  it('gives a waterfall that sums to the weight', async () => {
    const told = await json(
      'identity',
      'explain',
      await idOf('MEI'),
      await customerOf('MEI2').then(() => idOf('MEI2')),
    );
    const { prior, contributions, moved, household, weight } = told.explanation;
    const sum = contributions.reduce(
      (total: number, one: { weight: number; rarity: number }) => total + one.weight + one.rarity,
      prior + moved + household,
    );
    expect(sum).toBeCloseTo(weight, 6);
    const { out } = await run(folder, ['identity', 'explain', await idOf('MEI'), await idOf('MEI2')]);
    expect(out).toMatch(
      /One customer, c\d+: record \d+ \(\S+\) – similarity, weight \d+\.\d – record \d+ \(\S+\)\./,
    );
    expect(out).toMatch(/birth_date +equal +19850714/);
    const home = (await run(folder, ['identity', 'explain', await idOf('FATHER'), await idOf('SON')])).out;
    expect(home).toContain('Both hold phone +44-20-7946-0111.');
    expect(home).toMatch(/phone +equal +\+44-20-7946-0111 +\+44-20-7946-0111/);
    expect(out).toContain('█');
  });

  it('reads two records as a build reads all: of two names a number is half, and of all it is none', async () => {
    const { explanation } = await json('identity', 'explain', await idOf('NUMBER'), await idOf('MEI'));
    const given = explanation.contributions.find(({ name }: { name: string }) => name === 'given_name');
    expect([given.left, given.right]).toEqual([null, '美琪']);
    const turned = (await json('identity', 'explain', await idOf('MEI'), await idOf('NUMBER'))).explanation;
    expect(turned.contributions).toContainEqual({ ...given, left: '美琪', right: null });
  });

  it('says of what both hold whether it is a further or a former number, and weighs it as equal', async () => {
    const ofTwo = (await run(folder, ['identity', 'explain', await idOf('BJORN'), await idOf('BJORN2')])).out;
    expect(ofTwo).toContain(`(a further number of record ${await idOf('BJORN')})`);
    expect(ofTwo).toMatch(/phone +equal +\+44-20-7946-0134 +\+44-20-7946-0134/);
    const former = (await run(folder, ['identity', 'explain', await idOf('VERA'), await idOf('HEIR')])).out;
    expect(former).toContain(`phone +44-20-7946-0131 (record ${await idOf('VERA')} until 2026-03-02)`);
  });

  it('says what keeps two apart in spite of their weight', async () => {
    const veto = async (left: string, right: string) =>
      (await json('identity', 'explain', await idOf(left), await idOf(right))).veto;
    expect(await veto('MING', 'HONG')).toBe('shared_given_names');
    expect(await veto('SENIOR', 'JUNIOR')).toBe('shared_born_apart');
    expect(await veto('WALKER_SR', 'WALKER_JR')).toBe('shared_suffixes');
    expect(await veto('VERA', 'HEIR')).toBe('shared_given_up');
    expect(await veto('SHARED1', 'SHARED2')).toBeNull();
    const { out } = await run(folder, ['identity', 'explain', await idOf('MING'), await idOf('HONG')]);
    expect(out).toContain(
      'What they share does not join them: families share it, and their names are of two people.',
    );
  });

  it('of what they share and no field compares has a line, and weighs it as the list does', async () => {
    const [left, right] = [await idOf('CARD1'), await idOf('CARD2')];
    const { explanation, veto, review } = await json('identity', 'explain', left, right);
    const card = explanation.contributions.find(({ name }: { name: string }) => name === 'loyalty_id');
    expect(card).toMatchObject({ level: 'equal', left: 'L88', right: 'L88' });
    expect(card.weight).toBeGreaterThan(5);
    expect(veto).toBe(review.reason);
    expect(review.match_weight).toBeCloseTo(explanation.weight, 4);
    const bars = await query(
      `select sum(weight) as weight, bool_or(field = 'loyalty_id') as has_card from identity_review_fields
       where left_record_id = least(${left}, ${right}) and right_record_id = greatest(${left}, ${right})`,
    );
    expect(bars).toEqual([{ weight: expect.closeTo(review.match_weight, 4), has_card: true }]);
  });

  it('says which third record keeps two apart', async () => {
    const [one, other] = [await idOf('CARD2'), await idOf('CARD3')];
    expect(await customerOf('CARD3')).toBe(await customerOf('CARD1'));
    const { veto, apartBy } = await json('identity', 'explain', one, other);
    expect(veto).toBeNull();
    expect([apartBy.left, apartBy.right].map(String).toSorted()).toEqual(
      [await idOf('CARD1'), one].toSorted(),
    );
    const { out } = await run(folder, ['identity', 'explain', one, other]);
    expect(out).toContain(
      `Kept apart by record ${await idOf('CARD1')}, of which record ${one} is another person: they share loyalty_id, `,
    );
  });

  it('gives the links by which two records came together, over those between them', async () => {
    const [card, one, other] = [await idOf('CARD'), await idOf('ANDREW'), await idOf('ANDREW2')].map(Number);
    const { chain } = await json('identity', 'explain', String(card), String(other));
    expect(chain[0].from).toBe(card);
    expect(chain.at(-1).to).toBe(other);
    for (const [i, { to }] of chain.slice(0, -1).entries()) expect(chain[i + 1].from).toBe(to);
    expect([card, one, other]).toEqual(
      expect.arrayContaining(chain.flatMap(({ from, to }: { from: number; to: number }) => [from, to])),
    );
    expect((await json('identity', 'explain', await idOf('AVA'), String(card))).chain).toEqual([]);
  });

  it('leaves out a telephone that too many records hold, as the matcher does, and says so', async () => {
    const pair = [await idOf('DESK1'), await idOf('DESK2')];
    const told = await json('identity', 'explain', ...pair);
    expect(told.ignored).toEqual([
      { kind: 'phone', identifier: expect.stringContaining('2079460199'), records: 25 },
    ]);
    const phone = told.explanation.contributions.find(({ name }: { name: string }) => name === 'phone');
    expect(phone).toMatchObject({ level: 'missing', weight: 0, left: null });
    const { out } = await run(folder, ['identity', 'explain', ...pair]);
    expect(out).toContain('Left out: phone +44-20-7946-0199, which 25 source records hold');
  });

  it('says which id it does not know', async () => {
    const { code, err } = await run(folder, ['identity', 'explain', 'c999999', await idOf('MEI')]);
    expect(code).toBe(1);
    expect(err).toContain('no source record or customer has the id "c999999"');
  });

  it.each([
    'alter table old.customer_identity drop column linked_record_id',
    'drop table old.record_profiles',
  ])('asks for a build where an earlier version made the tables (%s)', async (change) => {
    const ids = [await idOf('ANDREW'), await idOf('ANDREW2')];
    const admin = path.join(folder, 'data/published/admin');
    const last = fs
      .readdirSync(admin)
      .filter((file) => file.endsWith('.duckdb'))
      .sort()
      .at(-1);
    const snapshot = path.join(admin, last ?? '');
    fs.copyFileSync(snapshot, `${snapshot}.kept`);
    const engine = await openEngine();
    try {
      await engine.attach(snapshot, 'old', 'write');
      const connection = await engine.connect();
      await connection.run(change);
      await engine.detach('old');
      const { code, err } = await run(folder, ['identity', 'explain', ...ids]);
      expect(code).toBe(1);
      expect(err).toContain('an earlier version made the tables');
    } finally {
      engine.close();
      fs.renameSync(`${snapshot}.kept`, snapshot);
    }
  });
});

describe('a record', () => {
  const meiKey = 'crm ref:MEI';
  const explained = async (left: string, right: string) => {
    const told = await json('identity', 'explain', left, right);
    return [told.left.recordId, told.right.recordId].map(String);
  };

  it('is named by its number, its key, its reference, an e-mail address or a telephone', async () => {
    const [mei, son, shared] = [await idOf('MEI'), await idOf('SON'), await idOf('SHARED1')];
    expect(await explained(meiKey, 'SON')).toEqual([mei, son]);
    expect(await explained(`c${mei}`, ' Ada.Quill@EXAMPLE.com ')).toEqual([mei, shared]);
    const [father] = await explained('+44 20 7946 0114', 'shop.web ref:SON');
    expect(father).toBe(await idOf('KNOWN'));
    expect((await json('customer', 'show', meiKey)).customer.customer_id).toBe(await customerOf('MEI'));
    expect((await json('customer', 'show', meiKey)).records).toContainEqual(
      expect.objectContaining({ record_id: Number(mei), record_key: meiKey }),
    );
  });

  it('of several is asked for with all of them, and of none with keys that are like it', async () => {
    const refused = async (...argv: string[]) => {
      const { code, out } = await run(folder, ['identity', ...argv, '--json']);
      expect(code).toBe(1);
      return JSON.parse(out);
    };
    // the home's telephone is of two customers; the address is of one, but which of its records is to go?
    expect(await refused('explain', home.phone, meiKey)).toMatchObject({
      code: 'ambiguous',
      message: `"${home.phone}" names several source records: crm ref:FATHER (record ${await idOf('FATHER')}, ${await customerOf('FATHER')}), shop.web ref:SON (record ${await idOf('SON')}, ${await customerOf('SON')}); name one by its number or key`,
    });
    const split = await refused('split', 'ada.quill@example.com', '--reason', 'x');
    expect(split.message).toMatch(/crm ref:SHARED1 \(record \d+, c\d+\), pos ref:SHARED2 \(record/);
    expect((await refused('explain', 'ref:SHARED', meiKey)).message).toMatch(
      /no source record or customer has the id "ref:SHARED"; is it pos ref:SHARED2 \(record \d+, c\d+\), crm ref:SHARED1 \(/,
    );
    expect((await refused('explain', meiKey, await idOf('MEI'))).code).toBe('records-same');
  });
});

describe('decisions of a steward', () => {
  const decide = async (kind: string, a: string, b: string, ...more: string[]) =>
    run(folder, ['identity', kind, await idOf(a), await idOf(b), '--reason', 'they called', ...more]);

  it('win over the model, survive a full rebuild, and can be taken back', async () => {
    const [one, other] = [await customerOf('MEI'), await customerOf('SON')];
    expect(await decide('split', 'MEI', 'MEI2', '--dry-run')).toMatchObject({ code: 0 });
    expect((await json('identity', 'decisions')).decisions).toEqual([]);
    expect(await decide('split', 'MEI', 'MEI2')).toMatchObject({ code: 0 });
    expect(await decide('merge', 'SON', 'FATHER', '--by', 'chen')).toMatchObject({ code: 0 });
    const merged = await decide('merge', 'MEI', 'MEI2', '--dry-run');
    expect(merged.out).toMatch(
      /are one customer \(.*\), instead of d1: records \d+ and \d+ are two customers\n$/,
    );
    const said = async () =>
      (await run(folder, ['identity', 'explain', await idOf('SON'), await idOf('FATHER')])).out;
    expect(await said()).toContain('they called; it counts from the next build on, whatever the model');
    await buildTables(folder);
    expect(await customerOf('MEI')).toBe(one);
    expect(await customerOf('MEI2')).toBe(`c${await idOf('MEI2')}`);
    expect(await customerOf('SON')).toBe(await customerOf('FATHER'));
    expect(await customerOf('SON')).not.toBe(other);
    expect(await said()).toMatch(
      /They are one customer by decision d2 of chen on \d{4}-\d\d-\d\d: they called; it counts whatever the model/,
    );
    // the id that went leads to the customer that lives on
    expect((await json('customer', 'show', other)).customer.customer_id).toBe(await customerOf('FATHER'));
    const { pairs } = await json('identity', 'review', '--limit', '100');
    expect(JSON.stringify(pairs)).not.toContain('Walter Oakheart');

    expect(await run(folder, ['build', '--full-refresh'])).toMatchObject({ code: 0 });
    expect(await customerOf('SON')).toBe(await customerOf('FATHER'));
    const { decisions } = await json('identity', 'decisions');
    expect(decisions).toMatchObject([
      { id: 'd1', kind: 'split' },
      { id: 'd2', kind: 'merge', by: 'chen', reason: 'they called' },
    ]);

    const undo = async (...ids: string[]) =>
      run(folder, ['identity', 'undo', ...ids, '--reason', 'a mistake']);
    expect(await undo('crm ref:MEI', 'SON')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no decision about records \d+ and \d+ is in force/),
    });
    expect(await undo('d1')).toMatchObject({ code: 0 });
    expect(await undo('shop.web ref:SON', 'FATHER')).toMatchObject({ code: 0 });
    await buildTables(folder);
    expect(await customerOf('MEI2')).toBe(one);
    expect(await customerOf('SON')).toBe(other);
  });

  it('take a record out of its customer where one id is given', async () => {
    const [own, of] = [`c${await idOf('MEI2')}`, await customerOf('MEI')];
    const taken = await json('identity', 'split', await idOf('MEI2'), '--reason', 'another person');
    expect(taken.decisions).toMatchObject([{ kind: 'split' }]);
    await buildTables(folder);
    expect(await customerOf('MEI2')).toBe(own);
    expect(await customerOf('MEI')).toBe(of);
    const alone = await run(folder, ['identity', 'split', own, '--reason', 'again']);
    expect(alone).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is nothing to split it from'),
    });
    for (const { id } of taken.decisions) await run(folder, ['identity', 'undo', id, '--reason', 'tidy']);
    await buildTables(folder);
    expect(await customerOf('MEI2')).toBe(of);
  });

  it('take a record out and back again whole: a merge tears off nothing of which nobody decided it', async () => {
    const anew = newProject();
    const email = 'jo.fell@example.com';
    await land(
      anew,
      ['A', 'B', 'C', 'D'].map((ref) => profile('crm', ref, { name: 'Jo Fell', email })),
    );
    await buildTables(anew);
    const say = (...argv: string[]) => run(anew, ['identity', ...argv, '--reason', 'they called']);
    const customers = async () => {
      const sql = 'select customer_id as id from customer_identity order by record_id';
      const { rows } = JSON.parse((await run(anew, ['query', sql, '--role', 'admin', '--json'])).out);
      return rows.map(({ id }: { id: string }) => id);
    };
    expect((await say('split', 'D')).out).toMatch(/^d1, d2, d3: record 4 is none of the other records of c1/);
    await buildTables(anew);
    expect(await customers()).toEqual(['c1', 'c1', 'c1', 'c4']);
    expect((await say('merge', 'B', 'D')).out).toMatch(
      /^d4: records 2 and 4 are one customer \(they are c1 and c4 now\), instead of d1, d2, d3: record 4 is none of records 1, 2, 3; type/,
    );
    await buildTables(anew);
    expect(await customers()).toEqual(['c1', 'c1', 'c1', 'c1']);
    expect((await say('undo', 'd4', '--dry-run')).out).toMatch(
      /: no longer holds: records 2 and 4 are one customer; d2, d1, d3 hold again: record 4 is none of records 2, 1, 3\n$/,
    );
    await say('split', 'C', 'D');
    expect(await say('merge', 'A', 'D')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/would part other records, about which nobody decided: d5 keeps 3 from 4;/),
    });
  });

  it('are about records by their keys: they hold, or are warned of, where everything lands anew', async () => {
    const anew = newProject();
    const pair = (ref: string) => profile('crm', ref, { name: `Ann ${ref}` });
    await land(anew, ['A', 'B', 'C'].map(pair));
    await buildTables(anew);
    const say = (...argv: string[]) => run(anew, ['identity', ...argv, '--reason', 'they called']);
    expect(await say('merge', '1', '2')).toMatchObject({ code: 0 });
    expect(await say('merge', '2', '1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('decision d1 of'),
    });
    expect(await say('split', '2', '3')).toMatchObject({ code: 0 });
    for (const rest of ['landing.duckdb', 'workspace.duckdb', 'published'])
      fs.rmSync(path.join(anew, 'data', rest), { recursive: true });
    await land(anew, ['X', 'B', 'A'].map(pair), 'anew');
    const { out, err } = await run(anew, ['build']);
    expect(`${out}${err}`).toContain('WARN identity_decisions_records');
    const told = JSON.parse((await run(anew, ['identity', 'explain', 'A', 'B', '--json'])).out);
    expect(told).toMatchObject({ left: { recordId: 3 }, right: { recordId: 2 }, decision: { id: 'd1' } });
    expect(told.left.customerId).toBe(told.right.customerId);
    expect((await run(anew, ['identity', 'explain', 'X', 'B'])).out).toMatch(/^Two customers/);
    expect((await run(anew, ['identity', 'decisions'])).out).toMatch(/d1 +merge +crm ref:A +crm ref:B/);
    expect((await run(anew, ['identity', 'train'])).out).toMatch(
      /^no model was fitted to the 3 source records: 3 records with a name or a birth date are too few/,
    );
    expect(await say('undo', 'A', 'B')).toMatchObject({ code: 0 });
    expect(await say('undo', 'd2')).toMatchObject({ code: 0 });
  });

  it('are refused where they run in a circle, with the decisions that say otherwise', async () => {
    expect(await decide('merge', 'MEI', 'SON')).toMatchObject({ code: 0 });
    expect(await decide('merge', 'SON', 'SHARED1')).toMatchObject({ code: 0 });
    const circular = await decide('split', 'SHARED1', 'MEI');
    expect(circular.code).toBe(1);
    expect(circular.err).toMatch(
      /would be one customer and two: decisions d\d, d\d say otherwise; undo one first/,
    );
    const { decisions } = await json('identity', 'decisions');
    for (const { id } of decisions) await run(folder, ['identity', 'undo', id, '--reason', 'tidy']);
  });

  it('join customers with all their records, be these alike with one of them alone', async () => {
    const together = async (...refs: string[]) => new Set(await Promise.all(refs.map(customerOf))).size === 1;
    const [zhu, lena] = [await customerOf('ZHU'), await customerOf('LENA')];
    // the till is with one of the twins, who share its telephone as two people
    const [twin, other] = (await together('TILL', 'LUCY')) ? ['LUCY', 'LENA'] : ['LENA', 'LUCY'];
    expect(await decide('merge', 'MEI', 'ZHU')).toMatchObject({ code: 0 });
    expect(await decide('merge', 'LUCY', 'LENA')).toMatchObject({ code: 0 });
    await buildTables(folder);
    expect(await together('MEI', 'MEI2', 'ZHU', 'ZHU2')).toBe(true);
    expect(await together('LUCY', 'LENA', 'TILL')).toBe(true);
    await run(folder, ['identity', 'undo', 'MEI', 'ZHU', '--reason', 'tidy']);
    await run(folder, ['identity', 'undo', 'LUCY', 'LENA', '--reason', 'tidy']);
    // whichever record of a customer is named
    expect(await decide('merge', 'TILL', other as string)).toMatchObject({ code: 0 });
    await buildTables(folder);
    expect(await together('TILL', other as string, twin as string)).toBe(true);
    await run(folder, ['identity', 'undo', 'TILL', other as string, '--reason', 'tidy']);
    await buildTables(folder);
    expect([await customerOf('ZHU2'), await customerOf('LENA')]).toEqual([zhu, lena]);
  });

  it('need a reason', async () => {
    const { code, err } = await run(folder, ['identity', 'merge', '1', '2']);
    expect(code).toBe(1);
    expect(err).toContain('--reason');
  });
});

describe('identity train', () => {
  it('is asked for where many records hold what the fit has not seen', async () => {
    const fair = Array.from({ length: 40 }, (_, i) =>
      profile('crm', `FAIR${i}`, { name: `${['Otto', 'Ines', 'Paul'][i % 3]} Kalinowski`, city: 'Newhaven' }),
    );
    await land(folder, fair, 'fair');
    const { code, out, err } = await run(folder, ['build']);
    expect(code, err).toBe(0);
    expect(`${out}${err}`).toContain('WARN identity_unseen_values');
    expect(await query("select * from identity_unseen_values where field = 'city'")).toMatchObject([
      { unseen_records: 40 },
    ]);
  });

  it('can be judged by how far the weights of pairs have moved since the fit, from build to build', async () => {
    const drifts = async (isFresh: boolean) =>
      (
        await query(`select drift from model_scorings where model = 'identity' and is_fresh = ${isFresh}`)
      ).map((one: { drift: number }) => one.drift);
    expect(await drifts(true)).toEqual([0]);
    // the last build matched forty records of kinds that the fit has not seen
    expect(Math.max(...(await drifts(false)))).toBeGreaterThan(0);
  });

  it('fits anew and says how good it takes itself to be', async () => {
    const before = await query("select fit_id from model_runs where model = 'identity'");
    await land(folder, [profile('crm', 'NEW', { name: 'Berta Lark', email: 'berta@example.com' })], 'more');
    const grown = Array.from({ length: Math.ceil(0.5 * (crowd.length + special.length)) }, (_, i) =>
      profile('app', `GROWN${i}`, { name: `${['Ida', 'Tom', 'Eve'][i % 3]} Grown${i}`, city: 'Newhaven' }),
    );
    await land(folder, grown, 'grown');
    const outgrown = await run(folder, ['build']);
    expect(`${outgrown.out}${outgrown.err}`).toContain('WARN identity_outgrown_fit');
    const trained = await json('identity', 'train');
    expect(trained.rows).toBe(crowd.length + special.length + 41 + grown.length);
    const { out, err } = await run(folder, ['build']);
    expect(`${out}${err}`).not.toContain('WARN identity_outgrown_fit');
    const after = await query("select fit_id, is_current from model_runs where model = 'identity'");
    expect(before).toHaveLength(1);
    expect(after).toHaveLength(2);
    expect(after).toContainEqual({ fit_id: trained.fitId, is_current: true });
  });
});

it('the configured threshold says how sure likeness must be, under the same fit', async () => {
  const joined = async () =>
    Number((await query("select count(*) as n from customer_identity where rule = 'similarity'"))[0].n);
  const fits = () => query("select fit_id from model_runs where model = 'identity'");
  const [before, known] = [await joined(), await fits()];
  const file = path.join(folder, 'clientele.config.json');
  const config = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.writeFileSync(file, JSON.stringify({ ...config, identity: { threshold: 0.999999 } }));
  await buildTables(folder);
  expect(await joined()).toBeLessThan(before);
  expect(await fits()).toEqual(known);
  // the list begins with what is nearest to that threshold
  const { pairs } = await json('identity', 'review', '--limit', '1000');
  const distances = pairs.map((one: { distance: number | null }) => one.distance ?? Number.MAX_VALUE);
  expect(distances).toEqual(distances.toSorted((a: number, b: number) => a - b));
  expect(pairs[0].distance).toBeCloseTo(Math.abs(pairs[0].match_weight - Math.log2(0.999999 / 0.000001)));
});
