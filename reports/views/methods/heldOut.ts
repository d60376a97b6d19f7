import { figure } from '../../components/figure.ts';
import type { ModelCard } from '../../loaders/methods.ts';
import { type Context, candidateName } from './context.ts';

/** The candidates of the current fit on data that they had not seen. */
export function heldOut(model: ModelCard, context: Context): HTMLElement {
  const { t, format } = context;
  const names = [...new Set(model.heldOut.flatMap(({ figures }) => Object.keys(figures)))];
  const name = candidateName(context, model.chosen);
  const chosen = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return figure(context, {
    name: `held-out-${model.model}`,
    title:
      model.heldOut.length > 1
        ? t.heldOutTitle(chosen, format.count(model.heldOut.length))
        : t.heldOutOne(chosen),
    sentence: t.heldOutSentence,
    empty: t.noFigures,
    isTable: true,
    body: () => '',
    columns: [
      { label: t.candidate, value: (row) => candidateName(context, row.candidate) },
      ...names.map((name) => ({
        label: t.figures[name] ?? name,
        value: (row: ModelCard['heldOut'][number]) => row.figures[name] ?? null,
        show: (row: ModelCard['heldOut'][number]) => {
          const value = row.figures[name] ?? null;
          return value === null ? '–' : format.digits(value);
        },
        numeric: true,
      })),
    ],
    rows: model.heldOut,
  });
}
