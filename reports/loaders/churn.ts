import type { Snapshot } from '../build/snapshot.ts';
import { productNamesSql } from './productNames.ts';

export interface Band {
  readonly band: string;
  readonly customers: number;
  readonly atRisk: number;
}

export interface Reason {
  readonly reason: string;
  readonly customers: number;
}

export interface Warning {
  readonly warning: 'interval' | 'basket' | 'complaint' | 'email';
  readonly customers: number;
  readonly atRisk: number;
}

export interface SegmentChurn {
  readonly segment: string;
  readonly customers: number;
  readonly probability: number;
  readonly atRisk: number;
}

export interface ReliabilityPart {
  readonly part: number;
  readonly customers: number;
  readonly probability: number;
  readonly churned: number;
}

export interface OfferStep {
  readonly share: number;
  readonly customers: number;
  readonly atRisk: number;
  readonly least: number;
}

export interface WinBack {
  readonly customer: string;
  readonly probability: number;
  readonly atRisk: number;
  readonly gain: number;
  readonly reasons: readonly (string | null)[];
  readonly action: string;
  /** RFM */
  readonly segment: string | null;
  /** k-means, by language */
  readonly kindEn: string | null;
  readonly kindZh: string | null;
  /** the product to be offered next, by its name where it has one */
  readonly product: string | null;
  readonly last: string;
  readonly channels: string | null;
  readonly consent: 'granted' | 'refused' | 'not_asked';
}

/** Customers worth an offer who are not on the win-back list, by the first of these that is so. */
export interface NotListed {
  readonly low: number;
  /** bought within `leastSilenceDays`, and neither complained nor has an open ticket */
  readonly recent: number;
  readonly refused: number;
  readonly leastSilenceDays: number;
}

export interface ChurnData {
  /** everybody with an order; null where nothing is known */
  readonly totals: {
    readonly customers: number;
    readonly high: number;
    readonly probability: number;
    readonly atRisk: number;
    readonly worthwhile: number;
    /** with those worth an offer */
    readonly worthwhileAtRisk: number;
    readonly gain: number;
  } | null;
  readonly fit: {
    readonly chosen: string;
    readonly auc: number | null;
    readonly naive: number | null;
    /** mean log loss, by which the rule was chosen; that of recency alone beside it */
    readonly loss: number | null;
    readonly naiveLoss: number | null;
    /** expected calibration error */
    readonly error: number | null;
  } | null;
  readonly heldOut: string | null;
  /** days without an order that count as having left; null where nothing is configured */
  readonly horizonDays: number | null;
  /** share that left, of the past horizons: the smallest and the largest; null where none is known */
  readonly leftRates: { readonly least: number; readonly most: number } | null;
  readonly bands: readonly Band[];
  /** of those in the band high: what pushes towards leaving most */
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Warning[];
  /** customers with any sign */
  readonly warned: number;
  readonly segments: readonly SegmentChurn[];
  readonly reliability: readonly ReliabilityPart[];
  readonly gains: readonly { readonly share: number; readonly caught: number }[];
  readonly offers: readonly OfferStep[];
  /** what is configured: an offer's cost, the share of the leaving that it keeps, the margin; null where nothing is */
  readonly offer: { readonly cost: number; readonly successRate: number; readonly margin: number } | null;
  readonly list: readonly WinBack[];
  readonly listed: number;
  readonly notListed: NotListed | null;
}

/** Rows of the win-back list on the page; the table win_back has all. */
const shown = 500;

