import { INTEGER, VARCHAR } from '@duckdb/node-api';
import { allRfmCodes } from '../../models/index.ts';
import { openTable, type Step } from '../step.ts';

/** The segment of every RFM code, as a table for the marts. */
export const step: Step = {
  reads: [],
  writes: {
    rfm_segments: openTable({
      description: 'The named segment of every combination of RFM scores.',
      grain: 'RFM code',
      keys: ['rfm_code'],
      columns: {
        rfm_code: VARCHAR,
        r_score: INTEGER,
        f_score: INTEGER,
        m_score: INTEGER,
        rfm_segment: VARCHAR,
      },
    }),
  },
  async run() {
    const codes = allRfmCodes();
    const score = (position: number) => codes.map(({ code }) => Number(code[position]));
    return {
      rfm_segments: {
        rfm_code: codes.map(({ code }) => code),
        r_score: score(0),
        f_score: score(1),
        m_score: score(2),
        rfm_segment: codes.map(({ segment }) => segment),
      },
    };
  },
};
