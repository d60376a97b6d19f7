import { displayPhone } from '../../../transforms/standardise/index.ts';
import { openSnapshot, rows, type Snapshot } from '../../../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';
import { alignedTable, plain } from '../../table.ts';
import { corrections, otherValues, provenance } from './explain.ts';
import { findCustomerOrName } from './find.ts';

type Row = Record<string, unknown>;

/** Prints the 360° view of one customer. */
export async function show(context: Context, flags: GlobalOptions, id: string): Promise<void> {
  const { config, paths } = await project(context, flags);
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    const view = await readCustomer(snapshot, id, config.business.defaultRegion);
    if (flags.json) printJson(context, { schema: 'clientele.customer/1', ...view });
    else context.out(`${describe(view)}\n`);
  } finally {
    snapshot.close();
  }
}

/** Everything about one customer. */
async function readCustomer(snapshot: Snapshot, id: string, region: string) {
  const { connection } = snapshot;
  const customerId = await findCustomerOrName(snapshot, id, region);
  const about = [customerId];
  const [customer = {}] = await rows<Row>(
    connection,
    `select v.*, c.missing_fields from customer_360 as v join customers as c using (customer_id) where v.customer_id = $1`,
    about,
  );
  return {
    customer,
    account: await rows<Row>(
      connection,
      `select a.account_key, a.source, a.account_id, a.company, a.industry, a.size, a.owner, c.account_rule as found_by,
         (select count(*) from customers as other where other.account_key = a.account_key) as people
       from customers as c join accounts as a using (account_key) where c.customer_id = $1 order by a.source, a.account_id`,
      about,
    ),
    records: await rows<Row>(
      connection,
      `select r.record_id, r.record_key, r.source, r.customer_ref, r.full_name, r.email, r.phone, r.city, i.rule, r.first_seen_at
       from source_records as r join customer_identity as i using (record_id) where i.customer_id = $1 order by r.record_id`,
      about,
    ),
    provenance: await provenance(connection, customerId),
    otherValues: await otherValues(connection, customerId),
    corrections: await corrections(connection, customerId),
    orders: await rows<Row>(
      connection,
      'select order_id, source, order_date, channel, net_amount from orders where customer_id = $1 order by ordered_at desc limit 10',
      about,
    ),
    consents: await rows<Row>(
      connection,
      'select purpose, channel, is_granted, from_at from consent_intervals where customer_id = $1 and to_at is null order by all',
      about,
    ),
  };
}

/** On a terminal; --json has all. */
const shownValues = 30;
const more = (list: readonly Row[]): string =>
  list.length > shownValues ? ` (the first ${shownValues} of ${list.length})` : '';

function describe({
  customer,
  account,
  records,
  provenance,
  otherValues,
  corrections,
  orders,
  consents,
}: Awaited<ReturnType<typeof readCustomer>>): string {
  const shown = (row: Row): Row =>
    typeof row.phone === 'string' ? { ...row, phone: displayPhone(row.phone) } : row;
  const shownField = (row: Row): Row =>
    row.field === 'phone' && typeof row.value === 'string' ? { ...row, value: displayPhone(row.value) } : row;
  const shownOrigin = ({ rule, corrected, ...row }: Row): Row => ({
    field: row.field,
    rule: corrected === null ? rule : `${rule}; a steward corrected ${corrected}`,
    ...shownField(row),
  });
  const fields = Object.entries(shown(customer)).filter(([, value]) => value !== null && value !== undefined);
  const width = Math.max(...fields.map(([name]) => name.length));
  const table = (title: string, list: readonly Row[]) =>
    list.length === 0
      ? []
      : [
          '',
          title,
          alignedTable(
            Object.keys(list[0] ?? {}),
            list.map((row) => Object.values(row)),
          ),
        ];
  return [
    ...fields.map(([name, value]) => `${name.padEnd(width)}  ${plain(value)}`),
    ...table('account', account),
    ...table('source records', records.map(shown)),
    ...table('where each field is from', provenance.map(shownOrigin)),
    ...table(
      `what records say otherwise${more(otherValues)}`,
      otherValues.slice(0, shownValues).map(shownField),
    ),
    ...table('corrections', corrections.map(shownField)),
    ...table('latest orders', orders),
    ...table('consents', consents),
  ].join('\n');
}
