import { definePage } from '../components/page.ts';
import type { LifetimeData } from '../loaders/lifetime.ts';
import { aliveMap } from './lifetime/aliveMap.ts';
import { deciles } from './lifetime/deciles.ts';
import { distribution } from './lifetime/distribution.ts';
import { groups } from './lifetime/groups.ts';
import { basis, tiles } from './lifetime/tiles.ts';
import { toldOnly } from './lifetime/told.ts';
import { words } from './lifetime/words.ts';

export const view = definePage(words, (data: LifetimeData, context) => {
  const told = toldOnly(data);
  return [
    basis(data, context),
    tiles(data, context),
    distribution(told, context),
    deciles(data, context),
    aliveMap(data, context),
    groups('channel', told, context),
    groups('cohort', told, context),
  ];
});
