import { type ColumnMeaning, fittingFormats } from './columnMeaning.ts';
import { decimalText } from './number.ts';
import type { MappingInput } from './schema.ts';

type EventInput = MappingInput['events'][number];
type Sample = readonly (readonly string[])[];

export interface DraftSettings {
  readonly source: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** A drafted mapping, and what its reader must decide. */
export interface Draft {
  readonly mapping: MappingInput | undefined;
  readonly questions: readonly string[];
}

const signs: Readonly<Record<string, string>> = { '£': 'GBP', '€': 'EUR', '¥': 'CNY', '￥': 'CNY', $: 'USD' };
const identifiers = ['customer_ref', 'loyalty_id', 'email', 'phone'];
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
  'acquisition_channel',
];

/** Drafts a mapping from what the columns seem to mean. No mapping: too little is known. */
export function draft(meanings: readonly ColumnMeaning[], sample: Sample, settings: DraftSettings): Draft {
  const questions: string[] = [];
  const at = new Map(meanings.map(({ meaning }, i) => [meaning, i]));
  const column = (meaning: string): string | undefined => meanings[at.get(meaning) ?? -1]?.column;
  const values = (meaning: string): string[] => {
    const i = at.get(meaning);
    return i === undefined ? [] : sample.map((cells) => cells[i] ?? '').filter((cell) => cell.trim() !== '');
  };
  const customer = Object.fromEntries(
    identifiers.flatMap((name) => {
      const from = column(name);
      if (from === undefined) return [];
      const written = values(name);
      const whole = written.length > 0 && written.every((cell) => /^\d+\.0$/.test(cell.trim()));
      return [[`customer.${name}`, whole ? { column: from, as: 'integer' as const } : from]];
    }),
  );
  const timeColumn = column('time');
  const formats = fittingFormats(values('time'));
  const time = timeColumn && {
    column: timeColumn,
    ...(formats[0] && formats[0] !== 'iso' ? { format: formats[0] } : {}),
  };
  if (timeColumn && formats.length === 0)
    questions.push(`${timeColumn}: no known time format reads every value; name one (time: format)`);
  if (formats[0]?.startsWith('d/M') && formats[1]?.startsWith('M/d'))
    questions.push(`${timeColumn}: day or month first? Both fit the rows looked at`);
  const events: EventInput[] = [];
  const reject: NonNullable<MappingInput['reject']> = [];
  const isSale = ['quantity', 'unit_price', 'amount'].some((name) => at.has(name));
  if (isSale && time) {
    const sale = purchase(time);
    events.push(...sale);
  }
  const known = profile.filter((name) => at.has(name));
  if (Object.keys(customer).length > 0 && known.length > 0) {
    if (time) events.push(person(known, time));
    else
      questions.push(
        'no column holds a time: add one (for a list of customers the day of the export will do), a profile needs it',
      );
  }
  if (!time && isSale) questions.push('no column holds a time: name the one that says when it was bought');
  if (time) questions.push(`are the times local to ${settings.timeZone}? (time_zone)`);
  for (const { column: unused, meaning } of meanings)
    if (meaning === undefined) questions.push(`${unused} is not used: what does it mean?`);
  if (events.length === 0) return { mapping: undefined, questions };
  return {
    mapping: {
      source: settings.source,
      time_zone: settings.timeZone,
      ...(reject.length > 0 ? { reject } : {}),
      events,
    },
    questions,
  };

  function person(fields: readonly string[], when: NonNullable<typeof time>): EventInput {
    const id = identifiers.map(column).find((name) => name !== undefined) as string;
    return {
      type: 'profile.updated',
      when: { [id]: { empty: false } },
      ...(isSale ? { group_by: id } : { id }),
      time: when as EventInput['time'],
      fields: { ...customer, ...Object.fromEntries(fields.map((name) => [name, column(name) as string])) },
    };
  }

  function purchase(when: NonNullable<typeof time>): EventInput[] {
    const order = column('order_id');
    const orders = values('order_id');
    const grouped = order !== undefined && new Set(orders).size < orders.length;
    if (!order)
      questions.push('no column holds an order number: without one a changed row is a second purchase');
    const sign = [...values('unit_price'), ...values('amount')]
      .map((cell) => signs[cell.trim()[0] ?? ''])
      .find(Boolean);
    const currency = column('currency');
    if (!currency) questions.push(`is the currency ${sign ?? settings.currency}? (constants: currency)`);
    const optional = ['channel', 'store_id', 'staff_id', 'coupon_code'].filter((name) => at.has(name));
    const price = column('unit_price') ?? column('amount');
    if (!at.has('unit_price'))
      questions.push(`is ${price} the price of one piece? It is taken for the price of the whole row`);
    const lineFields = (absolute: boolean): NonNullable<EventInput['lines']> => {
      const constants: Record<string, string | number> = {};
      if (!at.has('sku')) constants.sku = 'unknown';
      if (!at.has('quantity') || !at.has('unit_price')) constants.quantity = 1;
      return {
        ...(Object.keys(constants).length > 0 ? { constants } : {}),
        fields: {
          ...(at.has('sku') ? { sku: column('sku') as string } : {}),
          ...(at.has('line.name') ? { name: column('line.name') as string } : {}),
          ...(at.has('category') ? { category: column('category') as string } : {}),
          ...(at.has('quantity') && at.has('unit_price')
            ? {
                quantity: absolute
                  ? { column: column('quantity') as string, absolute }
                  : (column('quantity') as string),
              }
            : {}),
          unit_price:
            absolute && !at.has('quantity') ? { column: price as string, absolute } : (price as string),
          ...(at.has('discount') ? { discount: column('discount') as string } : {}),
        },
      };
    };
    const event = (
      type: string,
      idField: string,
      absolute: boolean,
      condition?: EventInput['when'],
    ): EventInput => ({
      type,
      ...(condition ? { when: condition } : {}),
      ...(order ? (grouped ? { group_by: order } : { id: order }) : {}),
      time: when as EventInput['time'],
      ...(currency ? {} : { constants: { currency: sign ?? settings.currency } }),
      fields: {
        ...(order ? { [idField]: order } : {}),
        ...customer,
        ...(currency ? { currency } : {}),
        ...(type === 'purchase.completed'
          ? Object.fromEntries(optional.map((name) => [name, column(name) as string]))
          : {}),
      },
      lines: lineFields(absolute),
    });
    const prefix = refundPrefix();
    const counted = at.has('quantity') ? 'quantity' : at.has('unit_price') ? 'unit_price' : 'amount';
    const countedColumn = column(counted) as string;
    const negative = values(counted).some((cell) => (decimalText(cell, '.') ?? '').startsWith('-'));
    if (order && prefix) {
      questions.push(`are the numbers that begin with ${prefix} refunds? Their quantities are below 0`);
      reject.push({
        when: { [order]: { not_starts_with: prefix }, [countedColumn]: { at_most: 0 } },
        reason: `${countedColumn} is not above 0: not a sale`,
      });
      return [
        event('purchase.completed', 'order_id', false, { [order]: { not_starts_with: prefix } }),
        event('purchase.refunded', 'refund_id', true, { [order]: { starts_with: prefix } }),
      ];
    }
    if (!negative) return [event('purchase.completed', 'order_id', false)];
    questions.push(`are rows with ${countedColumn} below 0 refunds? They are taken for refunds`);
    reject.push({ when: { [countedColumn]: { is: 0 } }, reason: `${countedColumn} is 0: nothing was sold` });
    return [
      event('purchase.completed', 'order_id', false, { [countedColumn]: { above: 0 } }),
      event('purchase.refunded', 'refund_id', true, { [countedColumn]: { below: 0 } }),
    ];
  }

  /** A first letter that only order numbers of rows below zero have. */
  function refundPrefix(): string | undefined {
    const orderAt = at.get('order_id');
    const quantityAt = at.get('quantity');
    if (orderAt === undefined || quantityAt === undefined) return undefined;
    const letters = { below: new Set<string>(), above: new Set<string>() };
    for (const cells of sample) {
      const first = (cells[orderAt] ?? '').trim()[0] ?? '';
      if (!/[A-Za-z]/.test(first)) continue;
      const quantity = Number(decimalText(cells[quantityAt] ?? '', '.') ?? Number.NaN);
      letters[quantity < 0 ? 'below' : 'above'].add(first);
    }
    return [...letters.below].find((letter) => !letters.above.has(letter));
  }
}
