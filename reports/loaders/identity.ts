import type { Snapshot } from '../build/snapshot.ts';

export interface Joined {
  readonly rule: string;
  readonly records: number;
}

export interface ClusterSize {
  /** records of a customer; the last size stands for all from there on */
  readonly size: number;
  readonly customers: number;
}

export interface Weight {
  readonly field: string;
  readonly level: string;
  readonly m: number;
  readonly u: number;
  readonly weight: number;
}

export interface Review {
  readonly left: string;
  readonly right: string;
  readonly leftSource: string;
  readonly rightSource: string;
  readonly isOne: boolean;
  readonly weight: number | null;
  readonly reason: string;
  /** what they share, with commas between, where the reason is about that */
  readonly sharedKinds: string | null;
}

export interface Bar {
  readonly left: string;
  readonly right: string;
  readonly field: string;
  readonly level: string;
  readonly weight: number;
}

export interface FieldQuality {
  readonly field: string;
  readonly source: string;
  readonly records: number;
  readonly recordsWith: number;
  readonly recordsValid: number;
  readonly customersGiven: number;
  readonly customersInConflict: number;
}

export interface IdentityData {
  readonly records: number;
  readonly customers: number;
  /** why the model was taken as it is, in its own words; null where none was fitted */
  readonly fit: {
    readonly rows: number;
    readonly precision: number | null;
    readonly recall: number | null;
  } | null;
  readonly joined: readonly Joined[];
  readonly sizes: readonly ClusterSize[];
  readonly weights: readonly Weight[];
  readonly reviewsInAll: number;
  readonly reviews: readonly Review[];
  readonly bars: readonly Bar[];
  readonly fields: readonly FieldQuality[];
}

/** Customers of so many records and more are one bar. */
const largest = 6;
/** Pairs shown, those nearest to the threshold. */
const shown = 60;

const nearest = `select * from identity_reviews order by distance nulls last, left_record_id, right_record_id limit ${shown}`;

export async function load(snapshot: Snapshot): Promise<IdentityData> {
  const [total] = await snapshot.rows<{ records: number; customers: number; reviews: number }>(
    `select count(*) as records, count(distinct customer_id) as customers,
       (select count(*) from identity_reviews) as reviews from customer_identity`,
  );
  const [fit] = await snapshot.rows<{ rows: number; precision: number | null; recall: number | null }>(
    `select r.fitted_rows as rows, max(f.value) filter (where f.figure = 'expectedPrecision') as precision,
       max(f.value) filter (where f.figure = 'expectedRecall') as recall
     from model_runs as r join model_figures as f on f.fit_id = r.fit_id
     where r.model = 'identity' and r.is_current and r.chosen = 'fellegi-sunter' group by all`,
  );
  return {
    records: total?.records ?? 0,
    customers: total?.customers ?? 0,
    fit: fit ?? null,
    joined: await snapshot.rows<Joined>(
      'select rule, count(*) as records from customer_identity group by rule order by records desc, rule',
    ),
    sizes: await snapshot.rows<ClusterSize>(
      `select least(n, ${largest}) as size, count(*) as customers
       from (select customer_id, count(*) as n from customer_identity group by customer_id) group by all order by size`,
    ),
    weights: await snapshot.rows<Weight>(
      'select field, level, m, u, weight from identity_weights where weight is not null order by field, place',
    ),
    reviewsInAll: total?.reviews ?? 0,
    reviews: await snapshot.rows<Review>(
      `select cast(v.left_record_id as varchar) as "left", cast(v.right_record_id as varchar) as "right",
         a.source as "leftSource", b.source as "rightSource", l.customer_id = r.customer_id as "isOne",
         v.match_weight as weight, v.reason, v.shared_kinds as "sharedKinds"
       from (${nearest}) as v
       join customer_identity as l on l.record_id = v.left_record_id
       join customer_identity as r on r.record_id = v.right_record_id
       join source_records as a on a.record_id = v.left_record_id
       join source_records as b on b.record_id = v.right_record_id
       order by v.distance nulls last, v.left_record_id, v.right_record_id`,
    ),
    bars: await snapshot.rows<Bar>(
      `select cast(f.left_record_id as varchar) as "left", cast(f.right_record_id as varchar) as "right",
         f.field, f.level, round(f.weight, 2) as weight
       from identity_review_fields as f
       join (${nearest}) as v on v.left_record_id = f.left_record_id and v.right_record_id = f.right_record_id
       order by f.left_record_id, f.right_record_id, f.place`,
    ),
    fields: await snapshot.rows<FieldQuality>(
      `select field, source, records, records_with as "recordsWith", records_valid as "recordsValid",
         customers_given as "customersGiven", customers_in_conflict as "customersInConflict"
       from field_quality order by all`,
    ),
  };
}
