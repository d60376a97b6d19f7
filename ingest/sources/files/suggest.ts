import { stringify } from 'yaml';
import { type Encoding, encodings } from '../../../warehouse/files/index.ts';
import { ClienteleError } from '../../../warehouse/index.ts';
import { sourceFile } from './bytes.ts';
import type { ColumnMeaning } from './mapping/columnMeaning.ts';
import { columnMeanings } from './mapping/columnMeanings.ts';
import { type DraftSettings, draft } from './mapping/draft.ts';
import { parseMapping } from './mapping/load.ts';
import { sampledRows } from './mapping/sampledRows.ts';
import type { MappingInput } from './mapping/schema.ts';
import { openTable } from './table.ts';

export interface Suggestion {
  readonly file: string;
  readonly notes: readonly string[];
  readonly columns: readonly ColumnMeaning[];
  readonly mapping: MappingInput;
  /** what to decide before it is used */
  readonly questions: readonly string[];
  /** the mapping file, with the questions as comments */
  readonly yaml: string;
}

/** Without a source the file's name tells it. */
export interface SuggestionSettings extends Omit<DraftSettings, 'source' | 'delimiter'> {
  readonly source?: string;
  /** what the file is written in, where that cannot be told; the draft says it too */
  readonly encoding?: string;
}

/** A mapping that says what its files are written in, right behind their source. */
const inEncoding = ({ source, file, ...others }: MappingInput, encoding: Encoding): MappingInput => ({
  source,
  file: { encoding, ...file },
  ...others,
});

const rowsLookedAt = 20_000;

/**
 * The system that a file is from, as its name has it without the number or the date of the export:
 * crm_2026-01-05.csv, crm00.csv.
 */
function sourceOf(name: string): string {
  const [stem = ''] = name.split('.');
  return stem.replace(/(?:[-_ ]+v?\d+|\d+)+$/i, '') || stem || 'file';
}

/**
 * Drafts a mapping for a file from the names of its columns and the first rows' values.
 * @throws ClienteleError `nothing-suggested` when neither sales nor people are recognised, `events-already`
 */
export async function suggestMapping(path: string, settings: SuggestionSettings): Promise<Suggestion> {
  const file = await sourceFile(path);
  const encoding = encodings.find((known) => known === settings.encoding?.toLowerCase());
  if (settings.encoding !== undefined && !encoding)
    throw new ClienteleError(
      'usage',
      `unknown encoding "${settings.encoding}"; those that are read: ${encodings.join(', ')}`,
    );
  const layout = { encodingNamedIn: 'by --encoding', ...(encoding && { encoding }) };
  const table = await openTable(file, layout, false);
  try {
    if (table.format === 'ndjson' && table.header.includes('specversion'))
      throw new ClienteleError(
        'events-already',
        `${file.name}: these are events already: ingest them without a mapping (clientele ingest files ${file.name})`,
      );
    const sample: (readonly string[])[] = [];
    for await (const chunk of table.rows()) {
      for (const { cells, refusal } of chunk) if (!refusal) sample.push(cells);
      if (sample.length >= rowsLookedAt) break;
    }
    const looked = sampledRows(table.header, sample);
    const columns = columnMeanings(table.header, looked);
    const source = settings.source ?? sourceOf(file.name);
    const drafted = draft(columns, looked, {
      ...settings,
      source,
      ...(table.delimiter && { delimiter: table.delimiter }),
    });
    const mapping = drafted.mapping && encoding ? inEncoding(drafted.mapping, encoding) : drafted.mapping;
    const questions =
      settings.source === undefined && mapping
        ? [`is ${source} the name of the system that the file is from? (source)`, ...drafted.questions]
        : drafted.questions;
    if (!mapping)
      throw new ClienteleError(
        'nothing-suggested',
        [
          `${file.name}: neither sales (a time with a quantity, price or amount) nor people (an identifier with a name or address, and a time) are recognised in its columns: ${table.header.join(', ')}`,
          ...questions,
          'write the mapping by hand; mappings/online-retail.yaml is an example',
        ].join('\n'),
      );
    const comments = [
      `A draft for ${file.name}, to be read before it is used: clientele ingest files --dry-run --mapping THIS FILE`,
      ...questions.map((question) => `? ${question}`),
    ];
    const yaml = `${comments.map((line) => `# ${line}\n`).join('')}\n${stringify(mapping, { lineWidth: 110, aliasDuplicateObjects: false })}`;
    parseMapping(yaml, 'the draft');
    return { file: file.name, notes: table.notes, columns, mapping, questions, yaml };
  } finally {
    table.close();
  }
}
