import { figure, legend } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import { profilePlot } from '../../components/profilePlot.ts';
import type { Trait } from '../../loaders/segments.ts';
import { type Context, featureOf, type NamedSegment } from './context.ts';

/** Standard deviations from the mean of all that set nobody apart: those of one segment that is everybody. */
const negligible = 0.05;

export function snake(
  segments: readonly NamedSegment[],
  traits: readonly Trait[],
  context: Context,
): HTMLElement {
  const { t, format } = context;
  const features = [...new Set(traits.map(({ feature }) => feature))];
  const nameOf = (segment: number) => segments.find((one) => one.segment === segment)?.name ?? '';
  const rows = segments.flatMap(({ segment }) => traits.filter((trait) => trait.segment === segment));
  const [widest] = rows.toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z));
  return figure(context, {
    name: 'traits',
    title:
      widest && Math.abs(widest.z) > negligible
        ? t.apart(nameOf(widest.segment), featureOf(widest.feature, context).label)
        : t.traits,
    sentence: t.traitsSentence,
    legend: legend(segments.map(({ name, color }) => ({ label: name, color }))),
    columns: [
      { label: t.segment, value: (row) => nameOf(row.segment) },
      { label: t.feature, value: (row) => featureOf(row.feature, context).label },
      { label: t.deviations, value: (row) => row.z, show: (row) => format.tenths(row.z), numeric: true },
      {
        label: t.median,
        value: (row) => row.median,
        show: (row) => featureOf(row.feature, context).show(row.median),
        numeric: true,
      },
      {
        label: t.medianAll,
        value: (row) => row.medianAll,
        show: (row) => featureOf(row.feature, context).show(row.medianAll),
        numeric: true,
      },
    ],
    rows,
    body: () => [
      profilePlot({
        label: t.traits,
        rows: features.map((feature) => featureOf(feature, context).label),
        tick: format.number,
        profiles: segments.map(({ segment, name, color }) => {
          const own = features.map((feature) =>
            traits.find((trait) => trait.segment === segment && trait.feature === feature),
          );
          return {
            label: name,
            color,
            values: own.map((trait) => trait?.z ?? 0),
            tips: own.map((trait) => {
              if (!trait) return [name];
              const { label, show } = featureOf(trait.feature, context);
              return [
                name,
                `${label}: ${t.median} ${show(trait.median)}`,
                `${t.medianAll}: ${show(trait.medianAll)}`,
              ];
            }),
          };
        }),
      }),
      html`<p class="axes"><span>${t.less}</span><span>${t.more}</span></p>`,
    ],
  });
}
