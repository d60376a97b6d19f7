import { definePage } from '../components/page.ts';
import type { LifetimeData } from '../loaders/lifetime.ts';
import { aliveMap } from './lifetime/aliveMap.ts';
import { deciles } from './lifetime/deciles.ts';
import { distribution } from './lifetime/distribution.ts';
import { groups } from './lifetime/groups.ts';
import { basis, tiles } from './lifetime/tiles.ts';
import { words } from './lifetime/words.ts';

export const view = definePage(words, (data: LifetimeData, context) => [
  basis(data, context),
  tiles(data, context),
  distribution(data, context),
  deciles(data, context),
  aliveMap(data, context),
  groups('channel', data.channels, context),
  groups('cohort', data.cohorts, context),
]);
