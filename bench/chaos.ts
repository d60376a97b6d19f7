import { killLanding } from './chaosLanding.ts';

/** `npm run chaos [kills] [events]`: nothing may be lost and nothing land twice, however often landing is killed. */
const [kills = '25', events = '200000'] = process.argv.slice(2);
const { reached } = await killLanding(Number(kills), Number(events));
process.stdout.write(
  `landing was killed ${kills} times over ${events} events (landed at each kill: ${reached.join(', ')}); ` +
    'nothing was lost, nothing landed twice\n',
);
process.exit(0);
