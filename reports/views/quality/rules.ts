import { figure } from '../../components/figure.ts';
import { nameOf, ownerOf } from '../../components/terms.ts';
import type { RuleWeek } from '../../loaders/quality.ts';
import { type QualityContext } from './context.ts';
import { rate, tally } from './tally.ts';

export function rules(rows: readonly RuleWeek[], context: QualityContext): HTMLElement {
  const { t, format, language } = context;
  const about = new Map(rows.map((row) => [`${row.rule}\t${row.source}`, row]));
  const results = [...tally(rows, ({ rule, source }) => `${rule}\t${source}`)]
    .flatMap(([key, sum]) => {
      const row = about.get(key);
      return row ? [{ ...row, tested: sum.tested, failed: sum.failed, rate: rate(sum) }] : [];
    })
    .sort((a, b) => b.rate - a.rate || b.failed - a.failed);
  const broken = results.filter(({ failed }) => failed > 0).length;
  const name = (rule: string) => t.rules[rule] ?? rule;
  return figure(context, {
    name: 'rules',
    title: results.length > 0 ? t.broken(format.count(broken), format.count(results.length)) : t.ruleResults,
    sentence: t.ruleSentence,
    empty: t.noRules,
    isTable: true,
    body: () => '',
    columns: [
      { label: t.rule, value: (row) => name(row.rule) },
      { label: t.dimension, value: (row) => nameOf(row.dimension, language) },
      { label: t.source, value: (row) => row.source },
      { label: t.owner, value: (row) => ownerOf(row.owner, language) },
      { label: t.tested, value: (row) => row.tested, show: (row) => format.count(row.tested), numeric: true },
      { label: t.failed, value: (row) => row.failed, show: (row) => format.count(row.failed), numeric: true },
      { label: t.rate, value: (row) => row.rate, show: (row) => format.percent(row.rate), numeric: true },
    ],
    rows: results,
  });
}
