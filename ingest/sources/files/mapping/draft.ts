import { listOf } from '../jsonPaths.ts';
import type { ColumnMeaning } from './columnMeaning.ts';
import { Columns, numeric } from './columns.ts';
import { areAccounts, draftAccounts } from './draftAccounts.ts';
import { draftSales } from './draftPurchase.ts';
import { areRefunds, draftRefunds } from './draftRefunds.ts';
import { areTickets, draftTickets } from './draftTickets.ts';
import { writtenTime } from './draftTime.ts';
import { fittingFormats } from './fittingFormats.ts';
import { knownExport } from './knownExport.ts';
import type { SampledRows } from './sampledRows.ts';
import type { FieldMapping, MappingInput } from './schema.ts';

type EventInput = MappingInput['events'][number];

export interface DraftSettings {
  readonly source: string;
  readonly timeZone: string;
  readonly currency: string;
  /** of a CSV file */
  readonly delimiter?: string;
}

/** A drafted mapping, and what its reader must decide. */
export interface Draft {
  readonly mapping: MappingInput | undefined;
  readonly questions: readonly string[];
}

const numbers = ['customer_ref', 'loyalty_id'];
const identifiers = [...numbers, 'email', 'phone'];
const profile = [
  'name',
  'given_name',
  'family_name',
  'gender',
  'birth_date',
  'address.country',
  'address.province',
  'address.city',
  'address.district',
  'address.street',
  'address.postal_code',
  'company',
  'job_title',
  'account_id',
  'account_owner',
  'acquisition_channel',
];

/** What a draft of these rows may have no use for: it is asked about. */
const perhapsUnused: ReadonlySet<string | undefined> = new Set([
  undefined,
  'refund_id',
  'refund_time',
  'of_order',
  'kind',
  'returned',
  'reason',
  'ticket_category',
  'account_id',
  'account_owner',
  'industry',
  'size',
]);

/** Drafts a mapping from what the columns seem to mean. No mapping: too little is known. */
export function draft(
  meanings: readonly ColumnMeaning[],
  sample: SampledRows,
  { source, timeZone, currency, delimiter }: DraftSettings,
): Draft {
  const columns = new Columns(meanings, sample, delimiter);
  const system = knownExport(meanings.map(({ column }) => column));
  const { time, questions } = timeOf(columns, timeZone);
  const customer = customerFields(columns);
  const events: EventInput[] = [];
  let reject: NonNullable<MappingInput['reject']> = [];
  const refunds = areRefunds(columns);
  const sales = !refunds && columns.areSales;
  if (time && (sales || refunds)) {
    const drafted = refunds
      ? draftRefunds(columns, time, customer, currency)
      : draftSales(columns, time, customer, currency, system?.ofOrder ?? []);
    events.push(...drafted.events);
    questions.unshift(...drafted.questions, ...columns.marks.questions);
    reject = drafted.reject;
  } else if (time && areTickets(columns)) events.push(draftTickets(columns, time, customer));
  else if (time && columns.has('order_id') && columns.has('quantity'))
    questions.unshift('no column holds a price or an amount, so no purchase is drafted: which one was paid?');
  for (const [column, question] of system?.questions ?? [])
    if (meanings.some((each) => each.column === column)) questions.push(question);
  const keyMeaning =
    numbers.find((name) => columns.isKey(name)) ?? identifiers.find((name) => columns.has(name)) ?? '';
  const key = columns.name(keyMeaning);
  const known = columns.fields(...profile);
  if (time && events.length === 0 && areAccounts(columns)) {
    const drafted = draftAccounts(columns, time);
    events.push(drafted.event);
    questions.unshift(drafted.question);
  } else if (time && key && Object.keys(known).length > 0)
    events.push({
      type: 'profile.updated',
      when: { [key]: { empty: false } },
      ...(sales ? { group_by: key } : identity(columns, key, time.column)),
      time,
      fields: { ...customer, ...known },
    });
  const mayBeUnused = (meaning: string | undefined) =>
    perhapsUnused.has(meaning) ||
    (!sales && meaning === 'status') ||
    (meaning === 'refunded' && (!sales || columns.values(meaning).some((value) => /[1-9]/.test(value))));
  const used = JSON.stringify({ reject, events });
  const isUsed = (column: string) => used.includes(JSON.stringify(column));
  for (const { column, meaning, because } of meanings)
    if ((meaning === 'customer_ref' || meaning === 'order_id') && because !== 'its name' && !system)
      questions.push(
        `is ${column} the ${meaning === 'order_id' ? 'order' : 'customer'}'s number? ${because[0]?.toUpperCase()}${because.slice(1)}`,
      );
    else if (meaning === 'amount' && !sales && !refunds)
      questions.push(`${column} is not used: is it a total of the customer? Sales are events of their own`);
    else if (!system && mayBeUnused(meaning) && isAskedAbout(column, columns.list) && !isUsed(column))
      questions.push(`${column} is not used: what does it mean?`);
  for (const meaning of numeric)
    if ((sales || refunds) && isUsed(columns.name(meaning) ?? ''))
      questions.push(...unread(columns, meaning, sales));
  if (events.length === 0) return { mapping: undefined, questions };
  const { ofFile } = columns.marks;
  return {
    mapping: {
      source,
      ...(ofFile === ',' ? { file: { decimal_mark: ofFile } } : {}),
      time_zone: timeZone,
      ...(reject.length > 0 ? { reject } : {}),
      events,
    },
    questions,
  };
}

