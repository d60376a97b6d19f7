// Node's own modules only: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Ends the process with a message that says what to do. */
export function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Refuses a Node that is too old. */
export function requireNode() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) stop(`Node 20 or later is needed; this is ${process.versions.node}`);
}

/** Runs `npm ci` where packages are missing or older than the lock file. */
export function installPackages() {
  const lock = path.join(root, 'package-lock.json');
  const stamp = path.join(root, 'node_modules', '.package-lock.json');
  if (fs.existsSync(stamp) && fs.statSync(stamp).mtimeMs >= fs.statSync(lock).mtimeMs) return;
  if (fs.existsSync(stamp) && sameVersions(lock, stamp)) return;
  process.stderr.write('installing packages (npm ci)\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) stop('npm ci failed; its message is above');
}

/** The installed versions are those of the lock file, whatever the files' times (a checkout touches the lock). */
function sameVersions(lock, stamp) {
  const wanted = JSON.parse(fs.readFileSync(lock, 'utf8')).packages;
  const installed = JSON.parse(fs.readFileSync(stamp, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || installed[name]?.version === entry.version,
  );
}
