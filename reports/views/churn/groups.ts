import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import { nameOf } from '../../components/terms.ts';
import type { ChurnData } from '../../loaders/churn.ts';
import { type Context, reasonName } from './context.ts';

interface Group {
  readonly name: string;
  readonly customers: number;
  readonly atRisk?: number;
  readonly probability?: number;
}

interface Groups {
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
  readonly empty: string;
  readonly label: string;
  readonly rows: readonly Group[];
  /** what the bars are long by */
  readonly by: 'customers' | 'atRisk';
}

/** Groups of customers as bars, with what is at risk. */
function groups(context: Context, { rows, label, by, ...texts }: Groups): HTMLElement {
  const { t, terms, format } = context;
  const money = (row: Group) => (row.atRisk === undefined ? '' : format.compactMoney(row.atRisk));
  const count = (row: Group) => terms.customerCount(format.count(row.customers));
  const chance = (row: Group) =>
    row.probability === undefined ? '' : `${t.mean} ${format.percent(row.probability)}`;
  return figure(context, {
    ...texts,
    columns: [
      { label, value: (row) => row.name },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      ...(rows.some(({ probability }) => probability !== undefined)
        ? [
            {
              label: t.mean,
              value: (row: Group) => row.probability ?? null,
              show: (row: Group) => format.percent(row.probability ?? 0),
              numeric: true,
            },
          ]
        : []),
      ...(rows.some(({ atRisk }) => atRisk !== undefined)
        ? [
            {
              label: t.atRisk,
              value: (row: Group) => row.atRisk ?? null,
              show: (row: Group) => format.money(row.atRisk ?? 0),
              numeric: true,
            },
          ]
        : []),
    ],
    rows,
    body: () =>
      bars(
        rows.map((row) => ({
          label: row.name,
          note: by === 'atRisk' ? `${count(row)} · ${chance(row)}` : '',
          value: row[by] ?? 0,
          text: by === 'atRisk' ? money(row) : format.count(row.customers),
          ...(by === 'customers' && row.atRisk !== undefined
            ? { extra: html`<small>${money(row)}</small>` }
            : {}),
          tip: [row.name, count(row), ...(row.atRisk === undefined ? [] : [`${t.atRisk}: ${money(row)}`])],
        })),
      ),
  });
}

export function bands({ bands: rows, totals }: ChurnData, context: Context): HTMLElement {
  const { t, format } = context;
  return groups(context, {
    name: 'bands',
    title: totals ? t.bandsTitle(format.percent(totals.high / totals.customers)) : t.bands,
    sentence: t.bandsSentence,
    empty: t.unknown,
    label: t.band,
    rows: rows.map(({ band, ...row }) => ({ ...row, name: t.bandNames[band] ?? band })),
    by: 'customers',
  });
}

export function reasons({ reasons: rows }: ChurnData, context: Context): HTMLElement {
  const { t } = context;
  const named = rows.map(({ reason, customers }) => ({ name: reasonName(context, reason), customers }));
  return groups(context, {
    name: 'reasons',
    title: named[0] ? t.reasonsTitle(named[0].name) : t.reasons,
    sentence: t.reasonsSentence,
    empty: t.noReasons,
    label: t.reason,
    rows: named,
    by: 'customers',
  });
}

export function warnings(data: ChurnData, context: Context): HTMLElement {
  const { t } = context;
  return groups(context, {
    name: 'warnings',
    ...warningTexts(data, context),
    empty: t.noWarnings,
    label: t.warning,
    by: 'customers',
  });
}

/** Early warnings in words; where no chance of leaving is known, neither is what is at risk. */
export function warningTexts(
  { warnings: rows, warned, totals }: Pick<ChurnData, 'warnings' | 'warned' | 'totals'>,
  { t, format }: Pick<Context, 't' | 'format'>,
): Pick<Groups, 'title' | 'sentence' | 'rows'> {
  const title = totals ? t.warningsTitle : t.signsTitle;
  return {
    title: warned > 0 ? title(format.count(warned)) : t.warnings,
    sentence: totals ? t.warningsSentence : t.signsSentence,
    rows:
      warned > 0
        ? rows.map(({ warning, customers, atRisk }) => ({
            name: t.warningNames[warning] ?? warning,
            customers,
            ...(totals ? { atRisk } : {}),
          }))
        : [],
  };
}

export function segments({ segments: rows }: ChurnData, context: Context): HTMLElement {
  const { t, format, language } = context;
  const named = rows.map(({ segment, ...row }) => ({ ...row, name: nameOf(segment, language) }));
  return groups(context, {
    name: 'segments',
    title: named[0] ? t.segmentsTitle(named[0].name, format.compactMoney(named[0].atRisk)) : t.segments,
    sentence: t.segmentsSentence,
    empty: t.unknown,
    label: t.segment,
    rows: named,
    by: 'atRisk',
  });
}
