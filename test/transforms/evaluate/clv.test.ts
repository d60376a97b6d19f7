import fs from 'node:fs';
import path from 'node:path';
import { randomExponential, randomGamma, randomLcg } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { openEngine } from '../../../warehouse/index.ts';
import { run, temporaryFolder } from '../../support/cli.ts';
import { publicData } from '../../support/publicData.ts';

const folder = temporaryFolder('clv');
const clv = (...argv: string[]) => run(folder, ['evaluate', 'clv', '--json', ...argv]);
const write = (name: string, text: string) => {
  fs.writeFileSync(path.join(folder, name), text);
  return name;
};
const relative = (got: number, published: number) => Math.abs(got / published - 1);

const cdnow = publicData('cdnow/CDNOW_sample.txt');

describe.skipIf(!fs.existsSync(cdnow))('the CDNOW sample (data absent: skipped)', () => {
  test('gives the published parameters, likelihoods and holdout errors from its transactions', async () => {
    const engine = await openEngine();
    const connection = await engine.connect();
    await connection.run(`copy (
      select substr(line, 2, 5) as customer, substr(line, 13, 8) as date, trim(substr(line, 24)) as amount
      from read_csv('${cdnow}', columns = {'line': 'varchar'}, header = false, delim = '\\t')
    ) to '${folder}/cdnow.csv'`);
    engine.close();
    const { code, out } = await clv(
      ...['--transactions', 'cdnow.csv', '--columns', 'customer=customer,date=date,amount=amount'],
      ...['--calibration-end', '1997-09-30', '--holdout-end', '1998-06-30'],
    );
    expect(code).toBe(0);
    const evaluation = JSON.parse(out);
    expect(evaluation).toMatchObject({
      schema: 'clientele.evaluate-clv/1',
      rows: 6919,
      customers: 2357,
      repeatTransactions: 2457,
      distinctStates: 1016,
    });
    const published = {
      'bg-nbd': [-9582.4292, 1653.4, 0.7855, 1.608],
      'pareto-nbd': [-9594.9762, 1665.5, 0.7545, 1.6029],
      'mbg-nbd': [-9582.1357, 1576.7, 0.7648, 1.6072],
    };
    for (const [name, [logLikelihood, predicted, mae, rmse]] of Object.entries(published)) {
      const model = evaluation.models[name];
      expect(model.converged).toBe(true);
      expect(Math.abs(model.logLikelihood - (logLikelihood ?? 0))).toBeLessThan(1e-3);
      expect(model.holdout.actual).toBe(1882);
      expect(model.holdout.predicted).toBeCloseTo(predicted ?? 0, 0);
      expect(model.holdout.mae).toBeCloseTo(mae ?? 0, 3);
      expect(model.holdout.rmse).toBeCloseTo(rmse ?? 0, 3);
    }
    expect(evaluation.models.nbd.logLikelihood).toBeCloseTo(-9763.6576, 3);
    // no regularity in these purchases
    expect(evaluation.models['mbg-cnbd-k'].parameters.k).toBe(1);
    expect(evaluation.chosen).not.toBe('nbd');
    const { gammaGamma } = evaluation;
    expect(gammaGamma.customers).toBe(946);
    expect(relative(gammaGamma.parameters.p, 6.24957)).toBeLessThan(1e-3);
    expect(relative(gammaGamma.parameters.q, 3.74422)).toBeLessThan(1e-3);
    expect(relative(gammaGamma.parameters.v, 15.4435)).toBeLessThan(1e-3);
    expect(Math.abs(gammaGamma.independence.pearson)).toBeLessThan(0.2);
  });

  test('gives the same from its summary', async () => {
    const { out } = await clv(
      ...['--summary', publicData('cdnow/BTYD_cdnowSummary_cbs.csv'), '--horizon', '39'],
      ...['--columns', 'x=x,t_x=t.x,T=T.cal,holdout=x.star,value=m.x'],
    );
    const evaluation = JSON.parse(out);
    expect(evaluation).toMatchObject({ customers: 2357, distinctStates: 1016 });
    expect(relative(evaluation.models['bg-nbd'].parameters.a, 0.79292)).toBeLessThan(1e-3);
    expect(evaluation.models['bg-nbd'].holdout).toMatchObject({ actual: 1882 });
    expect(evaluation.gammaGamma.logLikelihood).toBeCloseTo(-4055.9177, 3);
  });
});

const grocery = publicData('grocery/groceryElog.csv');

