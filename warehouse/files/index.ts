export { chunkBytes, content, head, isGzip, type StoredFile } from './content.ts';
export { csvText } from './csv.ts';
export { type Encoded, type Encoding, encodings, findEncoding, textStart, utf8 } from './encoding.ts';
export { type Dialect, delimiterName, sniff } from './sniff.ts';
