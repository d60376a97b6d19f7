import { afterEach, describe, expect, it } from 'vitest';
import type { ConfigInput } from '../../../warehouse/index.ts';
import { event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const account = (source: string, id: string, company: string, owner = 'Chen Jing') =>
  event('account.updated', '2026-01-01T00:00:00Z', { account_id: id, company, owner }, { source });
const person = (source: string, ref: string, data: Record<string, unknown>) =>
  event('profile.updated', '2026-02-01T00:00:00Z', { customer: { customer_ref: ref }, ...data }, { source });
const build = async (events: Parameters<typeof warehouse>[0], config: ConfigInput = {}) => {
  built = await warehouse(events, { select: '+customers +customer_history', config });
  expect(built.report.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
  return built;
};
const people = (columns: string) =>
  built?.rows(
    `select r.customer_ref as ref, ${columns} from customers as c join customer_identity as i using (customer_id)
     join source_records as r using (record_id) order by ref`,
  );

describe('accounts', () => {
  it('are kept apart by source, joined by the name of the company, and found by their people', async () => {
    await build([
      account('crm', 'A-1', '厦门茶业有限公司'),
      account('erp', '9001', '廈門茶業有限責任公司'),
      // one id in two sources, and two companies
      account('crm', '1', 'Alpha Ltd'),
      account('erp', '1', 'Beta GmbH'),
      // a source with two accounts of one name: not clear which is meant
      account('crm', 'G-1', 'Gamma Inc'),
      account('crm', 'G-2', 'Gamma, Inc.'),
      account('erp', 'G', 'GAMMA INC'),
      person('crm', 'by-id', { account_id: 'A-1' }),
      person('erp', 'by-id-of-source', { account_id: '1' }),
      person('shop', 'by-company', { company: '厦门茶业有限公司' }),
      person('shop', 'by-id-elsewhere', { account_id: '9001' }),
      person('shop', 'contradicted', { account_id: '9001', company: 'Delta' }),
      person('shop', 'not-clear', { account_id: '1', company: 'Gamma' }),
      person('shop', 'unmatched', { account_id: '77', company: 'Delta' }),
    ]);
    expect(await built?.rows('select source, account_id, account_key from accounts order by all')).toEqual([
      { source: 'crm', account_id: '1', account_key: 'a3' },
      { source: 'crm', account_id: 'A-1', account_key: 'a1' },
      { source: 'crm', account_id: 'G-1', account_key: 'a5' },
      { source: 'crm', account_id: 'G-2', account_key: 'a6' },
      { source: 'erp', account_id: '1', account_key: 'a4' },
      { source: 'erp', account_id: '9001', account_key: 'a1' },
      { source: 'erp', account_id: 'G', account_key: 'a7' },
    ]);
    expect(await people('account_key, account_rule')).toEqual([
      { ref: 'by-company', account_key: 'a1', account_rule: 'company' },
      { ref: 'by-id', account_key: 'a1', account_rule: 'account_id' },
      { ref: 'by-id-elsewhere', account_key: 'a1', account_rule: 'account_id' },
      { ref: 'by-id-of-source', account_key: 'a4', account_rule: 'account_id' },
      { ref: 'contradicted', account_key: null, account_rule: null },
      { ref: 'not-clear', account_key: null, account_rule: null },
      { ref: 'unmatched', account_key: null, account_rule: null },
    ]);
  });

  it('of two legal forms are two companies, and a name without one is of the only one there is', async () => {
    await build([
      account('crm', 'group', '新希望集团有限公司'),
      account('crm', 'stock', '新希望股份有限公司'),
      account('crm', 'limited', '新希望有限公司'),
      account('erp', 'stock', '新希望股份公司'),
      account('erp', 'short', '新希望'),
      account('web', 'short', '新希望'),
      account('crm', 'tea', '厦门茶业有限公司'),
      account('crm', 'branch', '厦门茶业有限公司福州分公司'),
      account('erp', 'tea', '厦门茶业'),
      account('erp', 'alpha', 'Alpha'),
      person('shop', 'a stock', { company: '新希望股份有限公司' }),
      person('shop', 'b short', { company: '新希望' }),
      person('shop', 'c tea', { company: '厦门茶业' }),
      person('shop', 'd tea', { company: '厦门茶业有限责任公司' }),
      person('shop', 'e tea', { company: '厦门茶业股份有限公司' }),
      person('shop', 'f alpha', { company: 'Alpha GmbH' }),
      person('shop', 'g by id', { account_id: 'alpha', company: 'Alpha Ltd' }),
      person('shop', 'h by id', { account_id: 'limited', company: '新希望股份有限公司' }),
    ]);
    expect(
      await built?.rows(
        "select source || ' ' || account_id as account, account_key from accounts order by all",
      ),
    ).toEqual([
      { account: 'crm branch', account_key: 'a8' },
      { account: 'crm group', account_key: 'a1' },
      { account: 'crm limited', account_key: 'a3' },
      { account: 'crm stock', account_key: 'a2' },
      { account: 'crm tea', account_key: 'a7' },
      { account: 'erp alpha', account_key: 'a10' },
      { account: 'erp short', account_key: 'a5' },
      { account: 'erp stock', account_key: 'a2' },
      { account: 'erp tea', account_key: 'a7' },
      { account: 'web short', account_key: 'a6' },
    ]);
    expect(await people('account_key, account_rule')).toEqual([
      { ref: 'a stock', account_key: 'a2', account_rule: 'company' },
      { ref: 'b short', account_key: null, account_rule: null },
      { ref: 'c tea', account_key: 'a7', account_rule: 'company' },
      { ref: 'd tea', account_key: 'a7', account_rule: 'company' },
      { ref: 'e tea', account_key: null, account_rule: null },
      { ref: 'f alpha', account_key: 'a10', account_rule: 'company' },
      { ref: 'g by id', account_key: 'a10', account_rule: 'account_id' },
      { ref: 'h by id', account_key: 'a2', account_rule: 'company' },
    ]);
  });

  it('keep what a later statement leaves out or blank', async () => {
    const say = (time: string, data: Record<string, unknown>) =>
      event('account.updated', time, { account_id: 'A-1', ...data }, { source: 'crm' });
    await build([
      say('2026-03-01T00:00:00Z', { industry: 'retail', size: '50-200', owner: ' ' }),
      say('2026-01-01T00:00:00Z', { company: 'Alpha Ltd', industry: 'wholesale', owner: 'Chen Jing' }),
      person('shop', 'A', { company: 'Alpha Limited' }),
    ]);
    expect(await built?.rows('select company, industry, size, owner, account_key from accounts')).toEqual([
      { company: 'Alpha Ltd', industry: 'retail', size: '50-200', owner: 'Chen Jing', account_key: 'a1' },
    ]);
    expect(await people('account_key')).toEqual([{ ref: 'A', account_key: 'a1' }]);
  });

  it('lend their owner and company to people who have none, where that is configured', async () => {
    const fill = { policy: 'fill', with: 'account' } as const;
    await build(
      [
        account('crm', '1', 'Alpha Ltd', 'Chen Jing'),
        person('crm', 'A', { account_id: '1' }),
        person('crm', 'B', { account_id: '1', account_owner: 'Wang Fang', company: 'Own Ltd' }),
        person('crm', 'C', { name: 'Ann Lee' }),
      ],
      { identity: { missing: { account_owner: fill, company: fill } } },
    );
    expect(await people('c.company, c.account_owner')).toEqual([
      { ref: 'A', company: 'Alpha Ltd', account_owner: 'Chen Jing' },
      { ref: 'B', company: 'Own Ltd', account_owner: 'Wang Fang' },
      { ref: 'C', company: null, account_owner: null },
    ]);
    expect(
      await built?.rows(
        "select customer_id, field from customer_field_provenance where rule = 'filled' order by all",
      ),
    ).toEqual([
      { customer_id: 'c2', field: 'account_owner' },
      { customer_id: 'c2', field: 'company' },
    ]);
  });
});
