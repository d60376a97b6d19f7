import { card } from '../../components/card.ts';
import { html } from '../../components/html.ts';
import type { ModelCard } from '../../loaders/methods.ts';
import { type Context, candidateName } from './context.ts';

/** What a model is for, how it works and where it ends; why its current candidate was chosen. */
export function cardOf(model: ModelCard, context: Context): HTMLElement {
  const { t, format, language } = context;
  const words = model.words[language];
  const facts = [
    [t.chosen, candidateName(context, model.chosen)],
    [t.fittedOn, format.date(model.asOf)],
    [t.fittedRows, format.count(model.rows)],
    [t.seed, String(model.seed)],
  ] as const;
  const about = (title: string, text: string) =>
    html`<div class="about"><h3>${title}</h3><p>${text}</p></div>`;
  const points = (title: string, list: readonly string[]) =>
    html`<div class="about"><h3>${title}</h3><ul class="points">${list.map((point) => html`<li>${point}</li>`)}</ul></div>`;
  return card(t.modelNames[model.model] ?? model.model, words.purpose, [
    html`<dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`,
    about(t.why, model.reason[language]),
    html`<div class="cols c55"><div>${about(t.data, words.data)}${about(t.method, words.method)}</div><div>${points(t.assumptions, words.assumptions)}${points(t.limits, words.limits)}</div></div>`,
    points(t.sources, model.sources),
  ]);
}
