import { bars } from '../../components/bars.ts';
import { colorAt, figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import { nameOf } from '../../components/terms.ts';
import type { MakeUp, SegmentData } from '../../loaders/segment.ts';
import type { Context } from './context.ts';

/** What another table says of the members, beside all customers. */
export function makeUp(kind: MakeUp['kind'], data: SegmentData, context: Context): HTMLElement {
  const { t, terms, format, language } = context;
  const rows = data.makeUp.filter((row) => row.kind === kind);
  const what = t.kinds[kind];
  const name = (row: MakeUp) => nameOf(row.name, language);
  const [most] = rows;
  return figure(context, {
    name: kind,
    title: most ? t.makeUpTitle(what, name(most), format.percent(most.share)) : what,
    sentence: t.makeUpSentence(what),
    columns: [
      { label: what, value: name },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: terms.share,
        value: (row) => row.share,
        show: (row) => format.percent(row.share),
        numeric: true,
      },
      { label: t.ofAll, value: (row) => row.lift, show: (row) => format.tenths(row.lift), numeric: true },
    ],
    rows,
    body: () =>
      bars(
        rows.map((row) => ({
          label: name(row),
          note: t.times(format.tenths(row.lift)),
          value: row.customers,
          color: colorAt(data.segment.segment - 1),
          text: format.count(row.customers),
          extra: html`<span class="x">${format.percent(row.share)}</span>`,
          tip: [name(row), t.customerN(format.count(row.customers)), t.times(format.tenths(row.lift))],
        })),
      ),
  });
}
