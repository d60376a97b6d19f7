import type { Random } from './random.ts';

type Sentiment = 'glad' | 'so-so' | 'cross';

/** What people write, by feeling and language; each sentence is about one theme. */
const sentences: Readonly<
  Record<Sentiment, { readonly zh: readonly string[]; readonly en: readonly string[] }>
> = {
  glad: {
    zh: [
      '物流很快，第二天就到了',
      '包装精美，送人很有面子',
      '质量非常好，超出预期',
      '客服态度特别好，耐心解答',
      '味道很香，会回购',
      '性价比很高',
      '已经是第三次买了，一如既往的好',
      '家人都很喜欢',
      '和描述一致，非常满意',
      '门店店员很热情',
      '下单流程方便',
      '退换货很顺利',
    ],
    en: [
      'Arrived the next day',
      'Beautifully packed',
      'The quality is better than I expected',
      'Your support was patient and kind',
      'Tastes wonderful, I will buy it again',
      'Great value for the price',
      'My third order and still excellent',
      'The whole family loves it',
      'Exactly as described',
      'The staff in the shop were lovely',
      'Checkout was easy',
      'The return was no trouble at all',
    ],
  },
  'so-so': {
    zh: [
      '还可以吧',
      '中规中矩，没有惊喜',
      '物流一般，等了几天',
      '价格再低一点就好了',
      '包装普通',
      '颜色和图片略有差别',
      '客服回复有点慢',
      '味道一般',
    ],
    en: [
      'It is all right',
      'Nothing special',
      'Delivery took a few days',
      'A bit expensive for what it is',
      'Packaging could be better',
      'The colour differs a little from the picture',
      'Support took a while to answer',
      'The taste is average',
    ],
  },
  cross: {
    zh: [
      '等了两个星期才收到',
      '包装破损，东西都压坏了',
      '质量太差，用了一次就坏了',
      '客服一直不回复',
      '退款拖了很久',
      '和描述完全不符',
      '价格比别家贵很多',
      '发错货了',
      '再也不会买了',
      '店员态度恶劣',
      '付款后订单被取消',
      '味道很怪，不新鲜',
    ],
    en: [
      'It took two weeks to arrive',
      'The box was crushed and the contents broken',
      'Poor quality, it broke on first use',
      'Nobody answers my messages',
      'The refund took for ever',
      'Not at all as described',
      'Much cheaper elsewhere',
      'You sent the wrong item',
      'I will not order again',
      'The staff were rude',
      'My order was cancelled after I had paid',
      'It tastes stale',
    ],
  },
};

/** A comment that fits a score from −1 (worst) to 1 (best): one or two sentences. */
export function comment(random: Random, score: number, china: boolean): string {
  // a few write the opposite of what they tick
  const felt = random.chance(0.04) ? -score : score;
  const sentiment: Sentiment = felt > 0.3 ? 'glad' : felt < -0.3 ? 'cross' : 'so-so';
  const list = sentences[sentiment][china ? 'zh' : 'en'];
  const first = random.pick(list);
  const second = random.chance(0.45) ? random.pick(list) : first;
  if (second === first) return china ? `${first}。` : `${first}.`;
  return china ? `${first}，${second}。` : `${first}. ${second}.`;
}
