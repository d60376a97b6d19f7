import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import type { IdentityData, Weight } from '../../loaders/identity.ts';
import { agreementOf, bits, type Context, levelOf, nameOf } from './context.ts';

/** What each level of agreement on each field weighs. */
export function weights(data: IdentityData, context: Context): HTMLElement {
  const { t, format } = context;
  const most = [...data.weights].sort((a, b) => b.weight - a.weight)[0];
  const label = ({ field, level }: Weight) => agreementOf(context, field, level);
  return figure(context, {
    name: 'weights',
    title: most ? t.weightsTitle(nameOf(context, most.field), format.tenths(most.weight)) : t.weights,
    sentence: t.weightsSentence,
    empty: t.noModel,
    columns: [
      { label: t.field, value: (row) => nameOf(context, row.field) },
      { label: t.level, value: (row) => levelOf(context, row.level) },
      { label: t.ofOne, value: (row) => row.m, show: (row) => format.percent(row.m), numeric: true },
      { label: t.ofTwo, value: (row) => row.u, show: (row) => format.percent(row.u), numeric: true },
      {
        label: t.weight,
        value: (row) => row.weight,
        show: (row) => bits(context, row.weight),
        numeric: true,
      },
    ],
    rows: data.weights,
    body: () =>
      bars(
        data.weights
          .filter(({ weight }) => Math.abs(weight) >= 0.05)
          .map((row) => ({
            label: label(row),
            value: row.weight,
            text: bits(context, row.weight),
            color: row.weight < 0 ? 'var(--c1)' : 'var(--accent)',
            tip: [
              label(row),
              t.said(t.ofOne, format.percent(row.m)),
              t.said(t.ofTwo, format.percent(row.u)),
              t.said(t.weight, bits(context, row.weight)),
            ],
          })),
      ),
  });
}
