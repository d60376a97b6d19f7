import { afterAll, beforeAll, expect, test } from 'vitest';
import { run, temporaryFolder } from '../support/cli.ts';
import { type Broker, type Secured, startBroker } from '../support/kafka/broker.ts';
import { pages } from '../support/kafka/events.ts';

let broker: Broker;
let secured: Secured;
beforeAll(async () => {
  broker = await startBroker({ secured: true });
  if (!broker.secured) throw new Error('no secured listener');
  secured = broker.secured;
  await broker.createTopic('safe', 2);
  await broker.produce('safe', pages(300));
  await broker.produce('safe', pages(300, 300), 1);
}, 60_000);
afterAll(() => broker.stop());

/** `ingest kafka` with what the environment says of the connection. */
async function ingest(environment: Readonly<Record<string, string>>, folder = temporaryFolder('secured')) {
  const before = { ...process.env };
  for (const [name, value] of Object.entries(environment)) process.env[`CLIENTELE_KAFKA_${name}`] = value;
  try {
    return await run(folder, ['ingest', 'kafka', '--brokers', secured.address, '--topic', 'safe', '--json']);
  } finally {
    for (const name of Object.keys(environment)) delete process.env[`CLIENTELE_KAFKA_${name}`];
    Object.assign(process.env, before);
  }
}

const login = (mechanism: string, password = secured.password) => ({
  TLS_CA: secured.ca,
  SASL_MECHANISM: mechanism,
  SASL_USERNAME: secured.username,
  SASL_PASSWORD: password,
});

test.each(['plain', 'scram-sha-512'])(
  'lands over TLS as a user known by %s',
  async (mechanism) => {
    const { code, out, err } = await ingest(login(mechanism));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ read: 600, landed: 600, dead: 0 });
  },
  60_000,
);

test.each(['plain', 'scram-sha-512'])(
  'a wrong password by %s ends with exit code 2, says which settings to check, and does not show it',
  async (mechanism) => {
    const { code, out, err } = await ingest(login(mechanism, 'wrong-password'));
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ schema: 'clientele.error/1', code: 'kafka-refused' });
    expect(err).toMatch(
      new RegExp(`^clientele: Kafka at ${secured.address} does not let us in .*authentication failed`, 'i'),
    );
    expect(err).toContain('CLIENTELE_KAFKA_SASL_PASSWORD');
    expect(out + err).not.toContain('wrong-password');
  },
  60_000,
);

test('a certificate that nobody we know has signed ends with exit code 2 and says what to set', async () => {
  const { TLS_CA, ...rest } = login('plain');
  expect(TLS_CA).toMatch(/\.pem$/);
  const { code, err } = await ingest({ ...rest, TLS: 'true' });
  expect(code).toBe(2);
  expect(err).toMatch(/no safe connection to Kafka at .*certificate.*CLIENTELE_KAFKA_TLS_CA/);
}, 60_000);

test('a listener that hangs up because it wants TLS leads to a hint at the setting', async () => {
  const { TLS_CA, ...rest } = login('plain');
  expect(TLS_CA).toMatch(/\.pem$/);
  const { code, err } = await ingest(rest);
  expect(code).toBe(2);
  expect(err).toMatch(/no answer from Kafka at .*a broker that wants TLS closes others: CLIENTELE_KAFKA_TLS/);
}, 90_000);
