import { stringify } from 'yaml';
import { ClienteleError } from '../../../warehouse/index.ts';
import { sourceFile } from './bytes.ts';
import { type ColumnMeaning, columnMeanings } from './mapping/columnMeaning.ts';
import { type DraftSettings, draft } from './mapping/draft.ts';
import { parseMapping } from './mapping/load.ts';
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

const rowsLookedAt = 20_000;

/**
 * Drafts a mapping for a file from the names of its columns and the first rows' values.
 * @throws ClienteleError `nothing-suggested` when neither sales nor people are recognised
 */
export async function suggestMapping(path: string, settings: DraftSettings): Promise<Suggestion> {
  const file = await sourceFile(path);
  const table = await openTable(file, {}, false);
  try {
    const sample: (readonly string[])[] = [];
    for await (const chunk of table.rows()) {
      for (const { cells, refusal } of chunk) if (!refusal) sample.push(cells);
      if (sample.length >= rowsLookedAt) break;
    }
    const columns = columnMeanings(table.header, sample);
    const { mapping, questions } = draft(columns, sample, settings);
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