test.skipIf(!fs.existsSync(grocery))(
  'the online grocery is bought from regularly: k = 2 (data absent: skipped)',
  async () => {
    const { out } = await clv(
      ...['--transactions', grocery, '--columns', 'customer=cust,date=date'],
      ...['--calibration-end', '2006-12-31', '--holdout-end', '2007-12-30'],
    );
    const { models, chosen, ...counts } = JSON.parse(out);
    expect(counts).toMatchObject({ customers: 1525, repeatTransactions: 5569 });
    expect(models['bg-nbd'].logLikelihood).toBeCloseTo(-15836.57, 2);
    expect(models['mbg-nbd'].logLikelihood).toBeCloseTo(-15781.94, 2);
    expect(models['mbg-cnbd-k'].logLikelihood).toBeCloseTo(-14978.21, 2);
    expect(models['mbg-cnbd-k'].parameters.k).toBe(2);
    expect(models['mbg-cnbd-k'].holdout.actual).toBe(3389);
    expect(models['mbg-cnbd-k'].holdout.mae).toBeLessThan(models['mbg-nbd'].holdout.mae);
    expect(chosen).toBe('mbg-cnbd-k');
  },
);

const dates = ['--calibration-end', '2026-03-31', '--holdout-end', '2026-06-30'];
const columns = ['--columns', 'customer=who,date=day,amount=price'];

/** The same lines of forty customers. */
const everyone = (lines: string) =>
  Array.from({ length: 40 }, (_, i) => lines.replaceAll('%', `c${i}`)).join('');