export async function load(snapshot: Snapshot): Promise<ChurnData> {
  const [totals] = await snapshot.rows<NonNullable<ChurnData['totals']>>(
    `select count(*) as customers, count(*) filter (where churn_band = 'high') as high, avg(churn_probability) as probability,
       cast(sum(value_at_risk) as double) as "atRisk", count(*) filter (where is_offer_worthwhile) as worthwhile,
       coalesce(cast(sum(value_at_risk) filter (where is_offer_worthwhile) as double), 0) as "worthwhileAtRisk",
       coalesce(cast(sum(offer_gain) filter (where is_offer_worthwhile) as double), 0) as gain
     from customer_churn having count(churn_probability) > 0`,
  );
  const [fit] = await snapshot.rows<NonNullable<ChurnData['fit']>>(
    `select r.chosen, max(f.value) filter (where f.figure = 'auc' and f.candidate = r.chosen) as auc,
       max(f.value) filter (where f.figure = 'auc' and f.candidate = 'recency') as naive,
       max(f.value) filter (where f.figure = 'logLossAtLevel' and f.candidate = r.chosen) as loss,
       max(f.value) filter (where f.figure = 'logLossAtLevel' and f.candidate = 'recency') as "naiveLoss",
       max(f.value) filter (where f.figure = 'expectedCalibrationError' and f.candidate = r.chosen) as error
     from model_runs as r left join model_figures as f on f.fit_id = r.fit_id
     where r.model = 'churn' and r.is_current group by all`,
  );
  const [date] = await snapshot.rows<{ date: string | null }>(
    'select cast(max(held_out_date) as varchar) as date from churn_reliability',
  );
  const [settings] = await snapshot.rows<NonNullable<ChurnData['offer']> & { readonly horizonDays: number }>(
    `select offer_cost as cost, success_rate as "successRate", margin_share as margin, horizon_days as "horizonDays"
     from churn_settings`,
  );
  const [leftRates] = await snapshot.rows<NonNullable<ChurnData['leftRates']>>(
    `select least_left_rate as least, most_left_rate as most from churn_settings where least_left_rate is not null`,
  );
  const [warned] = await snapshot.rows<{ n: number }>(
    `select count(*) as n from customer_churn
     where churn_band <> 'high' and (warns_interval or warns_basket or warns_complaint or warns_email)`,
  );
  const [listed] = await snapshot.rows<{ n: number }>('select count(*) as n from win_back');
  const [notListed] = await snapshot.rows<NotListed>(
    `select count(*) filter (where why = 'low') as low, count(*) filter (where why = 'recent') as recent,
       count(*) filter (where why = 'refused') as refused, s.least_silence_days as "leastSilenceDays"
     from churn_settings as s left join win_back_left_out on true group by s.least_silence_days`,
  );
  const list = await snapshot.rows<
    Omit<WinBack, 'reasons'> & Readonly<Record<'first' | 'second' | 'third', string | null>>
  >(
    `select customer_id as customer, churn_probability as probability, cast(value_at_risk as double) as "atRisk",
       cast(offer_gain as double) as gain, reason_1 as first, reason_2 as second, reason_3 as third, action,
       rfm_segment as segment, segment_name as "kindEn", segment_name_zh as "kindZh", coalesce(n.name, w.next_sku) as product, cast(last_order_date as varchar) as last, channels,
       marketing_consent as consent
     from win_back as w left join (${productNamesSql}) as n on n.sku = w.next_sku order by place limit ${shown}`,
  );
  return {
    totals: totals ?? null,
    fit: fit ?? null,
    heldOut: date?.date ?? null,
    horizonDays: settings?.horizonDays ?? null,
    leftRates: leftRates ?? null,
    bands: await snapshot.rows<Band>(
      `select churn_band as band, count(*) as customers, coalesce(cast(sum(value_at_risk) as double), 0) as "atRisk"
       from customer_churn where churn_probability is not null group by churn_band
       order by case churn_band when 'high' then 0 when 'medium' then 1 else 2 end`,
    ),
    reasons: await snapshot.rows<Reason>(
      `select reason_1 as reason, count(*) as customers from customer_churn
       where churn_band = 'high' and reason_1 is not null group by all order by customers desc, reason limit 10`,
    ),
    warnings: await snapshot.rows<Warning>(
      `select * from (
         ${(['interval', 'basket', 'complaint', 'email'] as const)
           .map(
             (name) =>
               `select '${name}' as warning, count(*) as customers, coalesce(cast(sum(value_at_risk) as double), 0) as "atRisk"
                from customer_churn where warns_${name} and churn_band <> 'high'`,
           )
           .join(' union all ')}
       ) as w order by customers desc, warning`,
    ),
    warned: warned?.n ?? 0,
    segments: await snapshot.rows<SegmentChurn>(
      `select c.rfm_segment as segment, count(*) as customers, avg(h.churn_probability) as probability,
         cast(sum(h.value_at_risk) as double) as "atRisk"
       from customer_churn as h join customer_rfm as c on c.customer_id = h.customer_id
       where h.churn_probability is not null group by all order by "atRisk" desc, segment`,
    ),
    reliability: await snapshot.rows<ReliabilityPart>(
      'select part, customers, probability, churned_rate as churned from churn_reliability order by part',
    ),
    gains: await snapshot.rows(
      'select customer_share as share, churned_share as caught from churn_gains order by customer_share',
    ),
    offers: await snapshot.rows<OfferStep>(
      `select customer_share as share, customers, cast(value_at_risk as double) as "atRisk",
         cast(least_value_at_risk as double) as least from churn_offers order by customer_share`,
    ),
    offer: settings
      ? { cost: settings.cost, successRate: settings.successRate, margin: settings.margin }
      : null,
    list: list.map(({ first, second, third, ...row }) => ({ ...row, reasons: [first, second, third] })),
    listed: listed?.n ?? 0,
    notListed: notListed ?? null,
  };
}
