import { z } from 'zod';
import { encodings } from '../../../../warehouse/files/index.ts';

const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, 'not an IANA time zone, e.g. Europe/London');

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const column = z.string().min(1);
const columns = z.union([column, z.array(column).min(1)]);

/** What one column must satisfy; several of them in one condition must all hold. */
const test = z.union([
  scalar,
  z.strictObject({
    is: scalar.optional(),
    is_not: scalar.optional(),
    in: z.array(scalar).min(1).optional(),
    not_in: z.array(scalar).min(1).optional(),
    starts_with: z.string().min(1).optional(),
    not_starts_with: z.string().min(1).optional(),
    matches: z.string().optional(),
    above: z.number().optional(),
    at_least: z.number().optional(),
    below: z.number().optional(),
    at_most: z.number().optional(),
    empty: z.boolean().optional(),
  }),
]);

/** Columns with their tests: all must hold. A list of such: one of them must hold. */
const when = z.union([z.record(column, test), z.array(z.record(column, test)).min(1)]);

const decimalMark = z.enum(['.', ',']);

/** How a value is made from a row. */
const field = z.union([
  column,
  z
    .strictObject({
      column: column.optional(),
      /** the first of these that is not empty, or all of them where `join` is given */
      columns: z.array(column).min(1).optional(),
      join: z.string().optional(),
      as: z.enum(['text', 'integer', 'decimal', 'score', 'boolean', 'date', 'time', 'list']).optional(),
      /** the mark before the decimals, where it is not the file's */
      decimal_mark: decimalMark.optional(),
      absolute: z.boolean().optional(),
      negate: z.boolean().optional(),
      trim: z.boolean().optional(),
      prefix: z.string().optional(),
      map: z.record(z.string(), scalar).optional(),
      otherwise: scalar.optional(),
      default: scalar.optional(),
      format: z.string().optional(),
      time_zone: zone.optional(),
      separator: z.string().min(1).optional(),
      /** of lines: a value of the whole group, which only its first line has */
      once: z.boolean().optional(),
      /** of profiles: an empty cell says that the source has emptied the field, and not nothing */
      clear: z.boolean().optional(),
    })
    .refine(({ map, otherwise }) => otherwise === undefined || map !== undefined, {
      path: ['otherwise'],
      error:
        'otherwise is what a map gives for all other values, and there is no map; for empty cells use default',
    }),
]);

const reject = z.array(z.strictObject({ when, reason: z.string().min(1) }));
const fields = z.record(z.string().min(1), field);
const constants = z.record(z.string().min(1), z.union([scalar, z.array(z.string())]));

const event = z.strictObject({
  type: z.string(),
  when: when.optional(),
  id: columns.optional(),
  version: field.optional(),
  time: z.union([
    column,
    z.strictObject({ column, format: z.string().optional(), time_zone: zone.optional() }),
  ]),
  group_by: columns.optional(),
  constants: constants.optional(),
  fields: fields.default({}),
  lines: z
    .strictObject({ into: z.string().default('lines'), constants: constants.optional(), fields })
    .optional(),
});

/** A mapping file: how rows become events. */
export const mappingSchema = z.strictObject({
  /** the CloudEvents source that the events name, e.g. shop.erp */
  source: z.string().min(1),
  file: z
    .strictObject({
      format: z.enum(['csv', 'ndjson', 'parquet']).optional(),
      encoding: z.enum(encodings).optional(),
      delimiter: z.string().length(1).optional(),
      quote: z.string().length(1).optional(),
      /** texts that mean: no value */
      empty: z.array(z.string()).optional(),
      /** the mark before the decimals of its numbers */
      decimal_mark: decimalMark.optional(),
    })
    .prefault({}),
  /** for times that name no offset */
  time_zone: zone.optional(),
  /** rows that are no events, and why */
  reject: reject.default([]),
  events: z.array(event).min(1),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type MappingInput = z.input<typeof mappingSchema>;
export type EventMapping = Mapping['events'][number];
export type FieldMapping = z.infer<typeof field>;
export type When = z.infer<typeof when>;
export type Test = z.infer<typeof test>;
