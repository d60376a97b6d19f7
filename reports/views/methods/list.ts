import { figure } from '../../components/figure.ts';
import type { MethodsData } from '../../loaders/methods.ts';
import { type Context, candidateName } from './context.ts';

/** Every model with its current fit. */
export function list({ models }: MethodsData, context: Context): HTMLElement {
  const { t, format } = context;
  return figure(context, {
    name: 'models',
    title: models.length > 0 ? t.modelsTitle(format.count(models.length)) : t.models,
    sentence: t.modelsSentence,
    empty: t.noModels,
    isTable: true,
    body: () => '',
    columns: [
      { label: t.model, value: (row) => t.modelNames[row.model] ?? row.model },
      { label: t.chosen, value: (row) => candidateName(context, row.chosen) },
      { label: t.fittedOn, value: (row) => row.asOf, show: (row) => format.date(row.asOf) },
      { label: t.fittedRows, value: (row) => row.rows, show: (row) => format.count(row.rows), numeric: true },
      {
        label: t.fits,
        value: (row) => row.fits.length,
        show: (row) => format.count(row.fits.length),
        numeric: true,
      },
      {
        label: t.drift,
        value: (row) => row.drift,
        show: (row) => (row.drift === null ? t.notWatched : format.digits(row.drift)),
        numeric: true,
      },
    ],
    rows: models,
  });
}
