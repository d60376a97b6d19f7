import { kindsByHeader } from '../../../../transforms/standardise/light/index.ts';
import { signsOf } from './currencySign.ts';
import { decimalText } from './number.ts';

/** The values of a column among the rows looked at, empty ones as well. */
export interface SampledColumn {
  readonly column: string;
  readonly cells: readonly string[];
  /** the list of lines whose objects have it */
  readonly list?: string;
}

/** From as many rows on a column of an unknown name that never repeats is taken for a key. */
const telling = 20;
/** What numbers of things look like: a digit, and no blanks. */
export const token = /^(?=.*\d)[\w.:#/-]{1,64}$/;
const keyWords = new Set('id no nr num number nummer numero key uuid guid ref'.split(' '));
/** of something that a customer has several of */
const ofDocument =
  /工单|订单|单号|单据|退款|售后|评价|发票|交易|流水|合同|保单|(?:^|\s)(?:ticket|case|order|invoice|receipt|refund|return|review|transaction|payment|shipment|beleg|rechnung|bestellung|auftrag)(?:\s|$)/;
/** of the row in its file, not of what it tells of */
const ofRow = /^(?:(?:row|line|seq|index)\b.*|no|nr|num|number|nummer|numero|序号|行号)$/;

/** Whether no value is empty and none comes twice. */
export const isKey = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() !== '') && new Set(cells).size === cells.length;

/**
 * The column, among those of unknown meaning, whose values are keys, if any: one whose name says so; else, of
 * a file of some length, one of codes that are more than numbers, for points and amounts are seldom alike
 * either.
 */
export const keyColumn = (columns: readonly SampledColumn[]): string | undefined => {
  const keys = columns.filter(
    ({ column, cells, list }) =>
      list === undefined &&
      cells.length > 1 &&
      isKey(cells) &&
      cells.every((cell) => token.test(cell.trim())) &&
      !ofRow.test(spaced(column)) &&
      !ofDocument.test(spaced(column)) &&
      kindsByHeader(column).every((kind) => kind === 'skip'),
  );
  const found =
    keys.find(({ column }) => namesKey(column)) ??
    keys.find(({ cells }) => cells.length >= telling && !areNumbers(cells));
  return found?.column;
};

/** CNY001 is a code, and no amount. */
const areNumbers = (cells: readonly string[]): boolean =>
  cells.every((cell) => signsOf(cell).length === 0 && decimalText(cell, '.') !== undefined);

/** contactID, Contact_No. → contact id, contact no */
const spaced = (column: string): string =>
  column
    .normalize('NFKC')
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .replaceAll(/[\s_.#-]+/g, ' ')
    .trim();

/** contact id, num expediente, 登记号 */
function namesKey(column: string): boolean {
  const name = spaced(column);
  const words = name.split(' ');
  return (
    keyWords.has(words[0] ?? '') || keyWords.has(words.at(-1) ?? '') || /(?:[号號]|编码|編碼)$/.test(name)
  );
}
