import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked } from '../../../transforms/feedback/mask.ts';

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
    // numbers, however they are written and grouped
    ['电话一三一七六一一一五四四', '电话…'],
    ['电话 一三一 七六一一 一五四四', '电话 …'],
    ['电话壹叁壹柒陆壹壹壹伍肆肆打不通', '电话…打不通'],
    ['加 ①③⑧⑧⑧ 或 1️⃣3️⃣8️⃣', '加 … 或 …'],
    ['手机尾号678', '手机尾号…'],
    ['138\u200b0013', '…'],
    ['１ ３ ８ ０ 吗', '… 吗'],
    ['call one three zero eight seven three nine', 'call …'],
    ['call one-three-zero, eight seven', 'call …'],
    ['call double three then 8 then five', 'call …'],
    ['born 3/14/75', 'born …'],
    ['生日3月14日', '生日…月…日'],
    ['I am 78 years old', 'I am … years old'],
    // what counts something, and words of numerals
    ['waited 14 days', 'waited 14 days'],
    ['waited two or three weeks, cost $25', 'waited two or three weeks, cost $25'],
    ['one of the best, twenty-five minutes', 'one of the best, twenty-five minutes'],
    ['30min late, 2kg less, 50 %', '30min late, 2kg less, 50 %'],
    ['等了两个星期', '等了两个星期'],
    ['等了14天，第2次，打5折，两三天，二十分钟', '等了14天，第2次，打5折，两三天，二十分钟'],
    ['一直很好，第二天就到，十分满意，百分百好评', '一直很好，第二天就到，十分满意，百分百好评'],
    ['万一坏了，千万别买，乱七八糟', '万一坏了，千万别买，乱七八糟'],
    // accounts
    ['加微信 xiaoming_wang 退款', '加微信 … 退款'],
    ['微信号wangjianguo，QQ：tomcat', '微信号…，QQ：…'],
    ['my WeChat is tomcat', 'my WeChat is …'],
    ['whatsapp tomcat please', 'whatsapp … please'],
    ['vx:lisi', 'vx:…'],
    ['jane.doe at gmail dot com', '…'],
    ['jane dot doe (at) gmail (dot) com please', '… please'],
    ['微信支付很方便，QQ上没人', '微信支付很方便，QQ上没人'],
    ['WeChat pay was easy, WeChat is easy', 'WeChat pay was easy, WeChat is …'],
    // things that are one person's
    ['车牌沪AFEBCD', '车牌…'],
    ['京A·12345 违停', '… 违停'],
    ['订单号ABCDEF，order no. QWERTY', '订单号…，order no. …'],
    ['my iPhone15 and AB12 CDX', 'my … and … CDX'],
    // where people live
    ['质量太差，地址浦东新区世纪大道137号14号楼657室', '质量太差，…'],
    ['质量太差，朝阳区建国路八十八号', '质量太差，…'],
    ['送到3栋2单元302', '…'],
    ['我住静安区，慢', '我住…，慢'],
    ['送到三单元三零二室，慢', '…，慢'],
    ['收货地址：徐汇区淮海中路，太慢', '收货地址：…，太慢'],
    ['阳光花园门口', '…门口'],
    ['I live at 12 Baker Street', 'I live at …'],
    ['at 12b, old mill lane', 'at …'],
    ['味道很好，道路不远，一路顺风', '味道很好，道路不远，一路顺风'],
    // names
    ['mr smith was rude', 'mr … was rude'],
    ['Madame Dupont and Monsieur Petit', 'Madame … and Monsieur …'],
    ['Signora Rossi, señora Ruiz', 'Signora …, señora …'],
    ['my name is anna', 'my name is …'],
    ['联系人李娜，收货人：欧阳明月', '联系人…，收货人：…'],
    ['L先生和 K 女士', '…先生和 …女士'],
    ['王总和刘姐，马老板', '…总和…姐，…老板'],
    ['总是很好，小哥辛苦', '总是很好，小哥辛苦'],
  ])('of %j is %j', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  test('has no address and no number of four digits, whatever stood there', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'B', '7', '０', '三', '②', '王', '号', ' ', '-', '.', '@', '+', '，'),
        }),
        (text) => {
          expect(masked(text)).not.toMatch(/[0-9]{4}|\w@\w|[0-9三]{4}/);
        },
      ),
    );
  });
});
