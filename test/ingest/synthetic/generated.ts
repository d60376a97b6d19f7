import fs from 'node:fs';
import path from 'node:path';
import { generate } from '../../../ingest/index.ts';
import { temporaryFolder } from '../../support/cli.ts';

export const topics = ['purchases', 'interactions', 'profiles', 'consents', 'reference'] as const;
export type Topic = (typeof topics)[number];

/** The part of truth/summary.json that the tests read. */
export interface Summary {
  readonly lines: number;
  readonly accepted: number;
  readonly malformed: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly late: number;
  readonly byTopic: Readonly<Record<string, number>>;
  readonly byType: Readonly<Record<string, number>>;
  readonly orders: Money;
  readonly refunds: Money;
}

interface Money {
  readonly count: number;
  readonly byCurrency: Readonly<Record<string, string>>;
  readonly amount: string;
}

export interface Generated {
  readonly folder: string;
  readonly summary: Summary;
  lines(topic: Topic): string[];
  table(name: string): Record<string, string>[];
}

export const until = '2026-10-31';
export const afterwards = new Date('2026-11-20T00:00:00Z');

/** A small business, written to a temporary folder. */
export async function business(customers: number, months: number, seed: number): Promise<Generated> {
  const folder = temporaryFolder('synthetic');
  await generate({ customers, months, seed, until, out: folder });
  const read = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8').split('\n').slice(0, -1);
  return {
    folder,
    summary: JSON.parse(fs.readFileSync(path.join(folder, 'truth/summary.json'), 'utf8')),
    lines: (topic) => read(`events/${topic}.ndjson`),
    table: (name) => {
      const [header = '', ...rows] = read(`truth/${name}.csv`);
      const columns = header.split(',');
      return rows.map((row) => {
        const cells = row.split(',');
        return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
      });
    },
  };
}

export interface Event {
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly time: string;
  readonly data: {
    readonly customer?: Readonly<Record<string, string>>;
    readonly order_id?: string;
    readonly refund_id?: string;
    readonly version?: number;
    readonly currency?: string;
    readonly amount?: string;
    readonly rate?: string;
    readonly rate_date?: string;
    readonly campaign_id?: string;
    readonly points_earned?: number;
    readonly purpose?: string;
    readonly channel?: string;
    readonly survey?: string;
    readonly score?: number;
    readonly comment?: string;
    readonly lines?: readonly {
      readonly sku: string;
      readonly quantity: number;
      readonly unit_price: string;
      readonly discount?: string;
    }[];
  };
}
