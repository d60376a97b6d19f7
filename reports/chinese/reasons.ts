/** What models say of their fits, a sentence each: template in English → in Chinese, with the same {names}. */
export const sentences: Readonly<Record<string, string>> = {
  // churn
  'No horizon with customers before it is over: nobody is known to have left or stayed.':
    '尚无一个有客户的期限已经结束：不知道谁流失、谁留下。',
  'Too few {what} ({count}, where {least} are needed): everybody gets the share that left.':
    '{what}太少（{count} 位，至少需要 {least} 位）：所有人取流失占比。',
  'At {date} neither model, nor recency alone ({recency}), beats the share that left before (log loss {loss}) by more than chance: everybody gets the share.':
    '在 {date}，两个模型与仅凭最近购买时间（{recency}）都没有超出随机波动地优于此前的流失占比（对数损失 {loss}）：所有人取流失占比。',
  'At {date} neither model beats recency alone ({recency}) by more than chance.':
    '在 {date}，两个模型都没有超出随机波动地优于仅凭最近购买时间（{recency}）。',
  'At {date} the chances of boosted trees ({best}) are better than those by recency alone ({recency}).':
    '在 {date}，提升树给出的可能性（{best}）优于仅凭最近购买时间（{recency}）。',
  'At {date} the chances of logistic regression ({best}) are better than those by recency alone ({recency}).':
    '在 {date}，逻辑回归给出的可能性（{best}）优于仅凭最近购买时间（{recency}）。',
  // segments
  'There is no customer with an order yet: all who come are one segment.':
    '还没有下过单的客户：所有新来的客户同属一个分群。',
  'Customers with an order ({customers}) differ in so little that they make one segment.':
    '{customers} 位下过单的客户差别甚小，只构成一个分群。',
  'Customers with an order ({customers}) differ in so little that they make {count} segments.':
    '{customers} 位下过单的客户差别甚小，只构成 {count} 个分群。',
  '{count} segments: theirs is the widest silhouette ({silhouette}), over {customers} customers (segments: silhouette, stability: {others}).':
    '{count} 个分群：轮廓系数最大（{silhouette}），基于 {customers} 位客户（分群数：轮廓系数, 稳定性：{others}）。',
  '{count} segments: no other number is both as stable and clearly wider in silhouette ({silhouette}), over {customers} customers (segments: silhouette, stability: {others}).':
    '{count} 个分群：没有其他分群数既同样稳定、轮廓系数（{silhouette}）又明显更大，基于 {customers} 位客户（分群数：轮廓系数, 稳定性：{others}）。',
  // sentiment
  '{satisfied} satisfied and {dissatisfied} dissatisfied comments with a score; sentiment is learned from {least} of each.':
    '带评分的评论中满意 {satisfied} 条、不满意 {dissatisfied} 条；两者各满 {least} 条才学习情感。',
  'On {comments} comments not learned from, words told no more than the share of satisfied ones but for chance (log loss {loss} against {shareLoss}).':
    '在未参与学习的 {comments} 条评论上，除随机波动外，用词并不比满意占比说明得更多（对数损失 {loss}，占比为 {shareLoss}）。',
  'On comments not learned from, words put a satisfied one above a dissatisfied one in {auc} % of pairs, and chances were off by {error} % on average.':
    '在未参与学习的评论上，{auc}% 的评论对中，用词把满意的排在不满意的之前；概率平均偏差 {error}%。',
  // forecast
  'There are no orders to forecast from.': '没有可供预测的订单。',
  '{days} days are too few to tell methods apart, so a plain one stands.':
    '{days} 天不足以分辨各方法的优劣，因此采用朴素方法。',
  'From {origins} earlier days, net revenue by day was {error} off, {naive} by the same day of the week before; the 80 % interval held {held80} and the 95 % interval {held95}.':
    '从 {origins} 个较早的日期出发，每日净收入的预测偏差为 {error}，取前一周同日则为 {naive}；80% 区间包含了 {held80}，95% 区间包含了 {held95}。',
  'Holidays made it better.': '计入节假日后更准。',
  // recommendations
  'No product was sold to a known customer.': '没有商品卖给过已知客户。',
  'Customers who came back after the cut-off day: {asked}, too few to tell item similarity from {rule}, which is offered.':
    '截止日之后再次购买的客户只有 {asked} 位：不足以分辨商品相似度与“{rule}”的优劣，因此按后者推荐。',
  'On the next baskets of {asked} customers after a cut-off day, item similarity finds {recall} of what was bought by its first offers, {places} of them, {rule} {other} ({gain}).':
    '在 {asked} 位客户截止日之后的下一单上，前 {places} 件推荐中商品相似度命中所购商品的 {recall}，“{rule}”命中 {other}（{gain}）。',
  'That is not better by more than a standard error, so the plain rule is offered.':
    '未好出一个标准误以上，因此按朴素规则推荐。',
  'Of new products it finds {recall}, popularity {other} ({gain}).':
    '对没有买过的商品，商品相似度命中 {recall}，热销商品命中 {other}（{gain}）。',
  'So popular ones are offered of these.': '因此没有买过的商品按热销推荐。',
  // identity
  '{records} records with a name or a birth date are too few to learn from (at least {least}); only equal identifiers join records.':
    '有姓名或出生日期的记录有 {records} 条，不足以学习（至少 {least} 条）；只按相同的标识合并记录。',
  'By its own probabilities {precision} of the pairs that it joins are right, and it joins {recall} of those that are.':
    '按模型自身的概率，它合并的记录对中 {precision} 是正确的；应合并的记录对中它合并了 {recall}。',
  // lifetime
  'Of {customers} with an order {returned} came back, {least} are needed: what all buy is parted by past rate and by how long each has been silent.':
    '{customers} 位客户中有 {returned} 位回购，至少需要 {least} 位：总购买量按过去频率与沉默时长分给各人。',
  'The purchases span {days} days, too few to hold some out: what all buy is parted by past rate and by how long each has been silent.':
    '购买记录跨度为 {days} 天，不足以留出检验期：总购买量按过去频率与沉默时长分给各人。',
  'Fewer than {least} customers had come back by {date}, where the holdout begins: what all buy is parted by past rate and by how long each has been silent.':
    '到检验期开始的 {date} 为止，回购的客户不足 {least} 位：总购买量按过去频率与沉默时长分给各人。',
  'On all customers {models} did not converge.': '在全体客户上，{models} 未收敛。',
  'No model converged, so all go on at their own rate, drawn to that of all.':
    '没有模型收敛，因此所有人按各自的频率（向全体收缩）继续购买。',
  '{model} errs least over the last {days} days (RMSE {rmse} purchases a customer).':
    '在最近 {days} 天上，{model} 误差最小（每位客户的购买次数 RMSE 为 {rmse}）。',
  '{model} (RMSE {rmse} over the last {days} days) is no worse than {other} ({otherRmse}) beyond chance, and likelier for as many parameters as it has.':
    '在最近 {days} 天上，{model}（RMSE {rmse}）相比 {other}（{otherRmse}）差距未超出随机波动，且就其参数个数而言似然更高。',
  'That is better than everybody going on as before ({plain}).': '优于假定人人照旧（{plain}）。',
  'That is no better than everybody going on as before ({plain}) by one standard error and a hundredth, so no model is published and all go on at their own rate, drawn to that of all.':
    '与假定人人照旧（{plain}）相比优势未超出随机波动，因此不发布模型，所有人按各自的频率（向全体收缩）继续购买。',
  'By the clock of the season it errs {rmse}, and expects {bias} instead of {plainBias}.':
    '按季节时钟计，误差为 {rmse}，预期偏差由 {plainBias} 变为 {bias}。',
  'On all customers it did not converge by that clock: time is counted by the calendar.':
    '在全体客户上按该时钟未收敛：时间按日历计。',
  'Parameters of their own by channel: {groups} (Bayesian information criterion better by {gain}).':
    '按渠道各有参数：{groups}（贝叶斯信息准则改善 {gain}）。',
  'Parameters of their own by cohort: {groups} (Bayesian information criterion better by {gain}).':
    '按首单年份各有参数：{groups}（贝叶斯信息准则改善 {gain}）。',
  'Frequency and value are related (correlation {correlation}), so spending is fitted by class of frequency.':
    '购买频次与金额相关（相关系数 {correlation}），因此按频次类别拟合金额。',
  'Purchases are as regular as the model can tell (k {k}): they may be more so.':
    '购买的规律性已达模型可分辨的上限（k 为 {k}）：实际可能更规律。',
};

