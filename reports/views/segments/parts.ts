import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import { isUnknown, nameOf } from '../../components/terms.ts';
import type { Part } from '../../loaders/segments.ts';
import type { Context, NamedSegment } from './context.ts';

/** From here a part weighs so much more than with all customers that it is worth a title. */
const noticeable = 1.2;
/** A part this small is not what a segment is about. */
const smallest = 0.02;

/** Why a segment has none of a kind: it bought nothing lately, or only what was free, or its orders have no lines. */
export const whyNone = (
  segment: string,
  own: readonly Pick<Part, 'kind'>[],
  t: Pick<Context['t'], 'noRevenue' | 'noLines'>,
): string =>
  // an order has a channel, be it an unknown one
  own.some(({ kind }) => kind === 'channel') ? t.noLines(segment) : t.noRevenue(segment);

/** Where one segment's revenue of a year comes from, beside all customers. */
export function parts(
  kind: Part['kind'],
  segment: NamedSegment | undefined,
  all: readonly Part[],
  context: Context,
): HTMLElement {
  const { t, terms, format, language } = context;
  const own = all.filter((part) => part.segment === segment?.segment);
  const rows = own.filter((part) => part.kind === kind);
  const [first] = rows
    .filter(({ share, name }) => share >= smallest && !isUnknown(name))
    .toSorted((a, b) => b.lift - a.lift);
  const name = (row: Part) => nameOf(row.name, language);
  const what = { channel: terms.channel, category: t.category, product: t.product }[kind];
  return figure(context, {
    name: kind,
    title:
      segment && first && rows.length > 1
        ? first.lift >= noticeable
          ? t.favours(segment.name, name(first), format.number(first.lift))
          : t.alike(segment.name, what)
        : kind === 'channel'
          ? t.channels
          : t.buys,
    sentence: t.partsSentence(what),
    ...(segment ? { empty: whyNone(segment.name, own, t) } : {}),
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
        rows.map((row) => ({
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
