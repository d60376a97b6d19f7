import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { ClienteleError } from './errors.ts';
import { missingPolicies } from './missingPolicies.ts';
import { ruleInstead } from './ruleInstead.ts';
import { survivingFields } from './survivingFields.ts';

export { survivingFields };

const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'not an IANA time zone, e.g. Asia/Shanghai');

const days = z.number().int().positive();
const share = z.number().min(0).max(1);

/** Which source record gives a customer a field; of equal ones, the most recently updated. */
const survivorshipRule = z
  .strictObject(
    {
      strategy: z.enum([
        'most-recent',
        'earliest',
        'most-trusted',
        'most-complete',
        'most-frequent',
        'longest',
      ]),
      /** for `most-trusted`: sources, the most trusted first; others come last */
      sources: z.array(z.string()).default([]),
    },
    ruleInstead('strategy'),
  )
  .refine(
    ({ strategy, sources }) => strategy !== 'most-trusted' || sources.length > 0,
    'most-trusted needs "sources", the most trusted first',
  )
  .refine(
    ({ strategy, sources }) => strategy === 'most-trusted' || sources.length === 0,
    'only most-trusted goes by "sources"; use that strategy, or leave them out',
  );

/** Columns of segment_features that segments can be made of. */
export const segmentFeatures = [
  'recency_days',
  'frequency',
  'monetary',
  'average_order_value',
  'tenure_days',
  'active_days',
  'orders_12m',
  'net_revenue_12m',
] as const;

const segments = z
  .strictObject({
    features: z
      .array(z.enum(segmentFeatures))
      .min(1)
      .refine((names) => new Set(names).size === names.length, 'each feature once')
      .default(['recency_days', 'frequency', 'monetary']),
    kFrom: z.number().int().min(1).max(20).default(3),
    kTo: z.number().int().min(1).max(20).default(8),
  })
  .refine(({ kFrom, kTo }) => kFrom <= kTo, 'kFrom must not be above kTo');

