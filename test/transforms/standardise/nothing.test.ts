import { describe, expect, it } from 'vitest';
import { isMissing } from '../../../transforms/evaluate/missing.ts';
import { nameOutcome, standardiseCompany, standardiseName } from '../../../transforms/standardise/index.ts';
import { nothingIn } from '../../../transforms/standardise/nothing.ts';
import { foldText } from '../../../transforms/standardise/text.ts';

describe('what stands for nothing', () => {
  it('is written as texts are when they are looked up', () => {
    for (const phrase of Object.values(nothingIn).flat())
      expect(foldText(phrase).toLowerCase(), phrase).toBe(phrase);
  });

  it('in a field of a person is nobody as a whole name', () => {
    expect(nothingIn.field.filter((phrase) => !nothingIn.name.includes(phrase))).toEqual([]);
  });

  it('in a category to learn from is no number and no customer either', () => {
    for (const place of ['number', 'customer', 'attribute', 'field'] as const)
      expect(nothingIn.category.filter((phrase) => !nothingIn[place].includes(phrase))).toEqual([]);
  });

  it.each([
    'Not Available',
    'not_provided',
    'No Data',
    'No Name',
    'N.A.',
    '(blank)',
    'Walk-in Customer',
    'Keine Angabe',
    '无数据',
    '缺失',
    '未登记',
    '访客',
  ])('%s is nobody in a name, a company and a column of customers', (text) => {
    expect(nameOutcome(text)).toMatchObject({ isValid: false, reason: 'placeholder', value: null });
    expect(standardiseCompany(text)).toMatchObject({ valid: false, value: null });
    expect(isMissing(text, 'customers')).toBe(true);
  });

  it.each([['The Occupier', '物业', '收件人', 'Accounts Payable']])(
    'who has a part to play has no name, and may be a company: %s',
    (...texts) => {
      for (const text of texts) {
        expect(standardiseName(text)).toMatchObject({ reason: 'placeholder', value: null });
        expect(standardiseCompany(text).reason).not.toBe('placeholder');
      }
    },
  );

  it.each(['Li Na', 'Na Li', 'Nat King', 'Null Island', 'Missing Link', 'Nona Me', 'Noah Data', '无忌 张'])(
    '%s is a name',
    (text) => expect(standardiseName(text).value).not.toBeNull(),
  );

  it('a trial is no customer of ours, and aaa may be the code of one in a file', () => {
    expect(nameOutcome('aaa').reason).toBe('placeholder');
    expect(isMissing('AAA', 'customers')).toBe(false);
  });

  it('an answer that says nothing can be a category, and what a program writes cannot', () => {
    expect(isMissing('Not Available', 'numbers')).toBe(true);
    expect(isMissing('Not Available', 'categories')).toBe(false);
    expect(isMissing('n.a.', 'categories')).toBe(true);
  });
});
