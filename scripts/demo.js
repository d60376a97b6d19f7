// `npm run demo`: installs packages where they are missing, then runs `clientele demo`. Node's own modules only.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { installPackages, requireNode, root } from './lib/packages.js';

requireNode();
installPackages();
const demo = spawnSync(
  process.execPath,
  [path.join(root, 'bin/clientele.js'), 'demo', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.exit(demo.status ?? 2);
