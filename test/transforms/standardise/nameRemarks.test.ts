import { describe, expect, test } from 'vitest';
import { standardiseName } from '../../../transforms/standardise/index.ts';

describe('what shops write beside a name', () => {
  test.each([
    [
      'A张三',
      'A0张三',
      '0张三',
      'AAA 张三',
      'A-张三',
      'A张三-装修',
      'A 张三 装修',
      'AAA张三建材',
      '装修-张三',
    ],
    [
      '3栋张三',
      '3-201张三',
      '张三 3-201',
      '张三3栋201',
      '张三@公司',
      '张三+1',
      '张三(2)',
      '张三 男',
      '张三🈴',
    ],
    [
      '代收 张三',
      '代收人:张三',
      '张三代收',
      '张三 代李四',
      '张三(代李四)',
      '张三 亲启',
      '张三亲启',
      '客户张三',
    ],
    [
      '昵称:张三',
      '微信名:张三',
      '微信昵称:张三',
      '黑名单 张三',
      '张三 已故',
      '张三老客户',
      '张三 13800138000',
    ],
    [
      '张三13800138000',
      'Lily(张三)',
      '小雨(张三)',
      '果果妈(张三)',
      '张三(Lily)',
      '张　三',
      '🌸张三🌸',
      '~张三~',
    ],
  ])('is no part of it: %s …', (...raws) => {
    for (const raw of raws)
      expect([raw, standardiseName(raw)]).toMatchObject([
        raw,
        { value: '张三', family: '张', given: '三', valid: true },
      ]);
  });

  test.each([
    [
      'c/o John Smith',
      'John Smith c/o Mary Jones',
      'John Smith, c/o Mary Jones',
      'Attn: John Smith',
      'ATTN John Smith',
    ],
    [
      'FAO John Smith',
      'F.A.O. John Smith',
      'The late John Smith',
      'Estate of John Smith',
      'Est. of John Smith',
    ],
    ['John Smith - Work', 'John Smith (work)', 'John Smith [mobile]', 'NEW - John Smith', 'Old: John Smith'],
    ['John Smith - deceased', 'John Smith DECEASED', 'John Smith (deceased)', 'John Smith - duplicate'],
    ['DO NOT USE John Smith', 'John Smith - DO NOT USE', 'JOHN SMITH 2', 'John Smith #2', 'John Smith (2)'],
    ['John Smith née Jones', 'John Smith fka Jones', 'John Smith d/b/a Smith Plumbing', 'John Smith + guest'],
    ['John Smith*', '*John Smith', "John 'Johnny' Smith", 'John Smith he/him', 'john_smith', 'smith,john'],
    ['Capt. John Smith', 'Lt. Col. John Smith', 'Revd John Smith', 'Fr. John Smith', 'Sir John Smith KBE'],
  ])('is no part of one in letters: %s …', (...raws) => {
    for (const raw of raws)
      expect([raw, standardiseName(raw)]).toMatchObject([
        raw,
        { value: 'John Smith', family: 'Smith', given: 'John', valid: true },
      ]);
  });

  test.each([
    ['A0陈姐', '陈', null],
    ['王师傅修车', '王', null],
    ['Baby Boy Smith', 'Smith', null],
    ['Lily(高兴)', '高', '兴'],
    ['Lily(老客)', null, 'Lily'],
    ['张三-李四', '张', '三'],
    ['尼格买提•热合曼', null, '尼格买提·热合曼'],
    ['代小明', '代', '小明'],
    ['李四代', '李', '四代'],
    ['顾客', null, null],
    ['Home Smith', 'Smith', 'Home'],
    ['John Old', 'Old', 'John'],
    ['Lim Nee Soon', 'Lim', 'Nee Soon'],
    ["Conan O'Brien", "O'Brien", 'Conan'],
    ['Mary Nee', 'Nee', 'Mary'],
    ['Nat Guest', 'Guest', 'Nat'],
    ['Anna-Maria Ta', 'Ta', 'Anna-Maria'],
    ['Malcolm X', 'X', 'Malcolm'],
  ])('of %s leaves the family name %s and the given name %s', (raw, family, given) => {
    expect(standardiseName(raw)).toMatchObject({ family, given });
  });

  test.each([
    ...[
      '匿名用户',
      '淘宝用户',
      '微信用户1234',
      '手机尾号1234',
      '尾号 1234',
      '手机尾号1234客户',
      '散客001',
      '路人甲',
      '昵称',
    ],
    ...['已注销', '用户已注销', '该用户已注销', '注销用户', '门市客户'],
    ...[
      'DO NOT USE',
      '(deceased)',
      'No Name',
      'N/A N/A',
      'Unknown Unknown',
      'asdf asdf',
      'Guest Checkout',
      'Walk-in',
    ],
    ...['Walk In Customer', 'Cash Customer', 'Accounts Payable', 'The Occupier', 'Current Resident', 'Mum'],
  ])('may be all there is: %s is nobody', (raw) => {
    expect(standardiseName(raw)).toMatchObject({ value: null, reason: 'placeholder' });
  });

  test.each([
    ['Mr/Mrs Smith', 'several'],
    ['Smith Family', 'several'],
    ['The Smiths', 'several'],
    ['John Smith & Family', 'several'],
    ['李四转张三', 'several'],
    ['tb12345678', 'has_digits'],
    ['jd_48f2a', 'has_digits'],
    ['Jo** Smith', 'masked'],
    ['John S*', 'masked'],
    ['John Smith, Acme Ltd', 'company'],
  ])('does not make a name of %s: %s', (raw, reason) => {
    expect(standardiseName(raw)).toMatchObject({ value: null, reason });
  });
});
