import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent, personal } from './define.ts';
import { asWritten, freeText, word } from './values.ts';

/** Where somebody lives; only street and postal code point at a person. */
export const address = z.looseObject({
  country: word().optional(),
  province: word().optional(),
  city: word().optional(),
  district: word().optional(),
  street: personal('contact', word().optional()),
  postal_code: personal('contact', z.union([word(), z.number()]).optional()),
});

const name = () => personal('identity', z.string().max(256).optional());

/** What a source may have emptied: a field that is left out stays as it was, whatever it holds. */
export const clearable = [
  'name',
  'given_name',
  'family_name',
  'gender',
  'birth_date',
  'phones',
  'emails',
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
] as const;

export const profileUpdated = defineEvent({
  type: 'profile.updated',
  topic: 'profiles',
  description:
    'What a source knows of a customer; fields that are left out stay as they were, those named in `cleared` are empty from then on.',
  customer: 'required',
  data: z.looseObject({
    customer,
    name: name(),
    given_name: name(),
    family_name: name(),
    gender: personal('identity', asWritten(256).optional()),
    birth_date: personal('identity', asWritten(256).optional()),
    phones: z.array(personal('contact', z.union([word(), z.number()]))).optional(),
    emails: z.array(personal('contact', word())).optional(),
    address: address.optional(),
    company: word().optional(),
    job_title: word().optional(),
    account_id: word().optional(),
    account_owner: personal('identity', word().optional()),
    acquisition_channel: word().optional(),
    preferences: personal('contact', z.record(z.string(), z.unknown()).optional()),
    tags: z.array(freeText()).optional(),
    cleared: personal('none', z.array(z.enum(clearable)).optional()),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    name: '李伟',
    given_name: '伟',
    family_name: '李',
    gender: 'male',
    birth_date: '1985-07-19',
    phones: ['138 0013 8000'],
    emails: ['li.wei@example.cn', 'lw@example.com'],
    address: {
      country: 'CN',
      province: 'Fujian',
      city: 'Xiamen',
      district: 'Siming',
      street: '1 Hubin South Road',
      postal_code: '361001',
    },
    company: 'Xiamen Tea Trading Ltd',
    job_title: 'buyer',
    account_id: 'A-17',
    account_owner: 'chen.jie',
    preferences: { language: 'zh' },
    tags: ['tea ceremony'],
    cleared: ['acquisition_channel'],
  },
});
