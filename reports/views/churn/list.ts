import { channelNames } from '../../components/consent.ts';
import { figure } from '../../components/figure.ts';
import { nameOf } from '../../components/terms.ts';
import type { ChurnData } from '../../loaders/churn.ts';
import { type Context, reasonName } from './context.ts';

/** Whom to win back first, why they leave and what to do. */
export function list({ list: rows, listed }: ChurnData, context: Context): HTMLElement {
  const { t, format, language } = context;
  const why = (reasons: readonly (string | null)[]) =>
    reasons.flatMap((code) => (code ? [reasonName(context, code)] : [])).join(' · ');
  const action = ({ action: code, sku, channels }: ChurnData['list'][number]) => {
    const said = code === 'recommend' && sku ? t.recommendSku(sku) : (t.actions[code] ?? code);
    // an answer to a complaint is no marketing
    return channels === null && code !== 'settle_complaint' ? t.afterConsent(said) : said;
  };
  const kind = ({ segment, kindEn, kindZh }: ChurnData['list'][number]) =>
    [segment ? nameOf(segment, language) : null, language === 'en' ? kindEn : kindZh]
      .filter((one) => one !== null)
      .join(' · ') || '–';
  return figure(context, {
    name: 'win-back',
    title: rows.length > 0 ? t.listTitle(format.count(listed)) : t.list,
    sentence: t.listSentence(format.count(rows.length)),
    empty: t.noList,
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
        value: (row) => (row.channels === null ? t.askFirst : channelNames(row.channels, language)),
        wraps: true,
      },
    ],
    rows,
  });
}
