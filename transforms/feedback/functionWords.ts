/**
 * Of Chinese function words those that say how much: with a character behind it such a word is a phrase (很慢),
 * other ones are none (的好).
 */
export const degreeWords: ReadonlySet<string> = new Set(
  '很 太 挺 更 最 真 超 非常 特别 有点 有点儿 有些 比较'.split(' '),
);

/** Words that hold sentences together and name nothing: no theme is made of them alone. */
export const functionWords: ReadonlySet<string> = new Set([
  ...degreeWords,
  ...`a about after again all am an and any are as at be because been before being but by can could did do does doing down during each
  few for from further get got had has have having he her here hers him his how i if in into is it its itself just me more most my no not
  of off on once only or other our out over own really same she should so some such than that the their them then there these they
  this those through to too under until up us very was we were what when where which while who whom why will with would you your
  one two three four five six seven eight nine ten twelve
  this's it's i'm i've don't didn't wasn't isn't can't won't
  这个 那个 一个 两个 几个 我们 你们 他们 她们 自己 就是 还是 但是 不过 因为 所以 如果 可以 已经 什么 怎么 这样 那样 这么 那么 时候 一直
  的 地 得 了 着 过 吗 呢 吧 啊 呀 哦 嘛 也 都 就 还 又 才 再 和 与 及 而 在 是 我 你 他 她 它 这 那 把 被 给`.split(
    /\s+/u,
  ),
]);

/**
 * Function words that say how, how much or that not: with another word they are a phrase (not fresh, sold out, too slow).
 * So is none of them: it mostly says that something follows (the seam broke so I sent it back).
 */
export const tellingWords: ReadonlySet<string> = new Set(
  `no not more most few very too such just only over out off up down again under own same
  don't didn't wasn't isn't can't won't`.split(/\s+/u),
);

/** Chinese words that deny what follows, and end no phrase. */
export const negations: ReadonlySet<string> = new Set('不 没 别 未 无 没有 不是 不会 不能 不要'.split(' '));

/** What a Chinese verb before it fails to do: 联系不上, 用不了. It begins no phrase. */
export const failings: ReadonlySet<string> = new Set(
  '不上 不了 不到 不通 不出 不起 不下 不住 不动 不开 不来 不去 不清'.split(' '),
);
