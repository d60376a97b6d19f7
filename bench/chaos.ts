import { killBuilding } from './chaosBuild.ts';
import { killLanding } from './chaosLanding.ts';

/**
 * `npm run chaos [kills] [events]`: landing and building are killed again and again; nothing may be lost,
 * doubled or torn.
 */
const [kills = '25', events = '200000'] = process.argv.slice(2);
const { reached } = await killLanding(Number(kills), Number(events));
process.stdout.write(
  `landing was killed ${kills} times over ${events} events (landed at each kill: ${reached.join(', ')}); nothing was lost, nothing landed twice\n`,
);
const { at } = await killBuilding(Number(kills), Math.round(Number(events) / 3));
process.stdout.write(
  `building was killed ${kills} times over ${events} events (seconds after its start: ${at.map((second) => second.toFixed(1)).join(', ')}); every snapshot was whole, the tables are those of an undisturbed build\n`,
);
process.exit(0);
