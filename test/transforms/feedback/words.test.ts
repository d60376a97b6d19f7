import { describe, expect, test } from 'vitest';
import { phrasesOf, wordsOf } from '../../../transforms/feedback/words.ts';

describe('words', () => {
  test('are found where Chinese has no blanks, and numbers are none', () => {
    expect(wordsOf('物流很快，第2天就到了').slice(0, 4)).toEqual(['物流', '很快', '第', '天']);
    expect(wordsOf('Delivery took 14 days, NOT two.')).toEqual(['delivery', 'took', 'days', 'not', 'two']);
  });

  test.each([
    ['客服不理人，发货慢', ['客服', '不理', '人', '发货', '慢']],
    ['性价比很高！售后差', ['性价比', '很', '高', '售后', '差']],
    // cut where the simplified form is, and as it was written
    ['客服態度很差', ['客服', '態度', '很差']],
    ['iPhone手机壳 很漂亮👍', ['iphone', '手机', '壳', '很漂亮']],
    ['配送が遅い', ['配送', 'が', '遅い']],
    ['', []],
    ['👍👍', []],
  ])('of %s', (text, words) => expect(wordsOf(text)).toEqual(words));

  test('of Chinese are no parts of others', () => {
    const phrases = phrasesOf('联系客服不理我');
    expect([...phrases]).toEqual(expect.arrayContaining(['客服', '客服不理']));
    expect(phrases.has('服不理')).toBe(false);
  });

  test('in pairs with a function word are a phrase in Chinese where it makes one of a single character', () => {
    const phrases = phrasesOf('味道很好，也不错，速度很快了，东西很新鲜');
    expect([...phrases]).toEqual(expect.arrayContaining(['味道', '不错', '速度', '新鲜']));
    for (const one of ['味道很', '也不错', '快了', '很新鲜']) expect(phrases.has(one)).toBe(false);
    expect(phrasesOf('上菜很慢').has('很慢')).toBe(true);
    expect(phrasesOf('东西不新鲜').has('不新鲜')).toBe(true);
    expect([...phrasesOf('客服一直不回复，一如既往的好，价格有点贵')].sort()).toEqual(
      ['一如既往', '价格', '不回复', '回复', '客服', '有点贵'].sort(),
    );
  });

  test.each([
    ['宝宝很喜欢，孩子用了没有红屁股', ['红屁股'], ['没有红']],
    ['用了以后宝宝红屁股', ['宝宝', '屁股'], ['宝宝红']],
    ['面料柔软没有异味', ['没有异味'], ['柔软没有']],
    ['收到的不是新日期，失望', ['新日期'], ['不是新', '不是']],
    ['一直联系不上客服', ['客服'], ['不上客服']],
    ['客服半天不理人', ['不理人'], ['半天不理']],
    ['纸尿裤漏尿，失望', ['漏尿'], ['裤漏尿']],
    ['味道好，服务态度很差', ['味道好', '服务态度'], []],
  ])('of %s are not cut in the middle', (text, some, none) => {
    const phrases = phrasesOf(text);
    expect([...phrases]).toEqual(expect.arrayContaining(some));
    for (const one of none) expect(phrases.has(one), one).toBe(false);
  });

  test('in pairs do not reach over a comma; function words alone are no phrase', () => {
    const phrases = phrasesOf('It was late, the box broke');
    expect([...phrases]).toEqual(['late', 'box', 'broke', 'box broke']);
  });

  test('are phrases with a function word only where that tells something', () => {
    const phrases = phrasesOf(
      'Late and torn after two weeks, not fresh, too slow, no answer in a week, sold out',
    );
    for (const one of ['not fresh', 'too slow', 'no answer', 'sold out', 'torn', 'weeks', 'week'])
      expect(phrases.has(one), one).toBe(true);
    for (const one of ['late and', 'and torn', 'a week', 'two weeks', 'after two', 'two'])
      expect(phrases.has(one), one).toBe(false);
  });

  test('are no phrase with what only says that something follows', () => {
    expect([...phrasesOf('The seam broke so the seam was sent back')]).toEqual([
      ...['seam', 'broke', 'seam broke', 'sent', 'back', 'sent back'],
    ]);
  });
});
