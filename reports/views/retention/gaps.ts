import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { gapEnds, type RetentionData } from '../../loaders/retention.ts';
import { type Context } from './context.ts';

export function gaps(data: RetentionData, context: Context): HTMLElement {
  const { t, terms, format } = context;
  const all = data.gaps.reduce((sum, { orders }) => sum + orders, 0);
  const name = (bucket: number) => {
    const end = gapEnds[bucket];
    return end === undefined
      ? t.longer(String(gapEnds.at(-1)))
      : t.days(String((gapEnds[bucket - 1] ?? -1) + 1), String(end));
  };
  const rows = Array.from({ length: gapEnds.length + 1 }, (_, bucket) => ({
    bucket,
    orders: data.gaps.find((gap) => gap.bucket === bucket)?.orders ?? 0,
  }));
  return figure(context, {
    name: 'gaps',
    title: data.medianGap !== null ? t.half(format.count(data.medianGap)) : t.gaps,
    sentence: t.gapSentence,
    columns: [
      { label: t.gap, value: (row) => name(row.bucket) },
      {
        label: terms.orders,
        value: (row) => row.orders,
        show: (row) => format.count(row.orders),
        numeric: true,
      },
      {
        label: terms.share,
        value: (row) => row.orders / all,
        show: (row) => format.percent(row.orders / all),
        numeric: true,
      },
    ],
    rows: all > 0 ? rows : [],
    empty: t.noSecond,
    body: () =>
      bars(
        rows.map((row) => ({
          label: name(row.bucket),
          value: row.orders,
          text: format.percent(row.orders / all),
          tip: [name(row.bucket), `${terms.orders}: ${format.count(row.orders)}`],
        })),
      ),
  });
}
