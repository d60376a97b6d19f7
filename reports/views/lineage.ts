import { card } from '../components/card.ts';
import { figure } from '../components/figure.ts';
import { filterBar, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { definePage, type PageContext } from '../components/page.ts';
import { nameOf } from '../components/terms.ts';
import { live, urlState } from '../components/urlState.ts';
import type { LineageData, TableNode } from '../loaders/lineage.ts';
import { drawGraph, related } from './lineage/graph.ts';
import { words } from './lineage/words.ts';

/** beyond this many tables the staging ones are drawn only around a chosen table */
const mostDrawn = 40;

type Context = PageContext<(typeof words)['en']>;

export const view = definePage(words, (data: LineageData, context) => {
  const { t, terms } = context;
  const names = data.nodes.map(({ name }) => name).sort();
  const state = urlState({ table: 'all' }, { table: ['all', ...names] });
  const choose = (name: string) => state.set('table', name);
  return [
    filterBar(
      context,
      select(
        t.table,
        () => [{ value: 'all', label: terms.all }, ...names.map((value) => ({ value, label: value }))],
        state,
        'table',
      ),
      t.applies,
    ),
    live(state, () => {
      const chosen = data.nodes.find(({ name }) => name === state.get('table'));
      return [chosen ? details(chosen, data, context, choose) : null, graph(data, chosen, context, choose)];
    }),
    tables(data, context, choose),
  ];
});

const link = (name: string, choose: (name: string) => void) =>
  html`<button class="link mono" type="button" onclick=${() => choose(name)}>${name}</button>`;

const links = (names: readonly string[], none: string, choose: (name: string) => void) =>
  names.length > 0
    ? html`<div class="names">${names.map((name) => link(name, choose))}</div>`
    : html`<p class="applies">${none}</p>`;

function details(
  node: TableNode,
  data: LineageData,
  context: Context,
  choose: (name: string) => void,
): HTMLElement {
  const { t, format, language } = context;
  const downstream = data.nodes
    .filter(({ upstream }) => upstream.includes(node.name))
    .map(({ name }) => name);
  const facts = [
    [t.kind, nameOf(node.kind, language)],
    [t.grain, node.words[language].grain || '–'],
    [t.rows, node.kind === 'source' ? '–' : format.count(node.rows)],
    [t.seconds, node.kind === 'source' ? '–' : t.secondsOf(format.number(node.seconds))],
    [t.checks, format.count(node.checks)],
    [t.built, node.builtAt ? format.time(node.builtAt) : '–'],
  ] as const;
  const columns = node.columns.map(
    ({ name, personal }) =>
      html`<span class=${personal ? 'col personal' : 'col'}>${name}${personal ? html`<small>${t.personal}</small>` : ''}</span>`,
  );
  return card(node.name, node.words[language].description || t.outside, [
    html`<dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`,
    html`<div class="cols c55 about"><div><h3>${t.upstream}</h3>${links(node.upstream, t.noUpstream, choose)}</div><div><h3>${t.downstream}</h3>${links(downstream, t.noDownstream, choose)}</div></div>`,
    columns.length > 0
      ? html`<div class="about"><h3>${t.columns}</h3><div class="names mono">${columns}</div></div>`
      : null,
  ]);
}

function graph(
  data: LineageData,
  chosen: TableNode | undefined,
  context: Context,
  choose: (name: string) => void,
): HTMLElement {
  const { t, format, language } = context;
  const folded = data.nodes.filter(({ kind }) => kind !== 'staging' && kind !== 'source');
  const isBig = data.nodes.length > mostDrawn;
  const shown = chosen ? related(data.nodes, chosen.name) : isBig ? folded : data.nodes;
  const listed = chosen ? shown : data.nodes;
  const links = listed.flatMap((node) => node.upstream.map((from) => ({ from, to: node.name })));
  return figure(context, {
    name: 'graph',
    title: chosen
      ? t.around(chosen.name, format.count(shown.length - 1))
      : t.whole(format.count(data.nodes.length), format.count(links.length)),
    sentence: !chosen && isBig ? t.foldedSentence : t.graphSentence,
    empty: t.noTables,
    columns: [
      { label: t.from, value: (row) => row.from },
      { label: t.to, value: (row) => row.to },
    ],
    rows: links,
    body: () =>
      drawGraph(
        shown,
        chosen?.name,
        t.graph,
        (node) => `${node.name}, ${nameOf(node.kind, language)}`,
        choose,
      ),
  });
}

function tables(data: LineageData, context: Context, choose: (name: string) => void): HTMLElement {
  const { t, format, language } = context;
  const rows = data.nodes.filter(({ kind }) => kind !== 'source');
  const slowest = [...rows].sort((a, b) => b.seconds - a.seconds)[0];
  return figure(context, {
    name: 'tables',
    title: slowest
      ? t.total(format.count(rows.length), format.compactCount(rows.reduce((sum, row) => sum + row.rows, 0)))
      : t.tables,
    sentence: slowest ? t.slowest(slowest.name, format.number(slowest.seconds)) : t.tables,
    empty: t.noTables,
    isTable: true,
    body: () => '',
    columns: [
      { label: t.table, value: (row) => row.name, show: (row) => link(row.name, choose) },
      { label: t.kind, value: (row) => nameOf(row.kind, language) },
      { label: t.grain, value: (row) => row.words[language].grain },
      { label: t.rows, value: (row) => row.rows, show: (row) => format.count(row.rows), numeric: true },
      { label: t.seconds, value: (row) => row.seconds, show: (row) => row.seconds.toFixed(2), numeric: true },
      { label: t.columns, value: (row) => row.columns.length, numeric: true },
      { label: t.checks, value: (row) => row.checks, numeric: true },
      { label: t.what, value: (row) => row.words[language].description },
    ],
    rows,
  });
}
