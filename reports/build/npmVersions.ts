import fs from 'node:fs';
import path from 'node:path';

/**
 * Framework asks the npm registry for the version of each library it could offer a page, unless its cache holds a
 * folder `name@version`. No page uses one, so empty folders keep a build off the network.
 */
const offered = [
  ...[
    'htl',
    'd3',
    'd3-dsv',
    'lodash',
    'echarts',
    'arquero',
    'apache-arrow',
    'parquet-wasm',
    'leaflet',
    'react',
  ],
  ...[
    'react-dom',
    'topojson-client',
    'mapbox-gl',
    'katex',
    'mermaid',
    'sql.js',
    'vega',
    'vega-lite',
    'exceljs',
  ],
  ...['vega-lite-api', 'jszip', '@viz-js/viz', '@uwdata/vgplot', '@duckdb/duckdb-wasm', '@observablehq/plot'],
  ...['@observablehq/inputs', '@observablehq/sample-datasets', '@observablehq/dot', '@observablehq/duckdb'],
  ...['@observablehq/sqlite', '@observablehq/tex', '@observablehq/mermaid'],
];

export function stayOffline(root: string): void {
  for (const name of offered)
    fs.mkdirSync(path.join(root, '.observablehq/cache/_npm', `${name}@1.0.0`), { recursive: true });
}
