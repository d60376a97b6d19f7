import { beforeAll, expect, test } from 'vitest';
import { buildTables, land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { event } from '../support/warehouse.ts';

let folder: string;
beforeAll(async () => {
  folder = newProject();
  const profile = (source: string, customer: Record<string, string>, name: string) =>
    event('profile.updated', '2026-03-01T09:00:00Z', { customer, name }, { source });
  const order = (id: string, at: string, price: string) =>
    event('purchase.completed', at, {
      customer: { email: 'li.wei@example.cn' },
      order_id: id,
      channel: 'web',
      currency: 'CNY',
      lines: [{ sku: 'A', quantity: 1, unit_price: price }],
    });
  await land(folder, [
    profile('crm', { customer_ref: 'A', email: 'Li.Wei@example.cn' }, '李伟'),
    profile('pos', { customer_ref: 'A', phone: '138 0013 8001', loyalty_id: 'VIP1000065' }, 'Wang Fang'),
    profile('app', { customer_ref: 'Z', email: 'li.wei@example.cn', phone: '138 0013 8000' }, '李伟'),
    order('O1', '2026-03-02T10:15:00+08:00', '10.00'),
    order('O2', '2026-03-05T10:15:00+08:00', '30.00'),
    event(
      'account.updated',
      '2026-03-01T00:00:00Z',
      { account_id: 'T-1', company: 'Example Tea Ltd', owner: 'Chen Jing' },
      { source: 'erp' },
    ),
    event(
      'profile.updated',
      '2026-03-01T09:00:00Z',
      { customer: { customer_ref: 'B2B' }, company: 'EXAMPLE TEA' },
      { source: 'crm' },
    ),
    event('consent.granted', '2026-03-02T10:00:00Z', {
      customer: { email: 'li.wei@example.cn' },
      purpose: 'marketing',
      channel: 'email',
    }),
  ]);
  await buildTables(folder);
});

const shown = async (id: string) =>
  JSON.parse((await run(folder, ['customer', 'show', id, '--json'])).out) as {
    schema: string;
    customer: Record<string, unknown>;
    records: Record<string, unknown>[];
    orders: Record<string, unknown>[];
    consents: Record<string, unknown>[];
  };

test('customer show gives one customer: values, source records, latest orders first, consents', async () => {
  const { schema, customer, records, orders, consents } = await shown('li.wei@example.cn');
  expect(schema).toBe('clientele.customer/1');
  expect(customer).toMatchObject({ customer_id: 'c1' });
  expect(records.map(({ source, customer_ref }) => `${source} ${customer_ref}`)).toEqual(
    expect.arrayContaining(['crm A', 'app Z']),
  );
  expect(orders.map(({ order_id }) => order_id)).toEqual(['O2', 'O1']);
  expect(consents).toMatchObject([{ purpose: 'marketing', channel: 'email', is_granted: true }]);
});

test('an e-mail in other letters, a phone in either spelling, and ids merged away lead to the same customer', async () => {
  for (const id of [
    'c1',
    'c3',
    'LI.WEI@EXAMPLE.CN',
    ' 13800138000',
    '+86-138-0013-8000',
    '１３８ 0013 8000',
    'Z',
  ])
    expect((await shown(id)).customer.customer_id, id).toBe('c1');
});

test('a name, or a part of one, leads to whoever alone has it', async () => {
  for (const [name, id] of [
    ['李', 'c1'],
    ['wang fang', 'c2'],
    ['Wang', 'c2'],
  ] as const)
    expect((await shown(name)).customer.customer_id, name).toBe(id);
  const { code } = await run(folder, ['customer', 'set', '李', 'job_title=x', '--reason', 'x', '--dry-run']);
  expect(code).toBe(1);
});

test('on a terminal it is read line by line, with tables under it', async () => {
  const { code, out, err } = await run(folder, ['customer', 'show', 'c1']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^customer_id +c1$/m);
  expect(out).toMatch(/^phone +\+86-138-0013-8000$/m);
  expect(out).toMatch(/^source records$/m);
  expect(out).toMatch(/^latest orders\norder_id +source/m);
  expect(out).toMatch(/^O2 .* web .* 30/m);
  expect(out).toMatch(/^consents$/m);
  expect(out).not.toMatch(/null|undefined|\[object/);
});

test('a person of a company is shown with its account', async () => {
  const { out } = await run(folder, ['customer', 'show', 'B2B', '--json']);
  expect(JSON.parse(out).account).toEqual([
    {
      account_key: expect.stringMatching(/^a\d+$/),
      source: 'erp',
      account_id: 'T-1',
      company: 'Example Tea Ltd',
      industry: null,
      size: null,
      owner: 'Chen Jing',
      found_by: 'company',
      people: 1,
    },
  ]);
  expect((await run(folder, ['customer', 'show', 'B2B'])).out).toMatch(/^account\naccount_key/m);
});

test('a customer is found by a loyalty id', async () => {
  expect((await shown('VIP1000065')).customer).toEqual((await shown('pos ref:A')).customer);
  expect((await run(folder, ['identity', 'explain', 'VIP1000065', 'crm ref:A'])).out).toContain(
    'Two customers',
  );
});

test('nobody and several are refused in words', async () => {
  expect(await run(folder, ['customer', 'show', 'nobody@example.cn'])).toEqual({
    code: 1,
    out: '',
    err: 'clientele: no customer has the id, loyalty id, e-mail address, phone number or name "nobody@example.cn"\n',
  });
  const several = await run(folder, ['customer', 'show', 'A', '--json']);
  expect(several.code).toBe(1);
  expect(JSON.parse(several.out)).toEqual({
    schema: 'clientele.error/1',
    code: 'ambiguous',
    message: '"A" is held by several customers: c1, c2',
  });
  const many = newProject();
  const till = (i: number) =>
    event('profile.updated', '2026-03-01T09:00:00Z', {
      customer: { customer_ref: `T${i}`, phone: '0592-2222222' },
      name: `Ann ${i}`,
    });
  await land(
    many,
    Array.from({ length: 30 }, (_, i) => till(i)),
  );
  await buildTables(many);
  expect((await run(many, ['customer', 'show', '0592-2222222'])).err).toMatch(
    /is held by several customers: c1, (c\d+, ){7}… \(30 in all\)$/m,
  );
  expect((await run(many, ['customer', 'show', 'ann'])).err).toMatch(
    /"ann" is in the name of several customers: c1 Ann 0, (c\d+ Ann \d+, ){7}… \(30 in all\)$/m,
  );
  expect((await run(many, ['customer', 'show', 'Ann 7', '--json'])).out).toContain('"full_name": "Ann 7"');
  const quoted = await run(folder, ['customer', 'show', "x' or '1'='1"]);
  expect(quoted.err).toContain('no customer has');
});

test('before a build there is no customer to show, and the message names the command', async () => {
  expect(await run(newProject(), ['customer', 'show', 'c1'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('type: clientele build'),
  });
});
