import fs from 'node:fs';
import kafkajs, { type Kafka, type SASLOptions } from 'kafkajs';
import { ClienteleError } from '../../../warehouse/index.ts';
import { registerCodecs } from './codecs.ts';
import { quietNegativeTimeouts } from './negativeTimeouts.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ConnectionOptions {
  readonly brokers: readonly string[];
  readonly env: Environment;
  readonly allowPlaintext?: boolean;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

const hostOf = (broker: string): string => broker.replace(/:\d+$/, '');

function saslFrom(env: Environment): SASLOptions | undefined {
  const mechanism = env.CLIENTELE_KAFKA_SASL_MECHANISM?.toLowerCase();
  if (!mechanism) return undefined;
  const username = env.CLIENTELE_KAFKA_SASL_USERNAME ?? '';
  const password = env.CLIENTELE_KAFKA_SASL_PASSWORD ?? '';
  if (!username || !password)
    throw new ClienteleError(
      'kafka-credentials',
      'CLIENTELE_KAFKA_SASL_MECHANISM is set; set CLIENTELE_KAFKA_SASL_USERNAME and CLIENTELE_KAFKA_SASL_PASSWORD too',
    );
  switch (mechanism) {
    case 'plain':
    case 'scram-sha-256':
    case 'scram-sha-512':
      return { mechanism, username, password } as SASLOptions;
    default:
      throw new ClienteleError(
        'kafka-credentials',
        `unknown CLIENTELE_KAFKA_SASL_MECHANISM "${mechanism}"; use plain, scram-sha-256 or scram-sha-512`,
      );
  }
}

function tlsFrom(env: Environment): Record<string, string | boolean> | undefined {
  const read = (name: string): string | undefined => {
    const file = env[name];
    if (!file) return undefined;
    if (!fs.existsSync(file)) throw new ClienteleError('kafka-tls', `${name}: no file at ${file}`);
    return fs.readFileSync(file, 'utf8');
  };
  const ca = read('CLIENTELE_KAFKA_TLS_CA');
  const cert = read('CLIENTELE_KAFKA_TLS_CERT');
  const key = read('CLIENTELE_KAFKA_TLS_KEY');
  if (!ca && !cert && !/^(1|true|yes)$/i.test(env.CLIENTELE_KAFKA_TLS ?? '')) return undefined;
  return { rejectUnauthorized: true, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

/** Brokers from CLIENTELE_KAFKA_BROKERS (comma-separated), else as configured. */
export function brokersFrom(configured: readonly string[], env: Environment): string[] {
  const given = env.CLIENTELE_KAFKA_BROKERS?.split(',')
    .map((broker) => broker.trim())
    .filter(Boolean);
  return given?.length ? given : [...configured];
}

/**
 * A Kafka client as the environment says: CLIENTELE_KAFKA_TLS, …_TLS_CA, …_TLS_CERT, …_TLS_KEY, …_SASL_MECHANISM,
 * …_SASL_USERNAME, …_SASL_PASSWORD.
 * @throws ClienteleError `kafka-plaintext` where events would cross a network unencrypted
 */
export async function connectKafka(options: ConnectionOptions): Promise<Kafka> {
  const { brokers, env } = options;
  if (brokers.length === 0)
    throw new ClienteleError(
      'kafka-brokers',
      'no brokers; set kafka.brokers in clientele.config.ts, --brokers or CLIENTELE_KAFKA_BROKERS',
    );
  const tls = tlsFrom(env);
  const far = brokers.map(hostOf).filter((host) => !loopback.test(host));
  if (!tls && far.length > 0 && !options.allowPlaintext)
    throw new ClienteleError(
      'kafka-plaintext',
      `customers' events would be read from ${far.join(', ')} unencrypted; set CLIENTELE_KAFKA_TLS=true, or say --allow-plaintext`,
    );
  await registerCodecs();
  quietNegativeTimeouts();
  const sasl = saslFrom(env);
  return new kafkajs.Kafka({
    clientId: 'clientele',
    brokers: [...brokers],
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 3000,
    requestTimeout: 30_000,
    retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 1000, factor: 0.2, multiplier: 2 },
    ...(tls && { ssl: tls }),
    ...(sasl && { sasl }),
  });
}

/** What the client says when no broker answers, or none that lets us in, for the person who reads it. */
export function brokerGone(brokers: readonly string[], error: unknown): ClienteleError {
  const why = error instanceof Error ? error.message : String(error);
  const at = `Kafka at ${brokers.join(', ')}`;
  const options = { exitCode: 2, cause: error } as const;
  if (causes(error).some(({ name }) => name === 'KafkaJSSASLAuthenticationError'))
    return new ClienteleError(
      'kafka-refused',
      `${at} does not let us in (${why}); check CLIENTELE_KAFKA_SASL_MECHANISM, CLIENTELE_KAFKA_SASL_USERNAME and CLIENTELE_KAFKA_SASL_PASSWORD`,
      options,
    );
  if (/certificate|altname|wrong version number|packet length too long/i.test(why))
    return new ClienteleError(
      'kafka-tls',
      `no safe connection to ${at} (${why}); name the authority that signed its certificate in CLIENTELE_KAFKA_TLS_CA, and check that this port speaks TLS`,
      options,
    );
  const hint = /closed connection/i.test(why)
    ? '; a broker that wants TLS closes others: CLIENTELE_KAFKA_TLS'
    : '';
  return new ClienteleError(
    'broker-gone',
    `no answer from ${at} (${why}${hint}); what had been read is landed, start again once the broker is back`,
    { ...options, retriable: true },
  );
}

/** The error and what caused it. */
function causes(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
