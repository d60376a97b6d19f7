import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import { nameOf, ownerOf } from '../../components/terms.ts';
import type { CheckRow, QualityData, StageRow } from '../../loaders/quality.ts';
import type { QualityContext } from './context.ts';

/** What came in equals what went on, what was refused and what was repeated. */
const adds = (row: StageRow) => row.rowsIn === row.landed + row.dead + row.duplicate;

const chip = (text: string, color: string) =>
  html`<span class="chip" style=${{ '--k': color }}>${text}</span>`;

/** Reconciliation of each stage, refused messages and freshness. */
export function stages(data: QualityData, context: QualityContext): HTMLElement {
  const { t, format, language } = context;
  const dead = data.stages.filter(({ stage }) => stage !== 'staging').reduce((sum, row) => sum + row.dead, 0);
  const open = data.stages.filter((row) => !adds(row)).length;
  const count = (label: string, value: (row: StageRow) => number) => ({
    label,
    value,
    show: (row: StageRow) => format.count(value(row)),
    numeric: true,
  });
  return figure(context, {
    name: 'stages',
    title: open === 0 ? t.reconciled(format.count(dead)) : t.notReconciled(format.count(open)),
    sentence: t.stageSentence,
    empty: t.noStages,
    isTable: true,
    body: () => '',
    columns: [
      { label: t.stage, value: (row) => nameOf(row.stage, language) },
      { label: t.name, value: (row) => row.name },
      count(t.rowsIn, (row) => row.rowsIn),
      count(t.landed, (row) => row.landed),
      count(t.dead, (row) => row.dead),
      count(t.duplicate, (row) => row.duplicate),
      {
        label: t.addsUp,
        value: (row) => (adds(row) ? t.yes : t.no),
        show: (row) => chip(adds(row) ? t.yes : t.no, adds(row) ? 'var(--good)' : 'var(--bad)'),
      },
      {
        label: t.freshness,
        value: (row) => row.freshness,
        show: (row) => freshnessText(row.freshness, context),
        numeric: true,
      },
    ],
    rows: data.stages,
  });
}

const tone: Readonly<Record<string, string>> = {
  pass: 'var(--good)',
  warn: 'var(--c5)',
  error: 'var(--bad)',
};

/** Every check that ran before publishing, failing ones first. */
export function checks(data: QualityData, context: QualityContext): HTMLElement {
  const { t, format, language } = context;
  const failing = data.checks.filter(({ status }) => status !== 'pass').length;
  const status = (row: CheckRow) => t.statuses[row.status] ?? row.status;
  return figure(context, {
    name: 'checks',
    title:
      failing > 0
        ? t.checksFailing(format.count(failing), format.count(data.checks.length))
        : t.checksPass(format.count(data.checks.length)),
    sentence: t.checkSentence,
    empty: t.noChecks,
    isTable: true,
    body: () => '',
    columns: [
      {
        label: t.check,
        value: (row) => row.name,
        show: (row) => html`<span class="mono">${row.name}</span>`,
      },
      { label: t.status, value: status, show: (row) => chip(status(row), tone[row.status] ?? 'var(--c4)') },
      {
        label: t.failures,
        value: (row) => row.failures,
        show: (row) => format.count(row.failures),
        numeric: true,
      },
      {
        label: t.table,
        value: (row) => row.table,
        show: (row) => html`<span class="mono">${row.table}</span>`,
      },
      { label: t.meaning, value: (row) => row.means[language] },
      { label: t.owner, value: (row) => ownerOf(row.owner, language) },
    ],
    rows: data.checks,
  });
}

/** Hours, from two days on in days: 22,599 hours say nothing to anybody. */
export function freshnessText(
  hours: number | null,
  { t, format }: Pick<QualityContext, 't' | 'format'>,
): string {
  if (hours === null) return '–';
  return hours < 48 ? t.hours(format.number(hours)) : t.days(format.count(hours / 24));
}
