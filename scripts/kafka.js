// Fetches the jars of a Kafka broker into .kafka/ by Maven and checks each against its recorded checksum.
// Node's own modules only: it runs before anything is installed. `node scripts/kafka.js` prints the folder.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const source = path.join(root, 'test/support/kafka');

/** The folder of the jars, fetched and checked if need be. */
export function installKafka(folder = path.join(root, '.kafka')) {
  const jars = path.join(folder, 'jars');
  const sums = fs.readFileSync(path.join(source, 'libs.sha256'), 'utf8');
  const stamp = path.join(folder, 'checked');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === sums) return jars;
  fs.rmSync(folder, { recursive: true, force: true });
  const fresh = `${folder}.${process.pid}`;
  const freshJars = path.join(fresh, 'jars');
  fs.mkdirSync(freshJars, { recursive: true });
  try {
    const pom = path.join(source, 'pom.xml');
    const maven = spawnSync(
      'mvn',
      [
        '-B',
        '-q',
        '-C',
        '-f',
        pom,
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${freshJars}`,
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (maven.error) throw new Error(`mvn cannot be run (${maven.error.message}); apt-get install -y maven`);
    if (maven.status !== 0)
      throw new Error(`mvn could not fetch the jars of Kafka (exit code ${maven.status})`);
    check(freshJars, sums);
    fs.writeFileSync(path.join(fresh, 'checked'), sums);
    if (!fs.existsSync(folder)) fs.renameSync(fresh, folder);
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  return jars;
}

function check(jars, sums) {
  const expected = new Map(
    sums
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/).reverse()),
  );
  for (const name of fs.readdirSync(jars)) {
    const hash = createHash('sha256')
      .update(fs.readFileSync(path.join(jars, name)))
      .digest('hex');
    if (expected.get(name) !== hash)
      throw new Error(`${name} is not the file recorded in test/support/kafka/libs.sha256: ${hash}`);
    expected.delete(name);
  }
  if (expected.size > 0) throw new Error(`jars missing: ${[...expected.keys()].join(', ')}`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.stdout.write(`${installKafka()}\n`);
