import { filterBar, segmented } from '../components/filters.ts';
import { definePage } from '../components/page.ts';
import { live, urlState } from '../components/urlState.ts';
import type { MethodsData } from '../loaders/methods.ts';
import { cardOf } from './methods/cardOf.ts';
import { drift } from './methods/drift.ts';
import { heldOut } from './methods/heldOut.ts';
import { list } from './methods/list.ts';
import { words } from './methods/words.ts';

export const view = definePage(words, (data: MethodsData, context) => {
  const { t } = context;
  const names = data.models.map(({ model }) => model);
  const state = urlState({ model: names[0] ?? '' }, { model: names });
  const choices = names.map((value) => ({ value, label: t.modelNames[value] ?? value }));
  return [
    list(data, context),
    names.length > 0 ? filterBar(context, segmented(t.model, choices, state, 'model'), t.applies) : null,
    live(state, () => {
      const model = data.models.find((one) => one.model === state.get('model'));
      return model ? [cardOf(model, context), heldOut(model, context), drift(model, context)] : [];
    }),
  ];
});
