import { channelNames } from '../../components/consent.ts';
import { figure } from '../../components/figure.ts';
import { nameOf } from '../../components/terms.ts';
import type { ChurnData } from '../../loaders/churn.ts';
import { type Context, reasonName } from './context.ts';

/** Whom to win back first, why they leave and what to do. */
export function list(data: ChurnData, context: Context): HTMLElement {
  const { t, format, language } = context;
  const { list: rows, listed } = data;
  const why = (reasons: readonly (string | null)[]) =>
    reasons.flatMap((code) => (code ? [reasonName(context, code)] : [])).join(' · ');
  const action = ({ action: code, product, consent }: ChurnData['list'][number]) => {
    const said = code === 'recommend' && product ? t.recommendProduct(product) : (t.actions[code] ?? code);
    // an answer to a complaint is no marketing
    return consent === 'not_asked' && code !== 'settle_complaint' ? t.afterConsent(said) : said;
  };
  const kind = ({ segment, kindEn, kindZh }: ChurnData['list'][number]) =>
    [segment ? nameOf(segment, language) : null, language === 'en' ? kindEn : kindZh]
      .filter((one) => one !== null)
      .join(' · ') || '–';
  return figure(context, {
    name: 'win-back',
    title: rows.length > 0 ? t.listTitle(format.count(listed)) : t.list,
    sentence: listSentence(data, context),
    empty: emptyList(data, context),
    isTable: true,
    body: () => '',
    columns: [
      { label: t.customer, value: (row) => row.customer },
      {
        label: t.predicted,
        value: (row) => row.probability,
        show: (row) => format.percent(row.probability),
        numeric: true,
      },
      { label: t.atRisk, value: (row) => row.atRisk, show: (row) => format.money(row.atRisk), numeric: true },
      { label: t.reason, value: (row) => why(row.reasons), wraps: true },
      { label: t.action, value: (row) => action(row), wraps: true },
      {
        label: t.segment,
        // the k-means segment is searched and saved too; beside the other there is no room for it
        value: (row) => kind(row),
        show: (row) => (row.segment ? nameOf(row.segment, language) : '–'),
        wraps: true,
      },
      { label: t.last, value: (row) => row.last, show: (row) => format.date(row.last) },
      {
        label: t.channels,
        value: ({ channels, consent }) =>
          channels === null
            ? consent === 'refused'
              ? t.refused
              : t.askFirst
            : channelNames(channels, language),
        wraps: true,
      },
    ],
    rows,
  });
}

/** Who is on the list, how many are shown where any are, and why no others. */
export const listSentence = (
  data: Pick<ChurnData, 'list' | 'totals' | 'listed' | 'notListed'>,
  context: Pick<Context, 't' | 'format'>,
): string =>
  [
    context.t.listSentence,
    data.list.length > 0 ? context.t.listShown(context.format.count(data.list.length)) : null,
    reconciled(data, context),
  ]
    .filter(Boolean)
    .join(' ');

/** What stands in the place of a list of nobody: what is worth an offer may be left out, as the sentence above says. */
export const emptyList = (
  data: Pick<ChurnData, 'totals' | 'listed' | 'notListed'>,
  context: Pick<Context, 't' | 'format'>,
): string => (reconciled(data, context) === null ? context.t.noList : context.t.noneListed);

/** Why the list is shorter than the number of those worth an offer; null where it is not. */
export function reconciled(
  { totals, listed, notListed }: Pick<ChurnData, 'totals' | 'listed' | 'notListed'>,
  { t, format }: Pick<Context, 't' | 'format'>,
): string | null {
  if (!totals || !notListed) return null;
  const { recent, low, refused, leastSilenceDays } = notListed;
  const why = [
    ...(recent > 0 ? [t.leftRecent(format.count(recent), format.count(leastSilenceDays))] : []),
    ...(low > 0 ? [t.leftLow(format.count(low))] : []),
    ...(refused > 0 ? [t.leftRefused(format.count(refused))] : []),
  ];
  if (why.length === 0) return null;
  return t.leftOut(format.count(totals.worthwhile), format.count(listed), why);
}
