import { afterAll, describe, expect, test } from 'vitest';
import { type CloudEvent, event, type Warehouse, warehouse } from '../../support/warehouse.ts';

const time = (i: number) => new Date(Date.UTC(2026, 0, 1 + (i % 150), 4)).toISOString();
const who = (i: number) => ({
  customer_ref: `c${i}`,
  full_name: i % 2 === 0 ? 'Wilhelmina Oakes' : '欧阳修文',
});
const answer = (i: number, score: number, comment: string): CloudEvent =>
  event('survey.answered', time(i), { customer: { customer_ref: `c${i}` }, survey: 'csat', score, comment });

const glad = [
  '物流很快，包装精美',
  'Lovely tea and quick delivery',
  '客服很耐心，很满意',
  'Beautifully packed, thank you',
];
const cross = [
  '退款拖了很久，没人理',
  'The refund took for ever',
  '包装破损，茶叶都碎了',
  'The parcel was broken',
];

const opinions = (n: number): CloudEvent[] =>
  Array.from({ length: n }, (_, i) =>
    i % 2 === 0
      ? answer(i, 5, `${glad[(i / 2) % 4]}${i % 3 === 0 ? '，下次再买' : ''}`)
      : answer(i, 1, `${cross[((i - 1) / 2) % 4]}${i % 3 === 0 ? ', really' : ''}`),
  );

const personal = [
  'The refund took for ever, write to zoe.quick@example.com or call +44 7700 900123',
  '退款拖了很久，我叫欧阳修文，电话13812345678，订单SO202699',
  'The refund took for ever. Wilhelmina Oakes promised me, Mrs Trellis of Zanzibar',
];

const opened: Warehouse[] = [];
const open = async (events: readonly CloudEvent[]) => {
  const built = await warehouse(events, { select: '+feedback_themes' });
  opened.push(built);
  expect(built.report.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
  return built;
};
afterAll(() => {
  for (const one of opened) one.close();
});

describe('feedback', () => {
  test('is told glad from cross in both languages, and its themes are what was wrong', async () => {
    const unscored = [
      event('complaint.filed', time(3), {
        complaint_id: 'k1',
        customer: { customer_ref: 'c900' },
        text: '退款一直没有到，拖了很久',
      }),
      event('review.posted', time(3), {
        customer: { customer_ref: 'c901' },
        sku: 'TEA',
        rating: 3,
        text: 'quick delivery, lovely',
      }),
    ];
    // praise that names what others complain of
    const praise = Array.from({ length: 6 }, (_, i) =>
      answer(800 + i, 5, '退款一会儿就到账了，客服很耐心，很满意，下次再来'),
    );
    const { rows } = await open([...opinions(240), ...praise, ...unscored]);
    const felt = await rows<{ text: string; p: number }>(
      `select c.text, s.positive_probability as p from comments c join comment_sentiment s using (landed_seq)
       where c.is_satisfied is null order by p`,
    );
    expect(felt.map(({ text }) => text)).toEqual(['退款一直没有到，拖了很久', 'quick delivery, lovely']);
    expect(felt[0]?.p).toBeLessThan(0.3);
    expect(felt[1]?.p).toBeGreaterThan(0.7);
    const themes = await rows<{ side: string; theme: string; rate: number }>(
      `select side, theme, avg(satisfied_rate) as rate from feedback_themes where mentions > 0 group by all order by all`,
    );
    const of = (side: string) =>
      themes
        .filter((one) => one.side === side)
        .map(({ theme }) => theme)
        .join(' ');
    expect(of('dissatisfied')).toMatch(/refund/);
    expect(of('dissatisfied')).toMatch(/退款|拖了很久/);
    expect(of('satisfied')).toMatch(/物流|包装精美/);
    for (const { side, rate } of themes) expect(rate > 0.5).toBe(side === 'satisfied');
    const examples = await rows<{ example: string }>(
      "select example from feedback_themes where side = 'dissatisfied' and example is not null",
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const { example } of examples) expect(example).not.toMatch(/很满意|thank you/);
  });

  test('examples show no address, number or name, and no word that fewer than five people use', async () => {
    const profiles = [0, 1].map((i) =>
      event('profile.updated', time(1), { customer: { customer_ref: `c${i}` }, full_name: who(i).full_name }),
    );
    // in a month of their own, so that nothing else can be the example
    const said = personal.map((comment, i) =>
      event('survey.answered', `2026-06-1${i}T04:00:00Z`, {
        customer: { customer_ref: `d${i}` },
        survey: 'csat',
        score: 1,
        comment,
      }),
    );
    const { rows } = await open([...opinions(240), ...profiles, ...said]);
    const examples = await rows<{ example: string }>(
      `select example from feedback_themes where month_start_date = date '2026-06-01' and mentions > 0 and example is not null`,
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const { example } of examples) {
      expect(example).toMatch(/refund|退款|ever|拖/);
      expect(example).not.toMatch(
        /zoe|example\.com|7700|900|1381|欧阳|修文|SO20|Wilhelmina|Oakes|Trellis|Zanzibar|promised/i,
      );
    }
    // the column is published; that of the raw text is not
    expect(
      JSON.stringify(await rows<{ theme: string }>('select theme, example from feedback_themes')),
    ).not.toMatch(/Zanzibar|欧阳/);
  });

  test('of too few scored comments is not guessed at, and says how many there are', async () => {
    const { rows } = await open(opinions(60));
    expect(
      await rows('select count(*) as n, count(positive_probability) as p from comment_sentiment'),
    ).toEqual([{ n: 60n, p: 0n }]);
    expect(await rows('select sum(scored_comments) as n from feedback_sentiment')).toMatchObject([{}]);
  });

  test('is the share of all scores, those in the middle among them; what has none is not counted', async () => {
    const scored = [5, 4, 4, 3, 3, 2, 1, 5].map((score, i) => answer(150 * i, score, `said ${i}`));
    const unscored = event('complaint.filed', time(0), {
      complaint_id: 'k1',
      customer: { customer_ref: 'c900' },
      text: 'late again',
    });
    const { rows } = await open([...scored, unscored]);
    expect(
      await rows(`select kind, comments, scored_comments as scored, satisfied_rate as satisfied, dissatisfied_rate as dissatisfied
        from feedback_sentiment order by kind`),
    ).toEqual([
      { kind: 'complaint', comments: 1n, scored: 0n, satisfied: null, dissatisfied: null },
      { kind: 'survey', comments: 8n, scored: 8n, satisfied: 0.5, dissatisfied: 0.25 },
    ]);
  });

  test('of nobody, and of one, is made', async () => {
    expect(await (await open([])).rows('select * from feedback_themes')).toEqual([]);
    const one = await open([answer(0, 5, 'good')]);
    expect(await one.rows(`select comments, satisfied_rate from feedback_sentiment`)).toEqual([
      { comments: 1n, satisfied_rate: 1 },
    ]);
  });
});
