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

/** Starts a broker; the jars are fetched first if need be. */
export async function startBroker(): Promise<Broker> {
  const jars = execFileSync(process.execPath, [path.join(projectRoot, 'scripts/kafka.js')], {
    encoding: 'utf8',
  }).trim();
  const folder = temporaryFolder('kafka');
  const [port, controller] = [await freePort(), await freePort()];
  const properties = path.join(folder, 'server.properties');
  fs.writeFileSync(
    properties,
    `${fs.readFileSync(path.join(here, 'server.properties'), 'utf8')}
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
log.dirs=${path.join(folder, 'logs')}
`,
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
    kafka,
    admin,
    kill: () => end('SIGKILL'),
    restart: launch,
    async createTopic(topic, partitions, settings = {}) {
      const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
      await admin.createTopics({
        waitForLeaders: true,
        topics: [{ topic, numPartitions: partitions, configEntries }],
      });
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
