import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import type { Trait } from '../../loaders/segments.ts';
import { type Context, featureOf, type NamedSegment } from './context.ts';

/** The segments as a table: what a member is like, and who came and left. */
export function profiles(
  segments: readonly NamedSegment[],
  traits: readonly Trait[],
  context: Context,
): HTMLElement {
  const { t, terms, format } = context;
  const features = [...new Set(traits.map(({ feature }) => feature))];
  const rows = segments.filter(({ customers }) => customers > 0);
  const grown = rows.toSorted((a, b) => b.entered - b.left - (a.entered - a.left))[0];
  const gain = grown ? grown.entered - grown.left : 0;
  return figure(context, {
    name: 'profiles',
    title: grown && gain > 0 ? t.grew(grown.name, format.count(gain)) : t.profiles,
    sentence: t.profilesSentence,
    isTable: true,
    body: () => '',
    columns: [
      {
        label: t.segment,
        value: ({ name }) => name,
        show: ({ segment, name, color }) =>
          html`<span class="chip" style=${{ '--k': color }}><a href=${`segment-${segment}.html`}>${name}</a></span>`,
      },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.perCustomer,
        value: (row) => row.revenue12m / row.customers,
        show: (row) => format.compactMoney(row.revenue12m / row.customers),
        numeric: true,
      },
      ...features.map((feature) => {
        const { label, show } = featureOf(feature, context);
        const of = (row: NamedSegment) =>
          traits.find((trait) => trait.segment === row.segment && trait.feature === feature)?.median ?? null;
        return { label, value: of, show: (row: NamedSegment) => show(of(row)), numeric: true };
      }),
      {
        label: t.fresh,
        value: (row) => row.fresh,
        show: (row) => format.count(row.fresh),
        numeric: true,
      },
      {
        label: t.entered,
        value: (row) => row.entered,
        show: (row) => format.count(row.entered),
        numeric: true,
      },
      {
        label: t.left,
        value: (row) => row.left,
        show: (row) => format.count(row.left),
        numeric: true,
      },
      {
        label: t.kept,
        value: (row) => row.kept,
        show: (row) => (row.kept === null ? '–' : format.percent(row.kept)),
        numeric: true,
      },
    ],
    rows,
  });
}
