import { describe, expect, it } from 'vitest';
import { eventTypes, piiOf, registry, structSchema } from '../../../ingest/contracts/index.ts';
import { exampleOf } from '../../support/exampleOf.ts';

const leaves = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, item]) =>
    leaves(item, path === '' ? name : `${path}.${name}`),
  );
};

describe('the mark of a field', () => {
  it.each([
    ['customer.email', 'contact'],
    ['customer.customer_ref', 'identity'],
    ['name', 'identity'],
    ['birth_date', 'identity'],
    ['phones[]', 'contact'],
    ['address.street', 'contact'],
    ['address.postal_code', 'contact'],
    ['address.city', 'none'],
    ['address.province', 'none'],
    ['address.country', 'none'],
    ['preferences', 'contact'],
    ['tags[]', 'contact'],
    ['account_owner', 'identity'],
    ['unheard_of', 'contact'],
    ['address.unheard_of', 'contact'],
  ])('%s of a profile is %s', (path, mark) => expect(piiOf('profile.updated', path)).toBe(mark));

  it('of a field of an unknown type is contact, as nothing is known of it', () =>
    expect(piiOf('never.heard', 'city')).toBe('contact'));

  it('is there for every field of every type', () => {
    for (const event of registry)
      for (const path of leaves(exampleOf(event)))
        expect(['none', 'identity', 'contact', 'sensitive'], `${event.type} ${path}`).toContain(
          piiOf(event.type, path),
        );
  });

  it('is contact for whatever people write freely', () => {
    const free = [
      'text',
      'comment',
      'notes',
      'reason',
      'subject',
      'resolution',
      'evidence',
      'title',
      'url',
      'fields',
    ];
    for (const event of registry)
      for (const name of free)
        if (name in event.data.shape)
          expect(piiOf(event.type, name), `${event.type} ${name}`).toBe('contact');
  });
});

describe('what SQL needs of a contract', () => {
  it('is its structure, with every scalar as text', () => {
    expect(structSchema('purchase.cancelled')).toEqual({
      customer: {
        customer_ref: 'VARCHAR',
        email: 'VARCHAR',
        phone: 'VARCHAR',
        loyalty_id: 'VARCHAR',
        anonymous_id: 'VARCHAR',
      },
      order_id: 'VARCHAR',
      reason: 'VARCHAR',
    });
    expect(structSchema('purchase.completed')).toMatchObject({
      lines: [{ sku: 'VARCHAR', quantity: 'VARCHAR' }],
    });
  });

  it('is one row a type, each name once', () => {
    const rows = eventTypes();
    expect(new Set(rows.map(({ type }) => type)).size).toBe(rows.length);
    expect(rows.find(({ type }) => type === 'email.sent')).toEqual({
      type: 'email.sent',
      topic: 'interactions',
      is_interaction: true,
      channel: 'email',
      direction: 'outbound',
      customer: 'required',
    });
  });
});
