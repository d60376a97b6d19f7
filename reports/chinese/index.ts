import { type Dictionary, dictionary } from '../components/locale.ts';
import { checks } from './checks.ts';
import { type ModelWords, models } from './models.ts';
import { chineseReason } from './reasons.ts';
import { events, tables } from './tables.ts';

export type { ModelWords };

export interface TableWords {
  /** what one row is */
  readonly grain: string;
  readonly description: string;
}

/** The words about a table in Chinese, if there are any. */
export function chineseTable(name: string): TableWords | undefined {
  const known = tables[name];
  if (known) return known;
  const said = events[name.replace(/^stg_/, '')];
  return said === undefined
    ? undefined
    : { grain: '事件', description: `${said}每个已落地事件一行，已定类型。` };
}

/** What a check means in Chinese, if it is known. */
export function chineseCheck(name: string, sentence: string): string | undefined {
  const key = /^Every row of (\S+) has its own (.+)\.$/.exec(sentence);
  if (key) return `${key[1]} 的每一行都有唯一的 ${key[2]}。`;
  const finite = /^Every figure of (\S+) is a finite number or unknown: (.+)\.$/.exec(sentence);
  return finite ? `${finite[1]} 的每个数值都是有限数，或未知：${finite[2]}。` : checks[name];
}

/** The words about a table in each language; those of the table's own file where there is no translation. */
export const tableWords = (name: string, english: TableWords): Dictionary<TableWords> =>
  dictionary(english, chineseTable(name) ?? english);

/** What a check means in each language. */
export const checkWords = (name: string, sentence: string): Dictionary<string> =>
  dictionary(sentence, chineseCheck(name, sentence) ?? sentence);

/** Why a candidate was chosen in each language. */
export const reasonWords = (reason: string): Dictionary<string> =>
  dictionary(reason, chineseReason(reason) ?? reason);

/** The card of a model in each language. */
export const modelWords = (model: string, english: ModelWords): Dictionary<ModelWords> =>
  dictionary(english, models[model] ?? english);
