import { figure } from '../../components/figure.ts';
import { type HeatCell, heatMap } from '../../components/heatMap.ts';
import type { Column } from '../../components/table.ts';
import type { Pair, ProductsData } from '../../loaders/products.ts';
import { type Context, productName } from './context.ts';

function pairColumns(data: ProductsData, { t, format }: Context): readonly Column<Pair>[] {
  return [
    { label: t.product, value: (row) => productName(data, row.sku) },
    { label: t.other, value: (row) => productName(data, row.other) },
    {
      label: t.together,
      value: (row) => row.together,
      show: (row) => format.count(row.together),
      numeric: true,
    },
    {
      label: t.expected,
      value: (row) => row.expected,
      show: (row) => format.tenths(row.expected),
      numeric: true,
    },
    {
      label: t.timesChance,
      value: (row) => row.timesChance,
      show: (row) => format.tenths(row.timesChance),
      numeric: true,
    },
    {
      label: t.support,
      value: (row) => row.support,
      show: (row) => format.percent(row.support),
      numeric: true,
    },
    {
      label: t.confidence,
      value: (row) => row.confidence,
      show: (row) => format.percent(row.confidence),
      numeric: true,
    },
    {
      label: t.back,
      value: (row) => row.otherConfidence,
      show: (row) => format.percent(row.otherConfidence),
      numeric: true,
    },
    { label: t.lift, value: (row) => row.lift, show: (row) => format.tenths(row.lift), numeric: true },
  ];
}

/** How far from chance the products in most orders are together, each with each. */
export function matrix(data: ProductsData, context: Context): HTMLElement {
  const { t, format } = context;
  const pairOf = new Map(
    data.matrix.flatMap((pair) => [
      [`${pair.sku} ${pair.other}`, pair] as const,
      [`${pair.other} ${pair.sku}`, pair] as const,
    ]),
  );
  const beyond = data.matrix.filter(({ isBeyondChance }) => isBeyondChance);
  const [best] = beyond;
  const strongest = Math.log2(beyond.reduce((most, { timesChance }) => Math.max(most, timesChance), 2));
  const cell = (one: string, other: string): HeatCell | null => {
    const pair = pairOf.get(`${one} ${other}`);
    if (!pair) return null;
    return {
      strength: Math.max(0, Math.log2(pair.timesChance)) / strongest,
      text: format.tenths(pair.timesChance),
      tip: [
        `${productName(data, one)} · ${productName(data, other)}`,
        `${t.timesChance}: ${format.tenths(pair.timesChance)}`,
        `${t.together}: ${format.count(pair.together)}`,
        `${t.expected}: ${format.tenths(pair.expected)}`,
      ],
    };
  };
  return figure(context, {
    name: 'affinity',
    title: best
      ? t.matrixTitle(
          productName(data, best.sku),
          productName(data, best.other),
          format.tenths(best.timesChance),
        )
      : data.matrix.length > 0
        ? t.noneBeyondChance
        : t.matrix,
    sentence: t.matrixSentence,
    empty: t.noPairs,
    columns: pairColumns(data, context),
    rows: data.matrix,
    body: () =>
      heatMap({
        label: t.matrix,
        columns: data.sides.map((_, i) => String(i + 1)),
        rows: data.sides.map((one, i) => ({
          label: `${i + 1} ${productName(data, one)}`,
          cells: data.sides.map((other) => (other === one ? null : cell(one, other))),
        })),
        dense: true,
        wide: true,
      }),
  });
}

/** The pairs beyond chance, the surest first. */
export function pairs(data: ProductsData, context: Context): HTMLElement {
  const { t, format } = context;
  return figure(context, {
    name: 'pairs',
    title: data.pairs.length > 0 ? t.pairsTitle(format.count(data.pairsInAll)) : t.pairs,
    sentence: data.pairs.length > 0 ? t.pairsSentence(format.count(data.pairs.length)) : t.pairsWhat,
    // the sides are of pairs in enough orders: with any there are pairs, if none beyond chance
    empty: data.sides.length > 0 ? t.noneHere : t.noPairs,
    isTable: true,
    body: () => '',
    columns: pairColumns(data, context),
    rows: data.pairs,
  });
}
