import type { Outbox } from './outbox.ts';
import { runningSums } from './random.ts';

/** Currencies of the business; the first is the reporting currency. */
export const currencies = ['CNY', 'GBP', 'USD'] as const;

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly categoryPath: string;
  readonly costMinor: number;
  /** hundredths, by place in `currencies` */
  readonly priceMinor: readonly number[];
  /** sku, name and category as JSON members */
  readonly members: string;
  /** index of the product that often goes with it */
  readonly companion: number;
}

export interface Category {
  readonly name: string;
  /** indexes of its products, best sellers first, and running sums of their weights */
  readonly products: readonly number[];
  readonly weights: readonly number[];
}

/** Category path and sku prefix, then the products with their list prices in yuan. */
const tree = `
# TEA Food/Tea
龙井茶 Longjing 100 g = 128 | 铁观音 Tieguanyin 250 g = 168
普洱茶饼 Pu-erh cake 357 g = 298 | 茉莉花茶 Jasmine tea 100 g = 58
正山小种 Lapsang souchong 100 g = 96 | 白毫银针 Silver needle 50 g = 218
大红袍 Da hong pao 100 g = 198 | 伯爵茶 Earl Grey 50 bags = 45
# COF Food/Coffee
云南咖啡豆 Yunnan beans 500 g = 88 | 意式拼配 Espresso blend 1 kg = 138
挂耳咖啡 Drip bags × 20 = 69 | 冷萃咖啡 Cold brew × 6 = 79
低因咖啡 Decaf beans 500 g = 98 | 瑰夏咖啡豆 Geisha beans 200 g = 268
# SNK Food/Snacks
坚果礼盒 Nut gift box = 158 | 牛肉干 Beef jerky 250 g = 66 | 月饼礼盒 Mooncake box = 238
黑巧克力 Dark chocolate 100 g = 39 | 凤梨酥 Pineapple cakes × 12 = 72
燕麦饼干 Oat biscuits 300 g = 28 | 海苔 Seaweed crisps × 10 = 35
# WAR Home/Teaware
紫砂壶 Yixing teapot = 399 | 青瓷茶杯 Celadon cup = 59 | 玻璃茶壶 Glass teapot = 129
茶盘 Bamboo tea tray = 189 | 手冲壶 Gooseneck kettle = 259 | 磨豆机 Burr grinder = 459
马克杯 Stoneware mug = 49 | 保温杯 Vacuum flask = 139
# KIT Home/Kitchen
铸铁锅 Cast iron pot = 498 | 不粘锅 Non-stick pan = 219 | 菜刀 Chef knife = 269
砧板 Cutting board = 89 | 电饭煲 Rice cooker = 599 | 密封罐 Storage jars × 4 = 76
筷子 Chopsticks × 10 = 42
# TEX Home/Textiles
蚕丝被 Silk duvet = 1280 | 纯棉床单 Cotton sheets = 329 | 羊毛毯 Wool throw = 459
浴巾 Bath towel = 79 | 抱枕 Cushion = 69 | 亚麻桌布 Linen tablecloth = 149
# SKN Beauty/Skin care
玫瑰面霜 Rose face cream = 228 | 洁面乳 Cleanser 120 ml = 89
防晒霜 Sun screen SPF 50 = 119 | 面膜 Sheet masks × 10 = 99 | 精华液 Serum 30 ml = 358
护手霜 Hand cream = 45 | 润唇膏 Lip balm = 29
# FRG Beauty/Fragrance
桂花香水 Osmanthus perfume = 368 | 香薰蜡烛 Scented candle = 128
线香 Incense sticks = 58 | 无火香薰 Reed diffuser = 158 | 精油 Lavender oil = 88
# WOM Apparel/Women
真丝围巾 Silk scarf = 299 | 羊绒衫 Cashmere jumper = 899 | 棉麻衬衫 Linen shirt = 329
连衣裙 Summer dress = 459 | 瑜伽裤 Yoga leggings = 239 | 帆布包 Canvas tote = 99
# MEN Apparel/Men
牛津衬衫 Oxford shirt = 289 | 休闲裤 Chinos = 319 | 羽绒服 Down jacket = 999
皮带 Leather belt = 199 | 运动袜 Sport socks × 5 = 69 | 棒球帽 Baseball cap = 109
# AUD Electronics/Audio
蓝牙耳机 Wireless earbuds = 499 | 便携音箱 Portable speaker = 369
降噪耳机 Noise-cancelling headphones = 1499 | 充电线 Charging cable = 39
充电宝 Power bank = 169
# ELC Electronics/Home
空气净化器 Air purifier = 1299 | 加湿器 Humidifier = 259 | 台灯 Desk lamp = 199
体脂秤 Smart scale = 149 | 电动牙刷 Electric toothbrush = 329
`;

/** Hundredths of a foreign currency for a price in yuan, ending in .95. */
const abroad = (yuan: number, rate: number) => Math.max(1, Math.round(yuan / rate)) * 100 - 5;

function build(): { products: Product[]; categories: Category[] } {
  const products: Product[] = [];
  const categories: Category[] = [];
  const total = tree.split('=').length - 1;
  for (const block of tree.split('#').slice(1)) {
    const [heading = '', ...rows] = block.trim().split('\n');
    const prefix = heading.slice(0, 3);
    const path = heading.slice(4);
    const items = rows.flatMap((row) => row.split(' | ')).map((item) => item.split(' = '));
    const category = path.slice(path.indexOf('/') + 1);
    const indexes = items.map(([name = '', price], place) => {
      const yuan = Number(price);
      const sku = `${prefix}-${String(place + 1).padStart(2, '0')}`;
      return (
        products.push({
          sku,
          name,
          category,
          categoryPath: path,
          costMinor: Math.round(yuan * (38 + ((place * 7) % 23))),
          priceMinor: [yuan * 100, abroad(yuan, 8), abroad(yuan, 6.5)],
          members: `"sku":"${sku}","name":"${name}","category":"${category}"`,
          companion: (products.length * 31 + 17) % total,
        }) - 1
      );
    });
    categories.push({
      name: category,
      products: indexes,
      weights: runningSums(items.map((_, place) => 1 / (place + 1.5))),
    });
  }
  return { products, categories };
}

/** What the business sells. */
export const { products, categories } = build();

/** How well each category sells over all, as running sums. */
export const categoryWeights = runningSums([1.5, 1.1, 1.3, 1.1, 1.0, 0.6, 1.3, 0.8, 0.9, 0.8, 0.7, 0.6]);

const cents = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** Hundredths as a decimal string. */
export const decimal = (minor: number): string => `${Math.floor(minor / 100)}.${cents[minor % 100]}`;

/** Posts the catalogue at an instant. */
export function postProducts(outbox: Outbox, at: number): void {
  for (const { sku, name, category, categoryPath, costMinor, priceMinor } of products)
    outbox.post({
      at,
      topic: 'reference',
      type: 'product.updated',
      source: 'erp',
      key: sku,
      china: true,
      data: `{"sku":"${sku}","name":"${name}","category":"${category}","category_path":"${categoryPath}","cost":"${decimal(costMinor)}","list_price":"${decimal(priceMinor[0] ?? 0)}","currency":"CNY"}`,
    });
}