/** A question where values of a column of numbers are none. Of a sale's refund one without a digit says that there is none. */
function unread(columns: Columns, meaning: string, areSales: boolean): readonly string[] {
  const isOfSale = areSales && meaning === 'refunded';
  const values = columns.unread(meaning).filter((value) => !isOfSale || /\d/.test(value));
  if (values.length === 0) return [];
  const outcome = isOfSale ? 'no refunds are made of them' : 'their rows will be rejected';
  return [
    `${values.length} of the values of ${columns.name(meaning)} are no numbers, such as ${values[0]?.trim()}: ${outcome}. What do they mean? If nothing, name them (file: empty)`,
  ];
}

/** Of a list that is not the lines, its own column is; of one that is, the fields of its objects are. */
const isAskedAbout = (column: string, lines: string | undefined): boolean =>
  lines !== column && [undefined, lines].includes(listOf(column)?.list);

function timeOf(
  columns: Columns,
  timeZone: string,
): { time: Exclude<EventInput['time'], string> | undefined; questions: string[] } {
  const column = columns.name('time');
  if (column === undefined)
    return {
      time: undefined,
      questions: [
        'no column holds a time: every event needs one (for a list of customers, the day of the export)',
      ],
    };
  const [format, next] = fittingFormats(columns.values('time'));
  const time = writtenTime(columns, 'time', column);
  const isUtc = time.time_zone === 'UTC';
  const questions = isUtc ? [] : [`are the times local to ${timeZone}? (time_zone)`];
  if (format === undefined)
    questions.push(`${column}: no known time format reads every value; name one (time: format)`);
  if (format === 'excel_days')
    questions.push(`${column}: are its numbers days as a spreadsheet counts them? (time: format)`);
  if (format?.startsWith('d/M') && next?.startsWith('M/d'))
    questions.push(`${column}: day or month first? Both fit the rows looked at`);
  return { time, questions };
}

/**
 * The key of people; where several rows have it, each is another one by its time, or they are one event: rows
 * of one id that differ would take each other's place with every export.
 */
function identity(columns: Columns, key: string, time: string): Pick<EventInput, 'id' | 'group_by'> {
  const repeats = (...names: readonly string[]) => {
    const keys = columns.rows(...names).filter(([first]) => first?.trim());
    return new Set(keys.map((cells) => cells.join('\0'))).size < keys.length;
  };
  if (!repeats(key)) return { id: key };
  return repeats(key, time) ? { group_by: key } : { id: [key, time] };
}

/** Identifiers; a number that a spreadsheet wrote as 17850.0 is 17850. */
function customerFields(columns: Columns): Record<string, FieldMapping> {
  return Object.fromEntries(
    identifiers.flatMap((name) => {
      const column = columns.name(name);
      if (column === undefined) return [];
      const values = columns.values(name);
      const whole = values.length > 0 && values.every((cell) => /^\d+\.0$/.test(cell.trim()));
      return [[`customer.${name}`, whole ? { column, as: 'integer' as const } : column]];
    }),
  );
}
