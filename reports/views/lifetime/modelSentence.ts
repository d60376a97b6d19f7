import type { LifetimeSettings } from '../../loaders/lifetime.ts';
import type { Context } from './context.ts';

/** Which model stands and by what, or why none does. */
export function modelSentence(
  { model, noModel, holdoutDays }: Pick<LifetimeSettings, 'model' | 'noModel' | 'holdoutDays'>,
  { t }: Pick<Context, 't'>,
): string {
  if (noModel !== null) return t.noModel[noModel as keyof typeof t.noModel];
  const days = String(holdoutDays);
  return model === 'past_rate' ? t.noneBetter(days) : t.chosen(t.models[model] ?? model, days);
}
