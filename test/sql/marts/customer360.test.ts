import { expect, it } from 'vitest';
import { loadProject } from '../../../transforms/graph/project.ts';
import { isNode } from '../../../transforms/graph/syntaxTree.ts';
import { openEngine } from '../../../warehouse/index.ts';

/** What a customer's row need not say: how it was made, or what another column says. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  customer_clv: ['model', 'fitted_on', 'cohort_year'],
  customer_segments: ['segment_code'],
  customer_tiers: ['clv', 'full_name', 'email', 'phone', 'account_owner', 'last_order_date'],
};

it('customer_360 has every column of every table with a row per customer', async () => {
  const engine = await openEngine();
  const { nodes } = await loadProject(await engine.connect());
  engine.close();
  const wide = nodes.find(({ name }) => name === 'customer_360');
  const joined = new Map(
    [...(wide?.sql ?? '').matchAll(/join (customer_\w+) as (\w+) on/g)].map(([, table = '', alias = '']) => [
      table,
      alias,
    ]),
  );
  const perCustomer = nodes.flatMap(({ name, kind, keys, step, statement, published }) => {
    if (step)
      return Object.entries(step.writes)
        .filter(([, table]) => table.keys.join() === 'customer_id' && !table.unpublished)
        .map(([table, { columns }]) => ({ table, columns: Object.keys(columns) }));
    const list = isNode(statement?.tree.node) ? statement.tree.node.select_list : undefined;
    const columns = Array.isArray(list) ? list.filter(isNode).map(({ alias }) => String(alias)) : [];
    const isMart = kind === 'mart' && keys.join() === 'customer_id' && published.includes(name);
    return isMart && wide && !['customer_360', 'win_back', 'win_back_left_out'].includes(name)
      ? [{ table: name, columns }]
      : [];
  });
  expect(perCustomer.map(({ table }) => table).sort()).toEqual([...joined.keys()].sort());
  for (const { table, columns } of perCustomer) {
    const said = (column: string) =>
      new RegExp(`\\b${joined.get(table)}\\.${column}\\b`).test(wide?.sql ?? '');
    expect(columns.filter((column) => !said(column)).sort(), table).toEqual(
      [...(leftOut[table] ?? [])].sort(),
    );
  }
});
