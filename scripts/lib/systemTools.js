// Node's own modules only: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { stop } from './packages.js';

const onPath = (name) =>
  (process.env.PATH ?? '').split(':').some((folder) => folder && fs.existsSync(`${folder}/${name}`));

const cjkFont = () =>
  ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype/noto', '/usr/share/fonts/noto-cjk'].some(
    (folder) => fs.existsSync(folder) && fs.readdirSync(folder).some((file) => file.includes('CJK')),
  );

/** What the tests use beside Node, how to see whether it is there, and its Debian package. */
const tools = [
  { package: 'default-jre-headless', present: () => onPath('java') },
  { package: 'maven', present: () => onPath('mvn') },
  { package: 'chromium', present: () => onPath('chromium') },
  { package: 'fonts-noto-cjk', present: cjkFont },
];

/** Installs what is missing by apt-get as root or with sudo, else stops with the line to type. */
export function installSystemTools() {
  const missing = tools.filter(({ present }) => !present()).map((tool) => tool.package);
  if (missing.length === 0) return;
  const line = `apt-get update && apt-get install -y ${missing.join(' ')}`;
  const isRoot = process.getuid?.() === 0;
  const sudo = !isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  if (!onPath('apt-get') || !(isRoot || sudo))
    stop(`the tests need ${missing.join(', ')}; type:\n  sudo sh -c '${line}'`);
  process.stderr.write(`installing ${missing.join(', ')} (apt-get)\n`);
  const command = `export DEBIAN_FRONTEND=noninteractive; ${line}`;
  const apt = spawnSync(isRoot ? 'sh' : 'sudo', isRoot ? ['-c', command] : ['-n', 'sh', '-c', command], {
    stdio: ['ignore', 2, 2],
  });
  if (apt.status !== 0) stop(`apt-get failed; its message is above. Type:\n  sudo sh -c '${line}'`);
}
