import { figure } from '../../components/figure.ts';
import { filterBar, isWithin, type Scale, slider } from '../../components/filters.ts';
import { lineChart } from '../../components/lineChart.ts';
import { niceTicks } from '../../components/scales.ts';
import { live, urlState } from '../../components/urlState.ts';
import type { ChurnData } from '../../loaders/churn.ts';
import type { Context } from './context.ts';

type Offer = NonNullable<ChurnData['offer']>;

/**
 * What offers of a cost and a success rate to be dragged come to, by how many customers get one; at first as
 * configured.
 */
export function offers(data: ChurnData, context: Context): readonly (HTMLElement | null)[] {
  const { t, format } = context;
  const { offer } = data;
  if (data.offers.length === 0 || !offer) return [];
  const most = niceTicks(0, 5 * offer.cost).at(-1) ?? 5 * offer.cost;
  const cost: Scale = { from: 0, to: most, step: most / 200, show: format.price };
  const keeps: Scale = { from: 0, to: 1, step: 0.005, show: format.percent };
  const state = urlState(
    { cost: String(offer.cost), keeps: String(offer.successRate) },
    { cost: isWithin(cost), keeps: isWithin(keeps) },
  );
  return [
    filterBar(
      context,
      [slider(t.cost, cost, state, 'cost'), slider(t.success, keeps, state, 'keeps')],
      t.applies(format.price(offer.cost), format.percent(offer.successRate)),
    ),
    live(state, () =>
      curve(
        data,
        { ...offer, cost: Number(state.get('cost')), successRate: Number(state.get('keeps')) },
        context,
      ),
    ),
  ];
}

export interface OfferPoint {
  /** of all customers, those with most at risk first */
  readonly share: number;
  readonly customers: number;
  readonly atRisk: number;
  readonly net: number;
}

/**
 * What offers to the first so many come to: to nobody, to each hundredth, and to those whom they are worth as
 * configured.
 */
export function offerPoints(
  { offers: steps, totals }: Pick<ChurnData, 'offers' | 'totals'>,
  { cost, successRate, margin }: Offer,
): readonly OfferPoint[] {
  const worth = totals
    ? [
        {
          share: totals.worthwhile / totals.customers,
          customers: totals.worthwhile,
          atRisk: totals.worthwhileAtRisk,
        },
      ]
    : [];
  return [{ share: 0, customers: 0, atRisk: 0 }, ...steps, ...worth]
    .toSorted((a, b) => a.customers - b.customers)
    .filter(({ customers }, i, all) => customers !== all[i - 1]?.customers)
    .map(({ share, customers, atRisk }) => ({
      ...{ share, customers, atRisk },
      net: atRisk * successRate * margin - customers * cost,
    }));
}

function curve(data: ChurnData, offer: Offer, context: Context): HTMLElement {
  const { t, terms, format } = context;
  const rows = offerPoints(data, offer);
  const best = rows.reduce((most, row) => (row.net > most.net ? row : most));
  return figure(context, {
    name: 'offers',
    title:
      best.net > 0
        ? t.offersTitle(format.count(best.customers), format.compactMoney(best.net))
        : t.offersNone,
    sentence: t.offersSentence(format.percent(offer.margin)),
    columns: [
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      { label: t.atRisk, value: (row) => row.atRisk, show: (row) => format.money(row.atRisk), numeric: true },
      { label: t.net, value: (row) => row.net, show: (row) => format.money(row.net), numeric: true },
    ],
    rows,
    body: () =>
      lineChart({
        x: rows.map(({ share }) => share * 100),
        lines: [{ label: t.net, color: 'var(--accent)', values: rows.map(({ net }) => net), area: true }],
        formatX: (x) => `${t.addressed} ${format.percent(Number(x) / 100)}`,
        tickX: (x) => `${Math.round(Number(x))}%`,
        formatY: format.compactMoney,
        label: t.offers,
        unitX: t.addressed,
      }),
  });
}
