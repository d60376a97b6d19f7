import { describe, expect, test } from 'vitest';
import { standardiseEmail, standardiseEmails, suggestDomain } from '../../../transforms/standardise/index.ts';

describe('an e-mail address', () => {
  test.each([
    [' Li.Wei@Example.CN ', 'li.wei@example.cn'],
    ['ｌｉ＠１６３．ｃｏｍ', 'li@163.com'],
    ['li@163。com', 'li@163.com'],
    ['mailto:li@example.cn', 'li@example.cn'],
    ['Li Wei <li@example.cn>', 'li@example.cn'],
    ['li@例子.中国', 'li@xn--fsqu00a.xn--fiqs8s'],
    ['李伟@example.cn', '李伟@example.cn'],
    ["o'brien+x@example.ie", "o'brien+x@example.ie"],
    ['a/b@example.cn', 'a/b@example.cn'],
    ['r&d@example.cn', 'r&d@example.cn'],
    ['李和平@example.cn', '李和平@example.cn'],
    ['"Wei, Li" <li@example.cn>', 'li@example.cn'],
    ['li@example.cn<mailto:li@example.cn>', 'li@example.cn'],
    ['mailto:li@example.cn?subject=Hi there', 'li@example.cn'],
    ['(li@example.cn)', 'li@example.cn'],
    ['“li@example.cn”', 'li@example.cn'],
    ['test@qq.com', 'test@qq.com'],
    ['li@example.cn（公司）', 'li@example.cn'],
    ['邮箱：li@example.cn', 'li@example.cn'],
    ['E-mail: li@example.cn', 'li@example.cn'],
    ['li @ example.cn', 'li@example.cn'],
    ['li@example.cn.', 'li@example.cn'],
  ])('%s is %s', (raw, value) => {
    expect(standardiseEmail(raw)).toMatchObject({ value, valid: true, reason: null });
  });

  test.each([
    [null, 'empty'],
    ['n/a', 'placeholder'],
    ['无', 'placeholder'],
    ['13800138000', 'phone'],
    ['张三', 'no_at'],
    ['@example.cn', 'local_part'],
    ['.li@example.cn', 'local_part'],
    ['li..wei@example.cn', 'local_part'],
    ['a@@b.cn', 'local_part'],
    ['li@localhost', 'domain'],
    ['none@none.com', 'placeholder'],
    ['test@example.com', 'placeholder'],
    ['noemail@noemail.com', 'placeholder'],
    ['li@-example.cn', 'domain'],
    ['li@', 'domain'],
    [`${'a'.repeat(65)}@example.cn`, 'too_long'],
    ['🙂', 'no_at'],
    ['a b@qq.com', 'local_part'],
    ['he yi@qq.com', 'local_part'],
    ['zhang,wei@qq.com', 'local_part'],
    ['(he)yi@qq.com', 'local_part'],
    ['he"yi@qq.com', 'local_part'],
    ['li@yahoo.co m', 'domain'],
    ['li@qq .com', 'domain'],
    ['li@qq,com', 'domain'],
    ['a@b@c.cn', 'local_part'],
    ['li@example.cn/wei', 'domain'],
    ['w***@qq.com', 'masked'],
    ['he yi@qq.com li@qq.com', 'local_part'],
  ])('%j is refused as %s', (raw, reason) => {
    expect(standardiseEmail(raw)).toMatchObject({ value: null, valid: false, reason, key: null });
  });

  test.each([
    ['Li.Wei+shop@gmail.com', 'liwei@gmail.com'],
    ['liwei@googlemail.com', 'liwei@gmail.com'],
    ['li.wei+shop@outlook.com', 'li.wei@outlook.com'],
    ['li.wei+shop@hotmail.fr', 'li.wei@hotmail.fr'],
    ['li+a@outlook.de', 'li@outlook.de'],
    ['li+a@live.co.uk', 'li@live.co.uk'],
    ['li+a@icloud.com', 'li@icloud.com'],
    ['li+a@proton.me', 'li@proton.me'],
    ['li.wei+shop@qq.com', 'li.wei+shop@qq.com'],
    ['li.wei+shop@example.cn', 'li.wei+shop@example.cn'],
  ])('%s reaches the mailbox %s, and stays as it is written', (raw, key) => {
    expect(standardiseEmail(raw)).toMatchObject({ value: raw.toLowerCase(), key });
  });

  test.each([
    ['gmial.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['outlok.com', 'outlook.com'],
    ['qq.con', 'qq.com'],
    ['qq.cm', 'qq.com'],
    ['163.con', '163.com'],
    ['1126.com', '126.com'],
    ['sina.con', 'sina.com'],
    ['foxmial.com', 'foxmail.com'],
    ['yaho.com', 'yahoo.com'],
    ['yahoo.co', 'yahoo.com'],
    ['sina.co', 'sina.com'],
    ['vip.qq.con', 'vip.qq.com'],
    ['iclould.com', 'icloud.com'],
    ['189.con', '189.cn'],
    ['wanado.fr', 'wanadoo.fr'],
    ['hotmial.de', 'hotmail.de'],
    ['hotmail.cm', 'hotmail.com'],
    ['outlook.con', 'outlook.com'],
  ])('at %s was probably meant for %s', (domain, suggestion) => {
    expect(suggestDomain(domain)).toBe(suggestion);
    expect(standardiseEmail(`li@${domain}`)).toMatchObject({
      value: `li@${domain}`,
      valid: true,
      suggestion: `li@${suggestion}`,
    });
  });

  test('without the ending of its domain is not valid, and has a suggestion all the same', () => {
    for (const [raw, suggestion] of [
      ['li@163com', 'li@163.com'],
      ['li@gmail', 'li@gmail.com'],
      ['li@nowhere', null],
    ])
      expect(standardiseEmail(raw)).toMatchObject({ value: null, reason: 'domain', suggestion });
  });

  test.each([
    'gmail.com',
    'example.com',
    'yahoo.fr',
    'hotmail.de',
    'gmx.at',
    'q.com',
    '162.com',
    'ibm.com',
    'company.cn',
  ])('at %s is left without a suggestion', (domain) =>
    expect(standardiseEmail(`li@${domain}`).suggestion).toBeNull(),
  );

  test('of a function or of a throw-away domain is said to be so', () => {
    expect(standardiseEmail('Info@example.cn')).toMatchObject({
      isRole: true,
      isDisposable: false,
      valid: true,
    });
    expect(standardiseEmail('no-reply+1@example.cn').isRole).toBe(true);
    expect(standardiseEmail('li@mailinator.com')).toMatchObject({
      isRole: false,
      isDisposable: true,
      valid: true,
    });
    expect(standardiseEmail('li@sub.yopmail.com').isDisposable).toBe(true);
    expect(standardiseEmail('li@notmailinator.com').isDisposable).toBe(false);
  });

  test('is the first of several', () => {
    for (const raw of [
      'a@x.cn; b@x.cn',
      'a@x.cn b@x.cn',
      'A <a@x.cn>, B <b@x.cn>',
      'a@x.cn,b@x.cn',
      'a@x.cn、b@x.cn',
      'a@x.cn/b@x.cn',
      'a@x.cn & b@x.cn',
      'a@x.cn 或 b@x.cn',
      'a@x.cn或b@x.cn',
      'a@x.cn or b@x.cn',
    ])
      expect(standardiseEmails(raw), raw).toMatchObject([
        { value: 'a@x.cn', assumed: ['first_of_several'] },
        { value: 'b@x.cn', valid: true },
      ]);
  });
});
