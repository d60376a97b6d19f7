export type Cell = string | number | null;

/** What a spreadsheet would run, by the rule of warehouse/files/csv.ts, which no browser can load. */
const formula = /^(?:[=@\t\r]|[+-](?![\d\s().,/-]*$))/;

const quoted = (cell: Cell): string => {
  let text = cell === null ? '' : String(cell);
  if (typeof cell === 'string' && formula.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV with a byte order mark, so that Excel reads it as UTF-8. */
export const csv = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${[head, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;

export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