/** What a business configures; every field has a default, so an empty object is a valid configuration. */
const configSchema = z.strictObject({
  business: z
    .strictObject({
      name: z
        .strictObject({ en: z.string().default('My business'), 'zh-CN': z.string().default('我的企业') })
        .prefault({}),
      timeZone: timeZone.default('UTC'),
      reportingCurrency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'an ISO 4217 code, e.g. CNY')
        .default('USD'),
      defaultRegion: z
        .string()
        .regex(/^[A-Z]{2}$/, 'an ISO 3166 country code, e.g. CN')
        .default('CN'),
    })
    .prefault({}),
  data: z.string().default('data'),
  seed: z.number().int().default(1),
  kafka: z
    .strictObject({
      brokers: z.array(z.string()).default([]),
      groupId: z.string().default('clientele'),
      topics: z.array(z.string()).default(['purchases', 'interactions', 'profiles', 'consents', 'reference']),
    })
    .prefault({}),
  tiers: z
    .strictObject({
      newDays: days.default(90),
      goldMinimumOrders: days.default(3),
      goldShare: share.default(0.1),
      silverShare: share.default(0.3),
    })
    .prefault({}),
  lifecycle: z
    .strictObject({
      newDays: days.default(90),
      activeDays: days.default(90),
      atRiskDays: days.default(180),
      dormantDays: days.default(365),
      resurrectedGapDays: days.default(180),
    })
    .prefault({}),
  rfm: z
    .strictObject({ bins: z.literal(5).default(5), method: z.enum(['quantile', 'rank']).default('quantile') })
    .prefault({}),
  identity: z
    .strictObject({
      sharedIdentifierLimit: z.number().int().min(2).default(20),
      /** probability that two source records are one person from which likeness joins them */
      threshold: z.number().gt(0).lt(1).default(0.5),
      survivorship: z.partialRecord(z.enum(survivingFields), survivorshipRule).default({}),
      missing: missingPolicies.default({}),
    })
    .prefault({}),
  models: z
    .strictObject({
      refitDays: days.default(30),
      driftLimit: z.number().positive().default(0.25),
      segments: segments.prefault({}),
      churn: z
        .strictObject({
          horizonDays: days.default(90),
          /** chances from which a customer is in the band medium, and in the band high */
          mediumRisk: share.default(0.4),
          highRisk: share.default(0.7),
          /** of a win-back offer to one customer, in the reporting currency */
          offerCost: z.number().positive().default(5),
          /** of those who would leave, how many such an offer keeps */
          successRate: share.default(0.1),
          /** whoever bought within so many days is not on the win-back list, unless they complained or have an open ticket */
          leastSilenceDays: z.number().int().min(0).max(366).default(30),
        })
        .refine(({ mediumRisk, highRisk }) => mediumRisk <= highRisk, 'mediumRisk is not above highRisk')
        .prefault({}),
      lifetime: z
        .strictObject({
          /** what remains of an order's net amount; absent: computed from the cost of products where that is known */
          marginShare: share.optional(),
          /** a year */
          discountRate: z.number().min(0).max(10).default(0.1),
          horizonMonths: z.number().int().min(1).max(120).default(36),
        })
        .prefault({}),
      forecast: z
        .strictObject({
          horizonDays: days.max(366).default(28),
          horizonWeeks: days.max(104).default(13),
          /** whose holidays count; the business's own region unless given */
          country: z
            .string()
            .regex(/^[A-Z]{2}$/, 'an ISO 3166 country code, e.g. CN')
            .optional(),
        })
        .prefault({}),
      sentiment: z.strictObject({ minimumComments: z.number().int().min(20).default(50) }).prefault({}),
    })
    .prefault({}),
  exchangeRates: z.strictObject({ maximumAgeDays: days.default(7) }).prefault({}),
  /** by topic, or `file:<name>`: how old its newest event may be */
  freshness: z.record(z.string(), z.strictObject({ hours: z.number().positive() })).default({}),
  quality: z.strictObject({ recentDays: days.default(7) }).prefault({}),
  run: z.strictObject({ buildEverySeconds: z.number().positive().default(300) }).prefault({}),
  resources: z
    .strictObject({ memoryLimit: z.string().default('4GB'), threads: z.number().int().positive().optional() })
    .prefault({}),
  roles: z.array(z.enum(['analyst', 'admin'])).default(['analyst', 'admin']),
});

export type Config = z.infer<typeof configSchema>;
export type ConfigInput = z.input<typeof configSchema>;

/** For `clientele.config.ts`: types the object and returns it. */
export const defineConfig = (config: ConfigInput): ConfigInput => config;

/**
 * Validates a configuration object.
 * @throws ClienteleError `config-invalid`, naming each field
 */
export function parseConfig(input: unknown, where = 'the configuration'): Config {
  const parsed = configSchema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((i) => `${i.path.join('.') || '(root)'}: ${i.message}`).join('; ');
  throw new ClienteleError('config-invalid', `${where}: ${issues}`);
}

/** Loads `clientele.config.{ts,js,mjs,json}` from `directory`, or `file`; no file means all defaults. */
export async function loadConfig(directory: string, file?: string): Promise<Config> {
  const names = [
    'clientele.config.ts',
    'clientele.config.js',
    'clientele.config.mjs',
    'clientele.config.json',
  ];
  const found = file
    ? path.resolve(directory, file)
    : names.map((name) => path.join(directory, name)).find((candidate) => fs.existsSync(candidate));
  if (!found) return parseConfig({});
  if (!fs.existsSync(found)) throw new ClienteleError('config-missing', `no configuration file at ${found}`);
  return parseConfig(await contentOf(found), found);
}

/** The default export, which a module that was read as CommonJS holds once more. */
const exported = (content: unknown): unknown =>
  typeof content === 'object' && content !== null && 'default' in content ? content.default : content;

async function contentOf(file: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(fs.readFileSync(file, 'utf8'));
    // TypeScript on every Node, and in a folder whose package.json, or the lack of one, says CommonJS
    const { tsImport } = await import('tsx/esm/api');
    const module: { default?: unknown } = await tsImport(pathToFileURL(file).href, import.meta.url);
    return exported(module.default);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ClienteleError('config-unreadable', `${file} cannot be read: ${why}`, { cause });
  }
}
