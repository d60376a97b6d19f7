/** What words in labels say, in English, Chinese and the languages around; in whatever case and width. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s*,\s*/));

const yes = words(
  '1, 1.0, true, yes, y, t, 是, 是的, 有, 对, ja, oui, sí, si, sim, da, да, tak, evet, はい, 예, 네',
);
const no = words(
  '0, 0.0, false, no, n, f, 否, 不, 不是, 无, 没有, nein, non, não, nej, nee, нет, nie, hayır, いいえ, 아니오',
);

const left = words(`
  left, churned, churn, churner, lost, gone, fraud, fraudulent, exited, quit, cancelled, canceled, inactive, lapsed, attrited, attrition,
  attrited customer, closed, terminated, resigned, expired, not renewed, bad, default, defaulted, charged off,
  流失, 已流失, 流失客户, 离开, 离网, 退订, 不活跃, 离职, 已离职, 退保, 已退保, 销户, 已销户, 取消, 已取消, 违约, 已违约, 欺诈, 坏
`);
const stayed = words(`
  stayed, stay, retained, kept, active, current, existing, existing customer, not churned, no churn, non-churner,
  not left, open, employed, renewed, good, ok, okay, genuine, legitimate, paid, fully paid, paid off, not default, no default, not defaulted,
  留存, 已留存, 留存客户, 未流失, 没流失, 保留, 在网, 活跃, 在职, 未离职, 未退保, 续保, 正常, 正常客户, 未违约, 好
`);

const pleased = words(`
  positive, pos, good, great, excellent, satisfied, happy, recommended, promoter, promoters, 👍, 推荐者, 满意, 基本满意, 好评, 正面, 积极, 正向, 好, 不错, 优, 优秀, 推荐, 力荐,
  positiv, positif, positivo, gut, bon, zufrieden, satisfait, satisfecho, satisfeito, soddisfatto
`);
const displeased = words(`
  negative, neg, bad, poor, terrible, awful, dissatisfied, unsatisfied, not satisfied, not very satisfied, unhappy, not recommended,
  detractor, detractors, 👎, 贬损者,
  不满意, 不太满意, 不满, 差评, 负面, 消极, 负向, 差, 不好, 不推荐, negativ, négatif, negatif, negativo, schlecht, mauvais,
  unzufrieden, insatisfait, insatisfecho, insatisfeito, insoddisfatto
`);
const between = words(`
  neutral, neu, neutre, neutro, passive, passives, 中, 中立者, 被动者, mixed, average, fair, neither satisfied nor dissatisfied, 中性, 中评, 一般, 中立, 普通, 中等, 尚可, 还行, 还可以,
  so-so, soso, so so
`);
const together = words('match, matched, same, duplicate, 匹配, 相同, 同一人, 重复');
const apart = words(
  'non-match, non match, nonmatch, no match, not a match, unmatched, different, distinct, 不匹配, 不同',
);
/** How pleased or displeased: what stands before the word does not change its side. */
const degree =
  /^(?:非常|十分|特别|极其|相当|比较|很|较|极|(?:very|extremely|highly|strongly|completely|quite|rather|somewhat|slightly|mostly|sehr|très|muy|muito|molto)[ _-])/;

/** A label may end as a sentence does, and a thumb have a colour. */
const folded = (label: string): string =>
  label
    .normalize('NFKC')
    .replace(/[\uFE0F\p{Emoji_Modifier}]/gu, '')
    .trim()
    .replace(/\s*[.。]$/, '')
    .toLowerCase();
const isOf = (label: string, ...sets: readonly ReadonlySet<string>[]) =>
  sets.some((set) => set.has(folded(label)));

/** Which side of a question a label is on: 1 is the positive one; undefined where the word is not known. */
export type Side = 0 | 1 | undefined;

/** What a header asks where yes is to have stayed: Retained, is_active, 是否留存; not Inactive, 未续费. */
const staying =
  /(?<![\p{L}])(?:is)?(?:retained|retention|retains?|stayed|stays?|staying|renewed|renewals?|renews?|active|loyal|existing|current|employed)(?![\p{L}])|留存|续费|续约|续保|续订|续签|活跃|在网|在职|保留|复购|回购/u;
/** Words that turn such a question round, or ask another. */
const denying = [...left, 'not', 'no', 'non', 'never', 'declined', 'refused', 'delinquent'];
const isHan = (word: string): boolean => /\p{Script=Han}/u.test(word);
const denied = new RegExp(
  `(?<!\\p{L})(?:${denying.filter((word) => !isHan(word)).join('|')})(?!\\p{L})|[未不没非无]|${denying.filter(isHan).join('|')}`,
  'u',
);

/** Whether the header of a label asks who stayed, so that its yes, or the larger of two numbers, is to stay. */
export function asksWhoStayed(header: string): boolean {
  const words = header
    .normalize('NFKC')
    .replace(/(\p{Ll})(?=\p{Lu})|_/gu, '$1 ')
    .toLowerCase();
  return staying.test(words) && !denied.test(words);
}

/** Whether a customer left; `isStaying` where the label's header asks who stayed. */
export function churnSide(label: string, isStaying = false): Side {
  if (isOf(label, yes)) return isStaying ? 0 : 1;
  if (isOf(label, no)) return isStaying ? 1 : 0;
  return isOf(label, left) ? 1 : isOf(label, stayed) ? 0 : undefined;
}

/** Whether a comment is pleased; `between` where it is neither. */
export function sentimentSide(label: string): Side | 'between' {
  if (isOf(label, between)) return 'between';
  const word = folded(label).replace(degree, '');
  if (isOf(label, yes) || isOf(word, pleased)) return 1;
  return isOf(label, no) || isOf(word, displeased) ? 0 : undefined;
}

/** Whether two records are one, as a label of the pair says. */
export function pairSide(label: string): Side {
  if (isOf(label, yes, together)) return 1;
  return isOf(label, no, apart) ? 0 : undefined;
}

/** The labels that were named as positive: one of those that occur, or several with | between. */
export const namedLabels = (named: string, labels: readonly string[] = []): readonly string[] =>
  labels.includes(named) ? [named] : named.split('|').map((one) => one.trim());
