import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText } from '../../../ingest/sources/files/mapping/number.ts';
import { plainNumber } from '../../../transforms/evaluate/numbers.ts';
import { numberParts, writtenNumber } from '../../../transforms/standardise/writtenNumber.ts';

describe('a written number', () => {
  test.each([
    ['1.2万', '.', '12000'],
    ['2.234567万元', '.', '22345.67'],
    ['54.87-', '.', '-54.87'],
    ['54,87- €', ',', '-54.87'],
    ['−5.00', '.', '-5.00'],
    ['₹1,23,456.00', '.', '123456.00'],
    ['5円', '.', '5'],
    ['(5.00)', '.', '-5.00'],
    ['($5.00) USD', '.', '-5.00'],
    ['CN¥1,234.50', '.', '1234.50'],
    ['RMB￥88.00', '.', '88.00'],
    ['USD$12.50', '.', '12.50'],
    ['EUR€12,50', ',', '12.50'],
    ['5,000원', '.', '5000'],
    ['100元整', '.', '100'],
    ['R 1 234.50', '.', '1234.50'],
    ['-R\u00a01\u00a0234,50', ',', '-1234.50'],
    ['R1234', '.', undefined],
    ['1 234,50 руб.', ',', '1234.50'],
    ['1.234,50 TL', ',', '1234.50'],
    ['Kr5', '.', '5'],
    ['.5', '.', '0.5'],
    ['$.50', '.', '0.50'],
    ['Rs.500', '.', '500'],
    ['5.', '.', '5'],
    ['1e5', '.', '100000'],
    ['1e5', ',', '100000'],
    ['1,5e-3', ',', '0.0015'],
    ['5,-', ',', '5'],
    ['5.-', '.', '5'],
    ['-5,- €', ',', '-5'],
    ['1.234.567,8', ',', '1234567.8'],
    ['1,234.567,8', ',', undefined],
    ['1.234 567', ',', undefined],
    ['-5-', '.', undefined],
    ['-$-5', '.', undefined],
    ['0,603', '.', undefined],
    ['12 apples', '.', undefined],
    ['万', '.', undefined],
    ['', '.', undefined],
  ] as const)('%s with the mark %s is %s', (text, mark, expected) =>
    expect(writtenNumber(text, mark)).toBe(expected),
  );

  test('has the units that stand beside it', () => {
    expect(numberParts('$222.78 USD').units).toEqual(['$', 'USD']);
    expect(numberParts('149,50 kr.').units).toEqual(['kr']);
    expect(numberParts('CN¥5').units).toEqual(['CN¥']);
    expect(numberParts('USD$5').units).toEqual(['USD', '$']);
    expect(numberParts('R 5').units).toEqual(['R']);
    expect(numberParts('5 руб.').units).toEqual(['руб']);
    expect(numberParts('12%').units).toEqual(['%']);
    expect(numberParts('12.5').units).toEqual([]);
  });

  const spelled = fc
    .tuple(
      fc.constantFrom('', '-', '+', '−', '$', '-$', '€ ', 'US$', 'USD$', 'CNY ¥', 'Rs. ', '(', '元'),
      fc.constantFrom(
        '0',
        '7',
        '12.5',
        '1,234',
        '1,234.50',
        '1,23,456',
        "1'234.5",
        '.5',
        '5.',
        '1e5',
        '1.5E-3',
      ),
      fc.constantFrom('', '-', '元', ' kr', ' USD', '万', '亿元', ')', '円', '- €', ' pieces'),
    )
    .map((parts) => parts.join(''));

  test('is the same to a mapping and to evaluate', () => {
    fc.assert(
      fc.property(spelled, (text) => {
        const [landed, evaluated] = [decimalText(text, '.'), plainNumber(text, '.')];
        expect(landed === undefined).toBe(evaluated === undefined);
        if (landed !== undefined) expect(Number(landed)).toBe(Number(evaluated));
      }),
      { seed: 125, numRuns: 500 },
    );
  });

  test('of a unit that is no currency is read by evaluate, and refused by a mapping', () => {
    for (const text of ['12%', '12 KGM']) {
      expect(plainNumber(text, '.')).toBe('12');
      expect(decimalText(text, '.')).toBeUndefined();
    }
  });

  test('with a point where the mapping says that a comma stands is read if it has no thousands', () => {
    expect(['5.50', '(5.00)', '.5', '1.234', '1.234.50'].map((text) => decimalText(text, ','))).toEqual([
      '5.50',
      '-5.00',
      '0.5',
      '1234',
      undefined,
    ]);
    expect(plainNumber('5.50', ',')).toBeUndefined();
  });
});
