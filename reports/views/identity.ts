import { filterBar, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import { live, urlState } from '../components/urlState.ts';
import type { IdentityData } from '../loaders/identity.ts';
import { fields } from './identity/fields.ts';
import { joined, sizes } from './identity/joined.ts';
import { reviews } from './identity/reviews.ts';
import { tiles } from './identity/tiles.ts';
import { waterfall } from './identity/waterfall.ts';
import { weights } from './identity/weights.ts';
import { words } from './identity/words.ts';

export const view = definePage(words, (data: IdentityData, context) => {
  const { t } = context;
  const keyOf = ({ left, right }: { readonly left: string; readonly right: string }) => `${left}-${right}`;
  const explained = new Set(data.bars.map(keyOf));
  const pairs = data.reviews.filter((pair) => explained.has(keyOf(pair)));
  const state = urlState({ pair: pairs[0] ? keyOf(pairs[0]) : '' }, { pair: pairs.map(keyOf) });
  return [
    tiles(data, context),
    html`<div class="cols c55">${joined(data, context)}${sizes(data, context)}</div>`,
    fields(data, context),
    pairs.length > 0
      ? filterBar(
          context,
          [
            select(
              t.pair,
              () => pairs.map((pair) => ({ value: keyOf(pair), label: t.pairName(pair.left, pair.right) })),
              state,
              'pair',
            ),
          ],
          t.applies,
        )
      : null,
    live(state, () =>
      waterfall(
        data.bars.filter((bar) => keyOf(bar) === state.get('pair')),
        context,
      ),
    ),
    // some forty bars beside a few pairs would leave half the page blank
    reviews(data, context),
    weights(data, context),
  ];
});
