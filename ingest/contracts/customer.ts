import { z } from 'zod';
import { personal } from './define.ts';

const text = () => z.string().min(1).max(512);

/** What points at a customer: any of these, raw as they came. */
export const customer = z.looseObject({
  customer_ref: personal('identity', text().optional()),
  email: personal('contact', text().optional()),
  phone: personal('contact', text().optional()),
  loyalty_id: personal('identity', text().optional()),
  anonymous_id: personal('identity', text().optional()),
});

/** The names of those identifiers. */
export const identifierNames: readonly string[] = Object.keys(customer.shape);
