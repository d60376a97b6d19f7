import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { nameOf } from '../../components/terms.ts';
import type { ProductsData, SegmentPotential } from '../../loaders/products.ts';
import { type Context, productName } from './context.ts';

/** The new products that suit most customers next. */
export function next(data: ProductsData, context: Context): HTMLElement {
  const { t, terms, format } = context;
  const first = data.next[0];
  const money = (potential: number) => (data.potential > 0 ? format.money(potential) : '–');
  return figure(context, {
    name: 'next',
    title: first ? t.nextTitle(productName(data, first.sku), format.count(first.customers)) : t.next,
    sentence: t.nextSentence,
    empty: t.noNext,
    columns: [
      { label: t.product, value: (row) => productName(data, row.sku) },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.chance,
        value: (row) => row.chance,
        show: (row) => format.percent(row.chance),
        numeric: true,
      },
      {
        label: t.potential,
        value: (row) => row.potential,
        show: (row) => money(row.potential),
        numeric: true,
      },
    ],
    rows: data.next,
    body: () =>
      bars(
        data.next.map((row) => ({
          label: productName(data, row.sku),
          note: `${t.chance} ${format.percent(row.chance)}`,
          value: row.customers,
          text: format.count(row.customers),
          tip: [productName(data, row.sku), `${t.potential}: ${money(row.potential)}`],
        })),
      ),
  });
}

/** What new products may bring, by RFM segment. */
export function potential(data: ProductsData, context: Context): HTMLElement {
  const { t, terms, format, language } = context;
  const first = data.segments[0];
  const rows = segmentsTold(data);
  return figure(context, {
    name: 'potential',
    title: first ? potentialTitle(first, context) : t.segments,
    sentence: t.segmentsSentence(
      data.horizonDays === null ? t.potentialIfAgain : t.potentialWithin(format.count(data.horizonDays)),
    ),
    empty: data.segments.length > 0 ? t.insightUnknown : t.noNext,
    columns: [
      { label: t.segment, value: (row) => nameOf(row.segment, language) },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.potential,
        value: (row) => row.potential,
        show: (row) => format.money(row.potential),
        numeric: true,
      },
    ],
    rows,
    body: () =>
      bars(
        rows.map((row) => ({
          label: nameOf(row.segment, language),
          note: terms.customerCount(format.count(row.customers)),
          value: row.potential,
          text: format.compactMoney(row.potential),
          tip: [nameOf(row.segment, language), `${t.potential}: ${format.money(row.potential)}`],
        })),
      ),
  });
}

/** The segments whose potential may be shown: none where it is nothing in all, which nobody knows. */
export const segmentsTold = ({
  potential,
  segments,
}: Pick<ProductsData, 'potential' | 'segments'>): readonly SegmentPotential[] =>
  potential > 0 ? segments : [];

/** Where most is to be had; where the most is nothing, nothing is known of any segment. */
export function potentialTitle(
  { segment, potential: most }: Pick<SegmentPotential, 'segment' | 'potential'>,
  { t, format, language }: Pick<Context, 't' | 'format' | 'language'>,
): string {
  return most > 0 ? t.segmentsTitle(nameOf(segment, language), format.compactMoney(most)) : t.noPotential;
}