describe('evaluate clv', () => {
  test('counts the purchases of one customer on one day once', async () => {
    const file = write(
      'twice.csv',
      `who,day,price\n${everyone('%,2026-01-01,1\n%,2026-01-01 20:00:00,1\n%,2026-02-01,2\n%,2026-02-01,3\n')}b,2026-01-09,1\nc,2026-05-01,1\n`,
    );
    const { out } = await clv('--transactions', file, ...columns, ...dates);
    const evaluation = JSON.parse(out);
    expect(evaluation).toMatchObject({ rows: 162, customers: 41, repeatTransactions: 40 });
    expect(out).not.toContain('null');
  });

  test('takes a negative amount for a refund of the purchase before it, and no purchase, and a row without one for none', async () => {
    const bought = '%,2026-01-01,10\n%,2026-02-01,20\n%,2026-03-01,40\n';
    const refunds = '%,2026-02-15,-8\n%,2026-03-05,-10\n%,2026-05-01,-5\n';
    const last = 'd,2026-06-30,1\nd,2026-01-02,1\n';
    const clvOf = async (name: string, text: string) => {
      const { out, err } = await clv('--transactions', write(name, text), ...columns, ...dates);
      const { models, ...others } = JSON.parse(out);
      return { ...others, err, holdout: models['bg-nbd'].holdout };
    };
    const plain = await clvOf('bought.csv', `who,day,price\n${everyone(bought)}${last}`);
    const net = await clvOf('refunded.csv', `who,day,price\n${everyone(bought + refunds)}${last}`);
    expect(plain).toMatchObject({ refundRows: 0, zeroRows: 0, repeatTransactions: 80 });
    const further = await clvOf(
      'further.csv',
      `who,day,price\n${everyone(`${bought}%,2026-02-01,\n`)}${last}`,
    );
    expect(further).toMatchObject({ rowsWithoutAmount: 40, repeatTransactions: 80, holdout: plain.holdout });
    expect(further.err).toContain('40 rows without an amount: left out');
    expect(net).toMatchObject({ refundRows: 120, repeatTransactions: 80, holdout: plain.holdout });
    expect(plain.holdout.actual).toBe(1);
    expect(net.err).toContain('120 rows of a negative amount: refunds, which are no purchase');
    // all alike: the value of a transaction is the mean of (20 − 8) and (40 − 10), of nothing later
    const meanOf = ({ gammaGamma: { parameters } }: typeof net) =>
      (parameters.p * parameters.v) / (parameters.q - 1);
    expect(meanOf(net) / meanOf(plain)).toBeCloseTo(21 / 30, 2);
  });

  test('refuses where fewer have come back than the build asks for', async () => {
    const few = everyone('%,2026-01-01,1\n') + 'c0,2026-02-01,2\nc0,2026-06-30,2\n';
    const { code, out, err } = await clv(
      ...['--transactions', write('few.csv', `who,day,price\n${few}`), ...columns, ...dates],
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ schema: 'clientele.error/1', code: 'too-few-data' });
    expect(err).toContain('1 of 40 customers bought a second time within the calibration, 30 are needed');
  });

  test('says where purchases are as regular as can be told', async () => {
    const day = (n: number) => new Date(Date.parse('2026-01-01') + n * 86_400_000).toISOString().slice(0, 10);
    const lines = Array.from({ length: 200 }, (_, i) =>
      Array.from({ length: 26 }, (_, n) => `c${i},${day((i % 7) + 7 * n)},5`).slice(0, 4 + (i % 23)),
    ).flat();
    const file = ['--transactions', write('weeks.csv', `who,day,price\n${lines.join('\n')}\n`)];
    const { out } = await clv(...file, ...columns, ...dates);
    expect(JSON.parse(out).models['mbg-cnbd-k']).toMatchObject({ parameters: { k: 24 }, kAtBound: true });
    const text = await run(folder, ['evaluate', 'clv', ...file, ...columns, ...dates]);
    expect(text.out).toContain('k is at its bound');
  });

  test('without a holdout goes by what explains most for its parameters: where nobody leaves, nobody does', async () => {
    const random = randomLcg(0.3);
    const lines = Array.from({ length: 1500 }, () => {
      const rate = randomGamma.source(random)(0.8, 1 / 16)();
      const after = randomExponential.source(random)(rate);
      const until = 100 + Math.floor(random() * 200);
      let [times, last] = [0, 0];
      for (let at = after(); at <= until; at += after()) [times, last] = [times + 1, at];
      return `${times},${last.toFixed(4)},${until}`;
    });
    const file = write('loyal.csv', `x,t_x,T\n${lines.join('\n')}\n`);
    const { chosen, models } = JSON.parse((await clv('--summary', file, '--columns', 'x=x,t_x=t_x,T=T')).out);
    expect(chosen).toBe('nbd');
    // others have it as a limit, and are as likely or likelier
    expect(models['bg-nbd'].logLikelihood).toBeGreaterThan(models.nbd.logLikelihood - 1);
  });

  test('uses no model that does worse than everybody going on as before, and says so', async () => {
    const day = (n: number) => new Date(Date.parse('2026-01-01') + n * 86_400_000).toISOString().slice(0, 10);
    // one customer buys every day, the others once a month or once
    const lines = Array.from({ length: 300 }, (_, i) =>
      Array.from(
        { length: i === 0 ? 181 : 1 + (i % 4) },
        (_, n) => `c${i},${day(i === 0 ? n : (i % 30) + 30 * n)}`,
      ),
    ).flat();
    const file = write('whale.csv', `who,day\n${lines.join('\n')}\n`);
    const options = ['--transactions', file, '--columns', 'customer=who,date=day', ...dates];
    const { models, pastRate, chosen, beatsPlain } = JSON.parse((await clv(...options)).out);
    const errors = Object.values(models) as { holdout: { rmse: number } }[];
    for (const { holdout } of errors) expect(holdout.rmse).toBeGreaterThan(1.05 * pastRate.holdout.rmse);
    expect({ chosen, beatsPlain }).toEqual({ chosen: 'past_rate', beatsPlain: false });
    const text = await run(folder, ['evaluate', 'clv', ...options]);
    expect(text.out).toContain('as before');
    expect(text.out).toContain('no model does better than everybody going on as before');
  });

  test.each([
    ['no columns', ['--transactions', 'x.csv'], 'need --columns'],
    ['two files', ['--transactions', 'x.csv', '--summary', 'y.csv'], 'give --transactions <file> or'],
    ['no file', [], 'give --transactions <file> or'],
    [
      'dates that are no period',
      [...columns, ...dates, '--holdout-end', '2026-01-31', '--transactions', 'x.csv'],
      'not after',
    ],
    ['a date that is none', ['--calibration-end', '2026-02-30'], 'not a date'],
  ])('refuses %s', async (_, argv, message) => {
    const { code, err } = await clv(...argv);
    expect(err).toContain(message);
    expect(code).toBe(1);
  });

  test.each([
    ['one-time buyers alone', 'who,day,price\na,2026-01-01,1\nb,2026-02-01,1\n', 'one-time buyers'],
    ['one date alone', 'who,day,price\na,2026-03-31,1\nb,2026-03-31,1\n', 'nothing was observed'],
    ['no rows', 'who,day,price\n', 'has no customer whose first transaction'],
    ['an amount that is none', 'who,day,price\na,2026-01-01,?\n', 'row 1: price is "?"'],
  ])('refuses %s and says why', async (name, text, message) => {
    const { code, err } = await clv('--transactions', write(`${name}.csv`, text), ...columns, ...dates);
    expect(err).toContain(message);
    expect(code).toBe(1);
  });

  const weekly = (until: string) => {
    const day = (n: number) => new Date(Date.parse('2026-01-01') + n * 86_400_000).toISOString().slice(0, 10);
    const lines = Array.from({ length: 180 }, (_, n) => `c${n % 40},${day(n)},${5 + (n % 3)}`);
    return `who,day,price\n${lines.filter((line) => line.split(',')[1]! <= until).join('\n')}\n`;
  };

  test.each([
    [
      'before the holdout begins',
      '2026-03-30',
      'the file ends on 2026-03-30, and the holdout begins after 2026-03-31',
    ],
    ['with the calibration', '2026-03-31', 'the file ends on 2026-03-31'],
    ['early in the holdout', '2026-04-20', 'the file ends on 2026-04-20, 71 days before the holdout does'],
  ])('refuses a file that ends %s: nobody knows yet who came back', async (_, until, message) => {
    const { code, err } = await clv(
      '--transactions',
      write('early.csv', weekly(until)),
      ...columns,
      ...dates,
    );
    expect(err).toContain(message);
    expect(err).toContain('it is not known yet who came back');
    expect(code).toBe(1);
  });

  test('refuses a file that ends early but for one row that stands alone years later', async () => {
    const stray = `${weekly('2026-04-20')}c1,2199-01-01,5\n`;
    const { code, err } = await clv('--transactions', write('stray.csv', stray), ...columns, ...dates);
    expect(err).toContain('the file ends on 2026-04-20 (1 row long after that');
    expect(code).toBe(1);
  });

  test('takes a file that ends before the holdout for whole where it was silent for as long before', async () => {
    const quiet = weekly('2026-06-27').replaceAll(/^.*2026-02-0[1-5].*\n/gm, '');
    expect((await clv('--transactions', write('quiet.csv', quiet), ...columns, ...dates)).code).toBe(0);
    const busy = await clv('--transactions', write('busy.csv', weekly('2026-06-27')), ...columns, ...dates);
    expect(busy.err).toContain('was never silent for longer than 1');
  });

  const summary = (valueOf: (i: number) => string) =>
    `x,t_x,T,m\n${Array.from({ length: 40 }, (_, i) => `${i % 5},${i % 5 === 0 ? 0 : 10 + (i % 7)},${20 + (i % 3)},${valueOf(i)}`).join('\n')}\n`;
  const withValue = ['--columns', 'x=x,t_x=t_x,T=T,value=m'];

  test('reads the values of a summary in whatever way they are written, and says where it cannot use them', async () => {
    const plain = await clv(
      '--summary',
      write(
        'plain.csv',
        summary((i) => `${5 + (i % 7)}`),
      ),
      ...withValue,
    );
    const pounds = await clv(
      '--summary',
      write(
        'pounds.csv',
        summary((i) => (i % 5 === 0 ? 'NA' : `£${5 + (i % 7)}`)),
      ),
      ...withValue,
    );
    const values = JSON.parse(pounds.out).gammaGamma;
    expect(values).toEqual(JSON.parse(plain.out).gammaGamma);
    expect(values.customers).toBe(32);
    const none = [
      '--summary',
      write(
        'none.csv',
        summary(() => '0'),
      ),
      ...withValue,
    ];
    expect(JSON.parse((await clv(...none)).out)).toMatchObject({ valueUnused: expect.any(String) });
    expect((await run(folder, ['evaluate', 'clv', ...none])).out).toContain(
      'no value of a transaction: no customer',
    );
    const words = await clv(
      '--summary',
      write(
        'words.csv',
        summary(() => 'much'),
      ),
      ...withValue,
    );
    expect(words.err).toContain('row 1: m is "much"');
  });

  test.each([
    ['x,t_x,T\n1,5,4\n', 'row 1: t_x is "5"'],
    ['x,t_x,T\n1,2,4\n0.5,0,4\n', 'row 2: x is "0.5"'],
  ])('refuses a summary of states that cannot be: %j', async (text, message) => {
    const { code, err } = await clv('--summary', write('summary.csv', text));
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});
