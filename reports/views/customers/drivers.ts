import { figure } from '../../components/figure.ts';
import { intervals } from '../../components/intervals.ts';
import { nameOf } from '../../components/terms.ts';
import type { CustomersData, DriverRow } from '../../loaders/customers.ts';
import { type Context } from './context.ts';
import { driverWords } from './driverWords.ts';

const colors = {
  raises: 'var(--c2)',
  lowers: 'var(--c1)',
  unclear: 'var(--muted)',
  constant: 'var(--muted)',
  'too-few': 'var(--muted)',
};

/** The outcome that the sentence names while nobody has answered, or bought, yet. */
const usualOutcome = { satisfaction: 'csat', value: 'later_revenue' } as const;

/**
 * What goes with satisfaction, or with what customers buy later: effects with intervals; those within chance
 * are grey.
 */
export function drivers(kind: 'satisfaction' | 'value', data: CustomersData, context: Context): HTMLElement {
  const { format, language } = context;
  const words = driverWords[language];
  const { rows, outcome } = data.drivers[kind];
  const written = (value: number) => {
    const sign = value > 0 ? '+' : '';
    return kind === 'value'
      ? `${sign}${format.money(value)}`
      : `${sign}${value.toFixed(2).replace('-', '−')}`;
  };
  const plain = (value: number) => (kind === 'value' ? format.money(value) : value.toFixed(2));
  const name = ({ driver }: DriverRow) =>
    driver.startsWith('channel ')
      ? words.channel(nameOf(driver.slice('channel '.length), language))
      : (words.names[driver] ?? driver);
  const step = (row: DriverRow) =>
    row.kind === 'present'
      ? words.present(format.percent(row.mean))
      : words.more(
          row.driver.endsWith('_rate')
            ? format.points(row.step).replace(/^\+/, '')
            : row.driver.endsWith('_value')
              ? format.money(row.step)
              : `${format.number(row.step)}${words.units[row.driver] ?? ''}`,
        );
  const range = (row: DriverRow) => `${written(row.low ?? 0)} … ${written(row.high ?? 0)}`;
  const clear = rows.filter(({ verdict }) => verdict === 'raises' || verdict === 'lowers');
  const [first] = clear;
  const described = outcome
    ? words.described[kind](
        format.count(outcome.rows),
        plain(outcome.mean ?? 0),
        plain(outcome.median ?? 0),
        outcome.sd === null ? '–' : plain(outcome.sd),
        outcome.explained === null ? '–' : format.percent(outcome.explained),
      )
    : '';
  return figure(context, {
    name: `${kind}-drivers`,
    title: first
      ? words.found[kind](name(first), written(first.effect ?? 0))
      : rows.length > 0
        ? words.nothing[kind]
        : words.title[kind],
    sentence: `${words.sentence[outcome?.name ?? usualOutcome[kind]]} ${described}`,
    empty: words.tooFew[kind],
    columns: [
      { label: words.driver, value: (row) => name(row) },
      { label: words.step, value: (row) => step(row) },
      {
        label: words.effect,
        value: (row) => row.effect,
        show: (row) => written(row.effect ?? 0),
        numeric: true,
      },
      { label: words.low, value: (row) => row.low, show: (row) => written(row.low ?? 0), numeric: true },
      { label: words.high, value: (row) => row.high, show: (row) => written(row.high ?? 0), numeric: true },
      {
        label: words.p,
        value: (row) => row.p,
        show: (row) => ((row.p ?? 1) < 0.001 ? '< 0.001' : (row.p ?? 1).toFixed(3)),
        numeric: true,
      },
      { label: words.reading, value: (row) => row.verdict, show: (row) => words.verdicts[row.verdict] },
    ],
    rows,
    body: () =>
      intervals(
        rows.slice(0, 9).map((row) => ({
          label: name(row),
          note: step(row),
          value: row.effect ?? 0,
          low: row.low ?? 0,
          high: row.high ?? 0,
          text: written(row.effect ?? 0),
          color: colors[row.verdict],
          tip: [
            name(row),
            `${words.effect}: ${written(row.effect ?? 0)} (${range(row)})`,
            words.verdicts[row.verdict],
          ],
        })),
      ),
  });
}
