import { counted, dictionary } from '../../components/locale.ts';

export const words = dictionary(
  {
    insight: (money: string, customers: string, days: string) =>
      `New products may bring ${money} from ${counted(customers, 'customer')} in the next ${counted(days, 'day')}.`,
    insightIfAgain: (money: string, customers: string) =>
      `New products may bring ${money} in the next orders of ${counted(customers, 'customer')}, if they order again.`,
    insightUnknown: 'What new products may bring is not known yet.',
    basis: (places: string, recall: string, popular: string) =>
      `Of a basket held out, ${recall} was among the first ${counted(places, 'offer')}; ${popular} by what is popular.`,
    freshBasis: (recall: string, popular: string) =>
      `Of what was new to the customer, ${recall} against ${popular}.`,
    noTest: (products: string) =>
      `Only ${counted(products, 'product was', 'products were')} ever sold: what a list of them catches says nothing.`,
    unknown: 'Too few customers came back to say how good offers are: what is popular is offered.',
    matrix: 'What goes with what',
    matrixTitle: (one: string, other: string, lift: string) =>
      `${one} and ${other} are bought together ${lift} times as often as by chance`,
    matrixSentence:
      'Orders with both products, in units of what chance gives; for the products in most orders: 1 is chance; blank is fewer than five orders together',
    noPairs: 'No two products were in five orders together.',
    pairs: 'Pairs beyond chance',
    pairsWhat: 'Pairs of products that stand in one order together more often than chance has it',
    noneBeyondChance: 'No pair is bought together more often than chance has it',
    noneHere: 'No pair is bought together more often than chance has it.',
    pairsTitle: (n: string) =>
      `${counted(n, 'pair is', 'pairs are')} bought together more often than chance has it`,
    pairsSentence: (shown: string) =>
      `The surest first, ${shown} of them; chance is the most of two: what orders of as many products give, and what all orders give, those of one product too, which lift goes by; confidence is the share of the orders with the first product that have the other, and the other way round`,
    product: 'Product',
    other: 'Other product',
    together: 'Orders with both',
    expected: 'By chance',
    timesChance: 'Times chance',
    support: 'Support',
    confidence: 'Confidence',
    back: 'and back',
    lift: 'Lift',
    next: 'Offer next',
    nextTitle: (name: string, n: string) => `${name} is the next new product for ${counted(n, 'customer')}`,
    nextSentence:
      'The new product that suits a customer best, by how many customers; with the mean chance that their next order has it',
    potentialWithin: (days: string) =>
      `the potential is chance times usual amount of the five new products that suit best, times the chance of an order within ${counted(days, 'day')}, summed`,
    potentialIfAgain:
      'the potential is chance times usual amount of the five new products that suit best, summed, if the customers order again',
    noNext: 'There is no new product to offer.',
    chance: 'Mean chance',
    segments: 'Potential by RFM segment',
    noPotential: 'What new products may bring is not known yet',
    segmentsTitle: (segment: string, money: string) => `Most is to be had with ${segment}: ${money}`,
    segmentsSentence: (potential: string) => `What new products may bring, by segment; ${potential}`,
    segment: 'Segment',
    potential: 'Cross-sell potential',
  },
  {
    insight: (money, customers, days) => `未来 ${days} 天，新商品可能从 ${customers} 位客户带来 ${money}。`,
    insightIfAgain: (money, customers) =>
      `若 ${customers} 位客户都再次下单，新商品可能在其下一单中带来 ${money}。`,
    insightUnknown: '新商品可能带来多少尚不可知。',
    basis: (places, recall, popular) =>
      `在留作检验的订单中，前 ${places} 种推荐商品包含了 ${recall}；推荐热销商品为 ${popular}。`,
    freshBasis: (recall, popular) => `对客户而言的新商品，为 ${recall}，热销为 ${popular}。`,
    noTest: (products) => `售出过的商品只有 ${products} 种：这样的名单命中多少说明不了什么。`,
    unknown: '回购的客户太少，无法说明推荐效果：推荐热销商品。',
    matrix: '商品搭配',
    matrixTitle: (one, other, lift) => `“${one}”与“${other}”一起购买的次数是偶然的 ${lift} 倍`,
    matrixSentence:
      '同时含两种商品的订单数，相当于偶然所得的几倍（出现在最多订单中的商品）：1 为偶然；空白表示一起购买不足五单',
    noPairs: '没有两种商品在五单中一起出现。',
    pairs: '超出偶然的组合',
    pairsWhat: '在同一订单中一起出现的次数超出偶然的两种商品',
    noneBeyondChance: '没有组合一起购买的次数超出偶然',
    noneHere: '没有组合一起购买的次数超出偶然。',
    pairsTitle: (n) => `${n} 个组合一起购买的次数超出偶然`,
    pairsSentence: (shown) =>
      `按确定程度排列，显示前 ${shown} 个；“偶然”取两者中较多的：各订单商品数不变时所得，以及按全部订单（包括只有一种商品的订单，提升度以此为准）所得；置信度是含第一种商品的订单中也含另一种的占比，以及反向占比`,
    product: '商品',
    other: '另一商品',
    together: '共同订单',
    expected: '偶然所得',
    timesChance: '偶然的倍数',
    support: '支持度',
    confidence: '置信度',
    back: '反向',
    lift: '提升度',
    next: '下一步推荐',
    nextTitle: (name, n) => `“${name}”是 ${n} 位客户的下一种新商品`,
    nextSentence: '最适合每位客户的新商品，按客户数；附其下一单含有它的平均概率',
    potentialWithin: (days) =>
      `潜力为最适合的五种新商品的概率乘以通常金额，再乘以 ${days} 天内下单的概率，合计`,
    potentialIfAgain: '潜力为最适合的五种新商品的概率乘以通常金额，合计；以客户再次下单为前提',
    noNext: '没有可推荐的新商品。',
    chance: '平均概率',
    segments: '按 RFM 分群的潜力',
    noPotential: '新商品可能带来多少尚不可知',
    segmentsTitle: (segment, money) => `“${segment}”的潜力最大：${money}`,
    segmentsSentence: (potential) => `新商品可能带来的金额，按分群；${potential}`,
    segment: '分群',
    potential: '交叉销售潜力',
  },
);
