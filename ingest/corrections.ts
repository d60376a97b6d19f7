import { z } from 'zod';
import { ClienteleError } from '../warehouse/index.ts';
import type { Correction } from './replay.ts';

const line = z.object({
  dead_letter_id: z.number().int().positive(),
  headers: z.record(z.string(), z.string()).optional(),
  payload: z.unknown().optional(),
  payload_text: z.string().optional(),
  payload_base64: z.base64().optional(),
});

/**
 * Reads corrections from NDJSON in the shape that export writes; only the id, headers and payload are looked at.
 * @throws ClienteleError `correction-invalid` naming the line
 */
export function readCorrections(text: string): Correction[] {
  const corrections: Correction[] = [];
  text.split('\n').forEach((raw, i) => {
    if (raw.trim() === '') return;
    let json: unknown;
    try {
      json = JSON.parse(raw);
    } catch (error) {
      throw invalid(i, (error as Error).message);
    }
    const parsed = line.safeParse(json);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw invalid(i, `${issue?.path.join('.') || 'the line'}: ${issue?.message}`);
    }
    const { dead_letter_id: id, headers } = parsed.data;
    const payload = payloadOf(parsed.data);
    corrections.push({ id, ...(headers && { headers }), ...(payload !== undefined && { payload }) });
  });
  return corrections;
}

function payloadOf(given: z.infer<typeof line>): Buffer | null | undefined {
  if (given.payload_base64 !== undefined) return Buffer.from(given.payload_base64, 'base64');
  if (given.payload_text !== undefined) return Buffer.from(given.payload_text);
  if (given.payload === undefined) return undefined;
  return given.payload === null ? null : Buffer.from(JSON.stringify(given.payload));
}

const invalid = (index: number, why: string): ClienteleError =>
  new ClienteleError(
    'correction-invalid',
    `line ${index + 1}: ${why}; write one JSON object a line, as clientele dead-letters export does`,
  );
