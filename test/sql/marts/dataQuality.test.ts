import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildTables, newProject } from '../../support/builtProject.ts';
import { run } from '../../support/cli.ts';
import { event, warehouse } from '../../support/warehouse.ts';

describe('data_quality', () => {
  it('tries no source on having what it never gives', async () => {
    const at = '2026-06-29T08:00:00Z';
    const built = await warehouse(
      [
        event('profile.updated', at, { customer: { customer_ref: '1' }, name: '王芳' }, { source: 'crm' }),
        event('profile.updated', at, { customer: { customer_ref: '2' } }, { source: 'crm' }),
        event(
          'consent.granted',
          at,
          { customer: { email: 'a@x.example' }, channel: 'email', purpose: 'marketing' },
          { source: 'mail' },
        ),
        event('purchase.completed', at, {
          customer: { loyalty_id: 'V1' },
          order_id: '1',
          currency: 'CNY',
          lines: [{ sku: 'A', quantity: 1, unit_price: '1' }],
        }),
      ],
      { select: '+data_quality' },
    );
    try {
      expect(
        await built.rows(
          `select rule, source, rows_tested::int as tested, rows_failed::int as failed from data_quality
           where rule in ('name_present', 'contact_present') order by all`,
        ),
      ).toEqual([
        { rule: 'contact_present', source: 'mail', tested: 1, failed: 0 },
        { rule: 'name_present', source: 'crm', tested: 2, failed: 1 },
      ]);
    } finally {
      built.close();
    }
  });

  it('holds the files of one source to their contracts together, whatever they are called', async () => {
    const folder = newProject();
    const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
    write(
      'm.yaml',
      'source: mail\nevents:\n  - type: consent.granted\n    id: [email, at]\n    time: at\n    constants: { purpose: marketing, channel: email }\n    fields: { customer.email: email }\n',
    );
    write('consent_1.csv', 'email,at\na@x.example,2026-06-01T00:00:00Z\nb@x.example,soon\n');
    write('consent_2.csv', 'email,at\nc@x.example,2026-06-02T00:00:00Z\n');
    write('broken.csv', 'email,at\nd@x.example,soon\n');
    for (const name of ['consent_1.csv', 'consent_2.csv', 'broken.csv'])
      expect((await run(folder, ['ingest', 'files', name, '--mapping', 'm.yaml'])).code).toBe(0);
    await buildTables(folder);
    const query =
      "select source, rows_tested, rows_failed from data_quality where rule = 'event_contract' order by source";
    const { out } = await run(folder, ['query', query, '--json']);
    expect(JSON.parse(out).rows).toEqual([
      { source: 'file:broken.csv', rows_tested: 1, rows_failed: 1 },
      { source: 'mail', rows_tested: 3, rows_failed: 1 },
    ]);
  });
});
