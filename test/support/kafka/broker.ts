import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { projectRoot, temporaryFolder } from '../cli.ts';

const here = path.dirname(fileURLToPath(import.meta.url));

/** A real Kafka broker of one node, on ports and in a folder of its own. */
export interface Broker {
  readonly address: string;
  /** the listener that asks for a user and speaks TLS, where it was asked for */
  readonly secured: Secured | undefined;
  readonly kafka: Kafka;
  readonly admin: Admin;
  /** ends the process at once, as a crash would */
  kill(): Promise<void>;
  /** starts it again on the same data */
  restart(): Promise<void>;
  createTopic(topic: string, partitions: number, settings?: Record<string, string>): Promise<void>;
  /** Sends messages to one partition, 1000 at a time. */
  produce(topic: string, values: readonly Produced[], partition?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface Secured {
  readonly address: string;
  /** the certificate to trust, PEM */
  readonly ca: string;
  /** known by PLAIN and by SCRAM-SHA-512 */
  readonly username: string;
  readonly password: string;
}

export interface Produced {
  readonly key?: string | null;
  readonly value: string | Buffer | null;
  readonly headers?: Record<string, string>;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A key and its certificate for this machine, by Java's own tool. */
function makeCertificate(folder: string, password: string): { keystore: string; ca: string } {
  const keystore = path.join(folder, 'broker.p12');
  const ca = path.join(folder, 'broker.pem');
  const store = ['-keystore', keystore, '-storepass', password, '-alias', 'broker'];
  execFileSync(
    'keytool',
    [
      '-genkeypair',
      ...store,
      ...['-storetype', 'PKCS12', '-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '2'],
      ...['-dname', 'CN=clientele test', '-ext', 'SAN=ip:127.0.0.1,dns:localhost', '-ext', 'BC:c'],
    ],
    { stdio: 'pipe' },
  );
  execFileSync('keytool', ['-exportcert', '-rfc', ...store, '-file', ca], { stdio: 'pipe' });
  return { keystore, ca };
}

/** The listener of users over TLS: who it is, and what the broker's configuration needs. */
async function secure(folder: string): Promise<{ secured: Secured; lines: string }> {
  const [username, password] = ['clientele', 'right-password'];
  const { keystore, ca } = makeCertificate(folder, password);
  const address = `127.0.0.1:${await freePort()}`;
  const login = 'org.apache.kafka.common.security';
  const lines = `
ssl.keystore.type=PKCS12
ssl.keystore.location=${keystore}
ssl.keystore.password=${password}
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
listener.name.secured.plain.sasl.jaas.config=${login}.plain.PlainLoginModule required user_${username}="${password}";
listener.name.secured.scram-sha-512.sasl.jaas.config=${login}.scram.ScramLoginModule required;
`;
  return { secured: { address, ca, username, password }, lines };
}

/** Starts a broker; the jars are fetched first if need be. With `secured`, a second listener of users over TLS. */
export async function startBroker(options: { readonly secured?: boolean } = {}): Promise<Broker> {
  const jars = execFileSync(process.execPath, [path.join(projectRoot, 'scripts/kafka.js')], {
    encoding: 'utf8',
  }).trim();
  const folder = temporaryFolder('kafka');
  const [port, controller] = [await freePort(), await freePort()];
  const properties = path.join(folder, 'server.properties');
  const { secured, lines = '' } = options.secured ? await secure(folder) : {};
  const more = secured ? `,SECURED://${secured.address}` : '';
  fs.writeFileSync(
    properties,
    `${fs.readFileSync(path.join(here, 'server.properties'), 'utf8')}
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}${more}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}${more}
log.dirs=${path.join(folder, 'logs')}
${lines}`,
  );
  const java = [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xshare:auto',
    '-Djava.awt.headless=true',
    `-Dlog4j2.configurationFile=${path.join(here, 'log4j2.xml')}`,
    '-cp',
    path.join(jars, '*'),
  ];
  const format = ['format', '-t', 'Y2xpZW50ZWxlLXRlc3QtMQ', '-c', properties, '--ignore-formatted'];
  if (secured)
    format.push('--add-scram', `SCRAM-SHA-512=[name=${secured.username},password=${secured.password}]`);
  execFileSync('java', ['-Xmx128m', ...java, 'kafka.tools.StorageTool', ...format], { stdio: 'pipe' });

  const address = `127.0.0.1:${port}`;
  const kafka = new kafkajs.Kafka({
    clientId: 'test',
    brokers: [address],
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { retries: 10, initialRetryTime: 100, maxRetryTime: 1000 },
  });
  const admin = kafka.admin();
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  let child: ChildProcess;
  let isProducing = false;

  const launch = async () => {
    const log = fs.openSync(path.join(folder, 'broker.log'), 'a');
    child = spawn('java', ['-Xmx384m', ...java, 'kafka.Kafka', properties], {
      stdio: ['ignore', log, log],
    });
    fs.closeSync(log);
    const started = child;
    process.once('exit', () => started.kill('SIGKILL'));
    for (let i = 0; ; i++) {
      const probe = new kafkajs.Kafka({
        brokers: [address],
        logLevel: kafkajs.logLevel.NOTHING,
        connectionTimeout: 500,
        retry: { retries: 0 },
      }).admin();
      try {
        await probe.connect();
        if ((await probe.describeCluster()).brokers.length > 0) return;
      } catch (error) {
        if (started.exitCode !== null || i > 300)
          throw new Error(`no broker: ${fs.readFileSync(path.join(folder, 'broker.log'), 'utf8')}`, {
            cause: error,
          });
      } finally {
        await probe.disconnect().catch(() => undefined);
      }
      await pause(100);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  await launch();
  await admin.connect();
  return {
    address,
    secured,
    kafka,
    admin,
    kill: () => end('SIGKILL'),
    restart: launch,
    async createTopic(topic, partitions, settings = {}) {
      const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
      await admin.createTopics({
        waitForLeaders: false,
        topics: [{ topic, numPartitions: partitions, configEntries }],
      });
      await untilLed(admin, topic, partitions);
    },
    async produce(topic, values, partition = 0) {
      if (!isProducing) await producer.connect();
      isProducing = true;
      for (let start = 0; start < values.length; start += 1000)
        await producer.send({
          topic,
          acks: -1,
          messages: values.slice(start, start + 1000).map(({ key = null, value, headers }) => ({
            key,
            value,
            headers,
            partition,
          })),
        });
    },
    async stop() {
      await producer.disconnect().catch(() => undefined);
      await admin.disconnect().catch(() => undefined);
      await end('SIGKILL');
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

const notLedYet: ReadonlySet<string> = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/**
 * Waits until each partition of a new topic has a leader; kafkajs gives up where a busy broker does not know
 * the topic yet.
 */
async function untilLed(admin: Admin, topic: string, partitions: number): Promise<void> {
  for (;;) {
    const led = await admin
      .fetchTopicMetadata({ topics: [topic] })
      .then(({ topics }) => topics[0]?.partitions.filter(({ leader }) => leader >= 0).length ?? 0)
      .catch((error: { readonly type?: string; readonly cause?: { readonly type?: string } }) => {
        if (notLedYet.has(error.type ?? error.cause?.type ?? '')) return 0;
        throw error;
      });
    if (led === partitions) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
