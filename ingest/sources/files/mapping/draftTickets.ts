import type { Columns } from './columns.ts';
import type { EventMapping, FieldMapping, MappingInput } from './schema.ts';

/** Are these rows service cases? Each has a number of its own, and says whose it is. */
export const areTickets = (columns: Columns): boolean =>
  columns.isKey('ticket_id') &&
  ['customer_ref', 'loyalty_id', 'email', 'phone'].some((meaning) => columns.has(meaning));

/** Drafts the beginnings of service cases. */
export function draftTickets(
  columns: Columns,
  time: EventMapping['time'],
  customer: Readonly<Record<string, FieldMapping>>,
): MappingInput['events'][number] {
  const ticket = columns.name('ticket_id') ?? '';
  const category = columns.name('ticket_category') ?? columns.name('category');
  const order = columns.name('of_order') ?? columns.name('order_id');
  return {
    type: 'ticket.opened',
    id: ticket,
    time,
    fields: {
      ticket_id: ticket,
      ...customer,
      ...(category ? { category } : {}),
      ...(order ? { order_id: order } : {}),
    },
  };
}
