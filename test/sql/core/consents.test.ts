import { afterEach, describe, expect, it } from 'vitest';
import { type CloudEvent, event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const decision = (
  kind: 'granted' | 'withdrawn',
  time: string,
  customer: Record<string, string> = { customer_ref: 'A' },
  channel = 'email',
  source = 'shop.web',
) => event(`consent.${kind}`, time, { customer, purpose: 'marketing', channel }, { source });

const intervals = async (events: readonly CloudEvent[]) => {
  built = await warehouse(events, { select: '+consent_intervals' });
  return built.rows(
    `select customer_id, channel, cast(from_at as varchar) as since, cast(to_at as varchar) as until, is_granted as granted
     from consent_intervals order by customer_id, channel, from_at`,
  );
};

describe('consent intervals', () => {
  it('follow a consent that is given, withdrawn and given again, by event time', async () => {
    const found = await intervals([
      decision('withdrawn', '2026-02-01T00:00:00Z'),
      decision('granted', '2026-01-01T00:00:00Z'),
      decision('granted', '2026-03-01T00:00:00Z'),
    ]);
    expect(found).toEqual([
      {
        customer_id: 'c1',
        channel: 'email',
        since: '2026-01-01 00:00:00',
        until: '2026-02-01 00:00:00',
        granted: true,
      },
      {
        customer_id: 'c1',
        channel: 'email',
        since: '2026-02-01 00:00:00',
        until: '2026-03-01 00:00:00',
        granted: false,
      },
      { customer_id: 'c1', channel: 'email', since: '2026-03-01 00:00:00', until: null, granted: true },
    ]);
    expect(built?.report.checks.find(({ name }) => name === 'consent_intervals_overlap')?.status).toBe(
      'pass',
    );
  });

  it('do not begin anew when the same is said twice', async () => {
    const found = await intervals([
      decision('granted', '2026-01-01T00:00:00Z'),
      decision('granted', '2026-01-05T00:00:00Z'),
    ]);
    expect(found.map(({ since }) => since)).toEqual(['2026-01-01 00:00:00']);
  });

  it('let the last landed of two decisions at one moment count', async () => {
    const found = await intervals([
      decision('granted', '2026-01-01T00:00:00Z'),
      decision('withdrawn', '2026-01-01T00:00:00Z'),
    ]);
    expect(found.map(({ granted, until }) => ({ granted, until }))).toEqual([
      { granted: false, until: null },
    ]);
  });

  it('apply a decision that names no channel to every channel, and let a later one on a channel stand out', async () => {
    const about = (ref: string) => ({ customer_ref: ref });
    const general = (kind: 'granted' | 'withdrawn', time: string, ref: string) =>
      event(`consent.${kind}`, time, { customer: about(ref), purpose: 'marketing' });
    const found = await intervals([
      // a withdrawal of everything ends the consent to e-mail
      decision('granted', '2026-01-01T00:00:00Z', about('A')),
      general('withdrawn', '2026-02-01T00:00:00Z', 'A'),
      // everything but e-mail
      general('granted', '2026-01-01T00:00:00Z', 'B'),
      decision('withdrawn', '2026-02-01T00:00:00Z', about('B')),
      // withdrawn altogether and given anew, and by name once more
      decision('granted', '2026-01-01T00:00:00Z', about('D')),
      general('withdrawn', '2026-02-01T00:00:00Z', 'D'),
      general('granted', '2026-03-01T00:00:00Z', 'D'),
      // a withdrawal by name is lifted by name
      decision('withdrawn', '2026-01-01T00:00:00Z', about('E')),
      general('granted', '2026-02-01T00:00:00Z', 'E'),
      decision('withdrawn', '2026-01-01T00:00:00Z', about('F')),
      general('granted', '2026-02-01T00:00:00Z', 'F'),
      decision('granted', '2026-03-01T00:00:00Z', about('F')),
      // of one form: what names the channel counts, whichever lands last
      decision('withdrawn', '2026-01-01T00:00:00Z', about('C')),
      general('granted', '2026-01-01T00:00:00Z', 'C'),
    ]);
    const now = found.filter(({ until }) => until === null);
    const first = ({ customer_id }: Record<string, unknown>) => Number(String(customer_id).slice(1));
    expect(now.sort((a, b) => first(a) - first(b))).toMatchObject([
      { customer_id: 'c1', channel: 'all', granted: false },
      { customer_id: 'c1', channel: 'email', granted: false, since: '2026-02-01 00:00:00' },
      { customer_id: 'c3', channel: 'all', granted: true },
      { customer_id: 'c3', channel: 'email', granted: false },
      { customer_id: 'c5', channel: 'all', granted: true },
      { customer_id: 'c5', channel: 'email', granted: true, since: '2026-03-01 00:00:00' },
      { customer_id: 'c8', channel: 'all', granted: true },
      { customer_id: 'c8', channel: 'email', granted: false, since: '2026-01-01 00:00:00' },
      { customer_id: 'c10', channel: 'all', granted: true },
      { customer_id: 'c10', channel: 'email', granted: true, since: '2026-03-01 00:00:00' },
      { customer_id: 'c13', channel: 'all', granted: true },
      { customer_id: 'c13', channel: 'email', granted: false },
    ]);
  });

  it('bring together what two source records of one customer decided', async () => {
    const found = await intervals([
      decision('granted', '2026-01-01T00:00:00Z', { customer_ref: 'A', email: 'anna@example.com' }),
      decision('withdrawn', '2026-02-01T00:00:00Z', { email: 'Anna@Example.com' }, 'email', 'crm'),
    ]);
    expect(found.map(({ customer_id, granted }) => ({ customer_id, granted }))).toEqual([
      { customer_id: 'c1', granted: true },
      { customer_id: 'c1', granted: false },
    ]);
  });

  it('see a withdrawal after the as-of date', async () => {
    const found = await intervals([
      decision('granted', '2026-01-01T00:00:00Z'),
      decision('withdrawn', '2026-07-01T00:00:00Z'),
    ]);
    expect(found.at(-1)).toMatchObject({ granted: false, until: null });
  });

  it('tell whom marketing may reach: granted, refused or never asked, and who may be called', async () => {
    const by = (customer_ref: string) => ({ customer_ref });
    const grantAll = (ref: string) =>
      event('consent.granted', '2026-01-01T00:00:00Z', { customer: by(ref), purpose: 'marketing' });
    built = await warehouse(
      [
        decision('granted', '2026-01-01T00:00:00Z', by('sms'), 'sms'),
        decision('granted', '2026-01-01T00:00:00Z', by('phone'), 'phone'),
        decision('withdrawn', '2026-01-01T00:00:00Z', by('never')),
        decision('granted', '2026-01-01T00:00:00Z', by('no more'), 'phone'),
        decision('withdrawn', '2026-02-01T00:00:00Z', by('no more'), 'phone'),
        grantAll('anything'),
        grantAll('but calls'),
        decision('withdrawn', '2026-02-01T00:00:00Z', by('but calls'), 'phone'),
        event('profile.updated', '2026-01-01T00:00:00Z', { customer: by('silent'), full_name: 'Ann' }),
      ],
      { select: '+customer_360' },
    );
    const found = await built.rows<{ said: string }>(
      `select concat_ws(' | ', r.customer_ref, marketing_consent, consented_channels, case when may_be_called then 'call' end) as said
       from customer_360 as c join customer_identity as i on i.customer_id = c.customer_id
       join source_records as r on r.record_id = i.record_id order by 1`,
    );
    expect(found.map(({ said }) => said)).toEqual([
      'anything | granted | all | call',
      'but calls | granted | all but phone',
      'never | refused',
      'no more | refused',
      'phone | granted | phone | call',
      'silent | not_asked',
      'sms | granted | sms',
    ]);
  });
});
