import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import { nameOf } from '../../components/terms.ts';
import type { Part } from '../../loaders/segments.ts';
import type { Context, NamedSegment } from './context.ts';

interface Row {
  readonly name: string;
  readonly revenue: number;
  readonly share: number;
  /** share in this segment over the share in all of them */
  readonly lift: number;
}

const most = 8;
/** From here a part weighs so much more than with all customers that it is worth a title. */
const noticeable = 1.2;
/** A part this small is not what a segment is about. */
const smallest = 0.02;

function rowsOf(parts: readonly Part[], segment: number): readonly Row[] {
  const total = (list: readonly Part[]) => list.reduce((sum, { revenue }) => sum + revenue, 0);
  const own = parts.filter((part) => part.segment === segment);
  const [ownTotal, allTotal] = [total(own), total(parts)];
  if (ownTotal <= 0 || allTotal <= 0) return [];
  return own
    .map(({ name, revenue }) => {
      const share = revenue / ownTotal;
      const everywhere = total(parts.filter((part) => part.name === name)) / allTotal;
      return { name, revenue, share, lift: everywhere > 0 ? share / everywhere : 0 };
    })
    .sort((a, b) => b.revenue - a.revenue);
}

/** Where one segment's revenue of a year comes from, beside all customers. */
export function parts(
  kind: Part['kind'],
  segment: NamedSegment | undefined,
  all: readonly Part[],
  context: Context,
): HTMLElement {
  const { t, terms, format, language } = context;
  const rows = segment
    ? rowsOf(
        all.filter((part) => part.kind === kind),
        segment.segment,
      )
    : [];
  const [first] = rows.filter(({ share }) => share >= smallest).toSorted((a, b) => b.lift - a.lift);
  const name = (row: Row) => nameOf(row.name, language);
  const what = kind === 'channel' ? terms.channel : t.category;
  return figure(context, {
    name: kind,
    title:
      segment && first && rows.length > 1
        ? first.lift >= noticeable
          ? t.favours(segment.name, name(first), format.number(first.lift))
          : t.alike(segment.name, what)
        : kind === 'channel'
          ? t.channels
          : t.categories,
    sentence: t.partsSentence(what),
    columns: [
      { label: what, value: name },
      {
        label: terms.revenue,
        value: (row) => row.revenue,
        show: (row) => format.money(row.revenue),
        numeric: true,
      },
      {
        label: terms.share,
        value: (row) => row.share,
        show: (row) => format.percent(row.share),
        numeric: true,
      },
      { label: t.lift, value: (row) => row.lift, show: (row) => format.tenths(row.lift), numeric: true },
    ],
    rows,
    body: () =>
      bars(
        rows.slice(0, most).map((row) => ({
          label: name(row),
          note: t.times(format.tenths(row.lift)),
          value: row.revenue,
          color: segment?.color ?? 'var(--accent)',
          text: format.compactMoney(row.revenue),
          extra: html`<span class="x">${format.percent(row.share)}</span>`,
          tip: [
            name(row),
            `${terms.revenue}: ${format.money(row.revenue)}`,
            t.times(format.tenths(row.lift)),
          ],
        })),
      ),
  });
}
