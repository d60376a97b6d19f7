import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { buildTables, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';

const folder = newProject();
const landed = async (name: string, rows: string, mapping: string) => {
  fs.writeFileSync(path.join(folder, `${name}.csv`), `id,name,phone,email,company,city,changed\n${rows}\n`);
  fs.writeFileSync(
    path.join(folder, `${name}.yaml`),
    `source: crm\ntime_zone: UTC\nevents:\n  - type: profile.updated\n    id: id\n    time: changed\n${mapping}`,
  );
  const { code, out, err } = await run(folder, [
    'ingest',
    'files',
    `${name}.csv`,
    '--mapping',
    `${name}.yaml`,
    '--json',
  ]);
  return { code, err, report: code === 0 ? JSON.parse(out).files[0] : undefined };
};
const shown = async () => {
  await buildTables(folder);
  return JSON.parse((await run(folder, ['customer', 'show', 'c1', '--json'])).out);
};

it('an emptied cell empties a field where the mapping says so, and what a wrong mapping landed can be taken back', async () => {
  const plain =
    '    fields: { customer.customer_ref: id, name: name, phones: phone, emails: email, address.city: city }\n';
  const first = await landed(
    'first',
    '1,王伟,13800138000,wei@example.cn,茶厂,厦门,2026-01-01',
    plain.replace('city }', 'city, company: name, birth_date: changed }'),
  );
  expect(first.report).toMatchObject({ eventsLanded: 1, warnings: [] });
  expect((await shown()).customer).toMatchObject({ phone: '+8613800138000', company: '王伟' });

  const kept = await landed('second', '1,王伟,,wei@example.cn,茶厂,厦门,2026-02-01', plain);
  expect(kept.report).toMatchObject({ eventsLanded: 1 });
  expect((await shown()).customer).toMatchObject({ phone: '+8613800138000', company: '王伟' });

  const cleared = await landed(
    'third',
    '1,王伟,,wei@example.cn,,,2026-03-01',
    '    constants: { cleared: [birth_date] }\n    fields: { customer.customer_ref: id, name: name, emails: email, phones: { column: phone, clear: true }, company: { column: company, clear: true }, address.city: { column: city, clear: true } }\n',
  );
  expect(cleared.report).toMatchObject({ eventsLanded: 1, warnings: [] });
  const { customer, records } = await shown();
  expect(customer).toMatchObject({
    email: 'wei@example.cn',
    phone: null,
    company: null,
    birth_date: null,
    city: null,
  });
  expect(records).toHaveLength(1);
  const { out } = await run(folder, [
    'query',
    `select count(*) filter (where company = '王伟') > 0 as had_company, arg_max(coalesce(city, 'nowhere'), valid_from_at) as city_now
     from customer_history where customer_id = 'c1'`,
    '--json',
  ]);
  expect(out).toMatch(/true[\s\S]*"nowhere"/);
});

it('a mapping clears only what a source can empty', async () => {
  const { code, err } = await landed(
    'wrong',
    '1,王伟,,,,,2026-01-01',
    '    fields: { customer.customer_ref: id, name: name, customer.phone: { column: phone, clear: true } }\n',
  );
  expect(code).toBe(1);
  expect(err).toContain('clear is for fields of profile.updated: name, given_name');
  expect(err).toContain('(customer.phone)');
});
