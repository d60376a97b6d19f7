/** An address of Japan in its own script. */
export interface JapaneseAddress {
  readonly prefecture: string;
  readonly municipality: string | null;
  /** district, block and building, as written */
  readonly street: string;
  readonly postcode: string | null;
  readonly isPrefectureImplied: boolean;
}

/**
 * Cities and wards that are addressed without their prefecture, by it, save those that China has as well;
 * also as written in Chinese.
 *
 * Source: the designated cities, the seats of prefectures and the special wards of Japan.
 */
const seats: ReadonlyMap<string, string> = new Map(
  [
    '東京都:千代田区 新宿区 文京区 台東区 墨田区 品川区 目黒区 世田谷区 渋谷区 杉並区 豊島区 荒川区 練馬区 葛飾区 江戸川区',
    '北海道:札幌 旭川 函館,宮城県:仙台,埼玉県:さいたま,千葉県:千葉 千叶,神奈川県:横浜 横滨 橫濱 川崎 相模原,新潟県:新潟,静岡県:静岡 浜松,愛知県:名古屋',
    '京都府:京都,大阪府:大阪 堺,兵庫県:神戸 神户,岡山県:岡山,広島県:広島 广岛 廣島,福岡県:福岡 福冈 北九州,熊本県:熊本,青森県:青森,岩手県:盛岡,秋田県:秋田',
    '山形県:山形,福島県:福島,茨城県:水戸,栃木県:宇都宮,群馬県:前橋,富山県:富山,石川県:金沢,福井県:福井,山梨県:甲府,長野県:長野',
    '岐阜県:岐阜,滋賀県:大津,奈良県:奈良,和歌山県:和歌山,鳥取県:鳥取,島根県:松江,山口県:山口,徳島県:徳島,香川県:高松,愛媛県:松山',
    '高知県:高知,佐賀県:佐賀,長崎県:長崎,大分県:大分,宮崎県:宮崎,鹿児島県:鹿児島,沖縄県:那覇',
  ].flatMap((line) =>
    line.split(',').flatMap((entry) => {
      const [prefecture = '', cities = ''] = entry.split(':');
      return cities.split(' ').map((name) => [name.endsWith('区') ? name : `${name}市`, prefecture] as const);
    }),
  ),
);
const before = '^(?:日本国?[\\s,、]*)?(?:〒?\\s*(\\d{3})-?(\\d{4})[\\s,、]*)?(?:日本国?[\\s,、]*)?';
const prefectures = '東京都|东京都|北海道|(?:大阪|京都)府|\\p{Script=Han}{2,3}県';
const seatsHere = [...seats.keys()].join('|');
const municipality =
  '\\p{L}{1,6}?市(?:\\p{Script=Han}{1,4}?区)?|\\p{Script=Han}{1,5}?区|\\p{Script=Han}{1,5}?郡\\p{Script=Han}{1,5}?[町村]|\\p{Script=Han}{1,5}?[町村]';
const full = new RegExp(`${before}(${prefectures})\\s*(${municipality})?\\s*(.*)$`, 'u');
const short = new RegExp(`${before}((${seatsHere})(?:(?<=市)\\p{Script=Han}{1,4}?区)?)\\s*(.*)$`, 'u');

const isJapanese = new RegExp(
  `[\\p{Script=Hiragana}\\p{Script=Katakana}]|〒|${before}(?:${prefectures}|${seatsHere})`,
  'u',
);

/**
 * Whether folded text is of Japan by its script, its postal mark, or the prefecture, city or ward that it
 * begins with.
 */
export const namesJapan = (text: string): boolean => isJapanese.test(text);

/**
 * Postal code, prefecture and municipality off the start of folded text; a large city or ward of Tokyo
 * implies its prefecture. Null where it begins with none.
 */
export function readJapaneseAddress(text: string): JapaneseAddress | null {
  const match = full.exec(text);
  const [, area, block, prefecture = '', city = null, street = ''] = match ?? [];
  if (match)
    return { prefecture, municipality: city, ...ending(area, block, street), isPrefectureImplied: false };
  const [all, first, second, municipality = null, seat = '', rest = ''] = short.exec(text) ?? [];
  if (all === undefined) return null;
  const implied = seats.get(seat) ?? '';
  return { prefecture: implied, municipality, ...ending(first, second, rest), isPrefectureImplied: true };
}

const ending = (area: string | undefined, block: string | undefined, street: string) => ({
  street: street.replace(/\s+/g, ' '),
  postcode: area ? `${area}-${block}` : null,
});
