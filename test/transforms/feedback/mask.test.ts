import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked, withoutRareWords } from '../../../transforms/feedback/mask.ts';

const everything = () => true;
const nobody = () => false;

describe('a masked text', () => {
  test.each([
    ['write to zoe.quick+tea@mail.example.co.uk please', 'write to … please'],
    ['call +44 (0)7700 900 123 or 13812345678', 'call … or …'],
    ['电话１３８１２３４５６７８，订单SO-20269', '电话…，订单…'],
    ['see https://example.com/u/77?x=1 now', 'see … now'],
    ['ask @li_wei', 'ask …'],
    ['Mrs Trellis was rude', 'Mrs … was rude'],
    ['我叫欧阳修文，很生气', '我叫…，很生气'],
    ['王先生态度很好', '…先生态度很好'],
    ['waited 14 days', 'waited 14 days'],
    ['等了两个星期', '等了两个星期'],
  ])('of %j is %j', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  test('has no address and no number of four digits, whatever stood there', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '7', '０', '王', ' ', '-', '.', '@', '+', '，') }),
        (text) => {
          expect(masked(text)).not.toMatch(/[0-9]{4}|\w@\w/);
        },
      ),
    );
  });
});

describe('an example', () => {
  test('has only words that others use, and no name', () => {
    const common = new Set(['the', 'refund', 'took', 'for', 'ever']);
    expect(withoutRareWords('The refund took Barnaby for ever', (word) => common.has(word), nobody)).toBe(
      'The refund took … for ever',
    );
    expect(withoutRareWords('refund for Rose', everything, (word) => word === 'rose')).toBe('refund for …');
    expect(withoutRareWords('找李小龙退款', everything, (word) => word === '李小龙')).toBe('找…退款');
  });

  test.each([
    ['in parts, as some keyboards type them', 'we met José García there'.normalize('NFD'), 'we met … there'],
    ['behind some that lengthen in lower case', 'İİİİİİİİ met José García there', '… met … there'],
    ['half-width', 'we met ﾀﾅｶｻﾝ there', 'we met … there'],
  ])('leaves rare words out, letters %s', (_, text, shown) => {
    const common = new Set(['we', 'met', 'there']);
    expect(withoutRareWords(text, (word) => common.has(word), nobody)).toBe(shown);
  });

  test('keeps a word whose letters stand within another', () => {
    expect(withoutRareWords('the other theme', (word) => word !== 'the', nobody)).toBe('… other theme');
  });
});
