import { describe, expect, test } from 'vitest';
import { exampleOf, shownOf, withoutRareWords } from '../../../transforms/feedback/example.ts';
import { masked } from '../../../transforms/feedback/mask.ts';
import { personNames } from '../../../transforms/feedback/personNames.ts';
import { saidByMany } from '../../../transforms/feedback/saidByMany.ts';

const everything = () => true;
/** Names of people, where nothing is known of how words are written elsewhere. */
const named = (...people: string[]) => personNames({ people: new Set(people), things: new Set() }, [], []);

/** What is shown of a text that five people wrote as it stands, beside what others wrote. */
function shownAmong(text: string, others: readonly string[] = [], people: readonly string[] = []): string {
  const said = [...Array<string>(5).fill(text), ...others.flatMap((one) => Array<string>(5).fill(one))].map(
    masked,
  );
  const writers = said.map((_, i) => `c${i}`);
  const names = personNames({ people: new Set(people), things: new Set(['longjing']) }, said, writers);
  return withoutRareWords(text, saidByMany(said.map(shownOf), writers), names);
}

describe('an example', () => {
  test('has only words that others use, and no name', () => {
    const common = new Set(['the', 'refund', 'took', 'for', 'ever']);
    expect(withoutRareWords('The refund took Barnaby for ever', (word) => common.has(word), named())).toBe(
      'The refund took … for ever',
    );
    expect(withoutRareWords('refund for Rose', everything, named('rose'))).toBe('refund for …');
    expect(withoutRareWords('找李小龙退款', everything, named('李小龙'))).toBe('找…退款');
  });

  test.each([
    ['in parts, as some keyboards type them', 'we met José García there'.normalize('NFD'), 'we met … there'],
    ['behind some that lengthen in lower case', 'İİİİİİİİ met José García there', '… met … there'],
    ['half-width', 'we met ﾀﾅｶｻﾝ there', 'we met … there'],
  ])('leaves rare words out, letters %s', (_, text, shown) => {
    const common = new Set(['we', 'met', 'there']);
    expect(withoutRareWords(text, (word) => common.has(word), named())).toBe(shown);
  });

  test('keeps a word whose letters stand within another', () => {
    expect(withoutRareWords('the other theme', (word) => word !== 'the', named())).toBe('… other theme');
  });

  test('has a quantity that five people name, and no other', () => {
    const of = (days: readonly number[]) => {
      const said = days.map((day) => `waited ${day} days`);
      const isCommon = saidByMany(said.map(shownOf), [...said.keys()].map(String));
      return withoutRareWords('waited 14 days', isCommon, named());
    };
    expect(of([14, 14, 14, 14, 14])).toBe('waited 14 days');
    expect(of([14, 13, 15, 14, 14, 14])).toBe('waited …');
  });

  test.each([
    // names that nobody told us, said by five people
    ['the manager John Smith was rude', 'the manager … was rude'],
    ['John Smith was rude', '… was rude'],
    ['ask Priya about it', 'ask … about it'],
    // one alone that begins the sentence
    ['Dave at the till was rude', '… at the till was rude'],
    ['Susan on the phone was brilliant', '… on the phone was brilliant'],
    ['so dave at the till was rude', 'so … at the till was rude'],
    ['Will it ever come', 'Will it ever come'],
    ['ask PRIYA about it', 'ask … about it'],
    ['the note says J. S. from the shop', 'the note says …. from the shop'],
    ['J.S. was rude', '…. was rude'],
    ['K was rude to me', '… was rude to me'],
    ['客服 Lily 不回复', '客服 … 不回复'],
    ['联系客服小芳没人理', '联系客服…没人理'],
    ['店长王建国态度很差', '店长…态度很差'],
    ['快递员小刘态度恶劣', '快递员…态度恶劣'],
    ['小张、老王都不管', '…都不管'],
    ['欧阳娜娜说可以退', '…说可以退'],
    ['王经理不管，李小姐说的', '…经理不管，…小姐说的'],
    ['我老公王小明说的', '我老公…说的'],
    ['经理叫赵铁柱', '经理叫…'],
    ['我姓王，叫建国', '我姓…'],
    // accounts, streets, plates, orders
    ['加v tomcat', '加…'],
    ['用户名 happyfish', '用户名 …'],
    ['find me on instagram as happyfish', 'find me on instagram as …'],
    ['幸福小区3幢甲单元，没人送', '…甲单元，没人送'],
    ['朝阳门外大街很远', '…很远'],
    ['建国路很远', '…很远'],
    ['徐汇区漕溪北路八号', '…'],
    ['I was born in May', 'I was born in …'],
    ['加微信 xiaoming_wang 退款', '加微信 … 退款'],
    ['add xiaoming_wang please', 'add … please'],
    ['找 tom.cat 退款', '找 … 退款'],
    ['I live at 12 Baker Street near you', 'I live at … near you'],
    ['the shop in Baker Street is slow', 'the shop in … is slow'],
    ['车牌沪AFE32B被拖', '车牌…被拖'],
    ['order AB12 never came', 'order … never came'],
  ])('of %j is %j, though five people say it', (text, shown) => {
    expect(shownAmong(text)).toBe(shown);
  });

  test.each([
    ['Delivery was slow. Support took a while.'],
    ['WE HATE WAITING'],
    ["I'm happy and I don't mind"],
    ['物流很快，谢谢'],
    ['顾客很多，高峰时很慢'],
    ['小时候的味道，安全又方便，老板很好'],
    ['the Longjing was stale'],
    ['waited 14 days for 2 items, paid $25'],
    ['等了14天才到，打了五折，第2次买了'],
    ['my order is late, close to the station, on the way home'],
    ['look at the price. It is high'],
    ['微信支付方便，地址写错了，单号查不到'],
    ['路上破了，道路不通，楼下取的，总的来说不行'],
    ['Die Lieferung war sehr langsam und die Verpackung kaputt'],
  ])('of %j is all of it', (text) => {
    expect(shownAmong(text, ['we hate waiting'])).toBe(text);
  });
});

describe('words that are names of customers as well', () => {
  const others = ['a long queue', 'a good price', 'the rose smelled nice', '马上发货', '方向错了'];
  const people = ['long', 'rose', 'price', '马上', '方向', '李娜', '高飞'];

  test.each([
    ['a long queue', 'a long queue'],
    ['the rose smelled nice', 'the rose smelled nice'],
    ['马上发货', '马上发货'],
    ['方向错了', '方向错了'],
  ])('stand where they are everyday words: %j', (text, shown) => {
    expect(shownAmong(text, others, people)).toBe(shown);
  });

  test.each([
    ['a refund for Rose please', 'a refund for … please'],
    ['Rose was kind', '… was kind'],
    ['Rose Long was kind', '… was kind'],
    ['她说李娜不在', '她说…不在'],
    ['客服高飞不理', '客服…不理'],
  ])('do not where they are written as names: %j', (text, shown) => {
    expect(shownAmong(text, others, people)).toBe(shown);
  });

  test('stay names where nobody but a few writes them otherwise', () => {
    expect(shownAmong('priya was rude', ['we asked Priya', 'it was Priya', 'for Priya'], ['priya'])).toBe(
      '… was rude',
    );
  });
});

test('the plainest example has few gaps, and is short', () => {
  const text = ['slow and cold and dear', 'slow and cold', 'slow and grey'];
  const isCommon = (word: string) => word !== 'grey';
  expect(exampleOf([0, 1, 2], 0, text, [0, 0, 0], isCommon, named())).toBe('slow and cold');
});