/** What stands within sentences; its {names} are figures. */
export const phrases: Readonly<Record<string, string>> = {
  'AUC {auc}, log loss {loss}, calibration error {error} %': 'AUC {auc}，对数损失 {loss}，校准误差 {error}%',
  '{rows} of {customers}': '{customers} 位中的 {rows}',
  'customers at earlier cut-off dates': '较早截止日的客户',
  'left at earlier cut-off dates': '在较早截止日后流失的客户',
  'stayed at earlier cut-off dates': '在较早截止日后留存的客户',
  'customers at the latest cut-off date': '最近截止日的客户',
  'left at the latest cut-off date': '在最近截止日后流失的客户',
  'stayed at the latest cut-off date': '在最近截止日后留存的客户',
  'item similarity': '商品相似度',
  'what customers bought most': '客户买得最多的商品',
  'what is popular': '热销商品',
};

interface Pattern {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly chinese: string;
}

const escaped = (text: string) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');

const patternsOf = (
  templates: Readonly<Record<string, string>>,
  value: string,
  rest: string,
): readonly Pattern[] =>
  Object.entries(templates).map(([english, chinese]) => ({
    pattern: new RegExp(`^${escaped(english).replace(/\{\w+\}/g, `(${value})`)}${rest}$`, 's'),
    names: [...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string),
    chinese,
  }));

const sentencePatterns = patternsOf(sentences, '.+?', '(?: (.*))?');
const phrasePatterns = patternsOf(phrases, '[\\d.]+', '');

/** What a model says of its fit in Chinese, sentence by sentence, if all of it is known. */
export function chineseReason(english: string): string | undefined {
  for (const one of sentencePatterns) {
    const found = one.pattern.exec(english);
    if (!found) continue;
    const rest = found[one.names.length + 1];
    const next = rest === undefined ? '' : chineseReason(rest);
    if (next !== undefined) return filled(one, found, phraseOf) + next;
  }
  return undefined;
}

/** A value as it stands in a Chinese sentence. */
function phraseOf(english: string): string {
  for (const one of phrasePatterns) {
    const found = one.pattern.exec(english);
    if (found) return filled(one, found, (value) => value);
  }
  return english;
}

const filled = ({ names, chinese }: Pattern, found: RegExpExecArray, say: (value: string) => string) =>
  chinese.replace(/\{(\w+)\}/g, (_, name: string) => say(found[names.indexOf(name) + 1] ?? ''));
