import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Business, type BusinessOptions } from './business.ts';
import type { Landed } from './faults.ts';
import { LineFile } from './lineFile.ts';
import { topics } from './outbox.ts';
import {
  campaignRow,
  campaignsHeader,
  parametersHeader,
  parametersRow,
  peopleHeader,
  peopleRows,
  Summary,
} from './truth.ts';

export interface GenerateOptions extends BusinessOptions {
  /** folder that gets `events/` and `truth/` */
  readonly out: string;
  /** makes everything and writes nothing */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: {
    readonly day: number;
    readonly days: number;
    readonly events: number;
  }) => void;
  /** gets the events of each day besides the files */
  readonly produce?: (landed: Landed) => Promise<void>;
}

export interface Generated {
  readonly files: readonly string[];
  readonly summary: Record<string, unknown>;
  readonly lines: number;
}

/** Writes a synthetic business as events, one file per topic, and the truth about it beside them. */
export async function generate(options: GenerateOptions): Promise<Generated> {
  const { customers, months, seed, until } = options;
  const events = path.join(options.out, 'events');
  const truth = path.join(options.out, 'truth');
  for (const folder of options.dryRun ? [] : [events, truth]) fs.mkdirSync(folder, { recursive: true });
  const names = [...topics.map((topic) => path.join(events, `${topic}.ndjson`))];
  const opened: LineFile[] = [];
  const open = (file: string) => {
    const line = new LineFile(options.dryRun ? os.devNull : file);
    opened.push(line);
    return line;
  };
  try {
    const files = new Map(topics.map((topic, i) => [topic, open(names[i] ?? '')]));
    const campaigns = open(path.join(truth, 'campaigns.csv'));
    campaigns.write(campaignsHeader);
    const business = new Business({ customers, months, seed, until });
    const summary = new Summary();
    const { world } = business;
    const { days } = world.calendar;
    let n = 0;
    const witness = {
      membership: (...membership: Parameters<typeof campaignRow>) =>
        campaigns.write(campaignRow(...membership)),
    };
    for (const landed of business.days(witness)) {
      for (const posted of landed.posted) {
        summary.add(posted);
        files.get(posted.topic)?.writeBytes(landed.box.bytes, posted.from, posted.to);
      }
      await options.produce?.(landed);
      n += 1;
      if (n % 8 === 0) await setImmediate();
      options.signal?.throwIfAborted();
      options.onProgress?.({ day: n, days, events: summary.events });
    }
    const people = open(path.join(truth, 'people.csv'));
    const parameters = open(path.join(truth, 'parameters.csv'));
    people.write(peopleHeader);
    parameters.write(parametersHeader);
    for (const person of business.people) {
      for (const text of peopleRows(person, days)) people.write(text);
      parameters.write(parametersRow(world, person));
    }
    const document = summary.document({ customers, months, seed, until }, world);
    if (!options.dryRun)
      fs.writeFileSync(path.join(truth, 'summary.json'), `${JSON.stringify(document, null, 2)}\n`);
    return { files: names, summary: document, lines: summary.events + summary.malformed };
  } finally {
    for (const file of opened) file.close();
  }
}
