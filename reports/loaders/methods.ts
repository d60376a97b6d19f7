import type { Snapshot } from '../build/snapshot.ts';
import { type ModelWords, modelWords, reasonWords } from '../chinese/index.ts';
import type { Dictionary } from '../components/locale.ts';

/** How good a candidate was on data held out. */
export interface HeldOut {
  readonly candidate: string;
  /** figure → value */
  readonly figures: Readonly<Record<string, number | null>>;
}

export interface Fit {
  readonly asOf: string;
  readonly rows: number;
  readonly chosen: string;
  /** population stability index of the scores since the fit; null where no score is watched */
  readonly drift: number | null;
}

/** The last run of a day in which a model scored. */
export interface Scoring {
  readonly day: string;
  readonly asOf: string;
  readonly isFresh: boolean;
  readonly drift: number | null;
}

export interface ModelCard extends Fit {
  readonly model: string;
  readonly words: Dictionary<ModelWords>;
  readonly sources: readonly string[];
  /** why that candidate was chosen */
  readonly reason: Dictionary<string>;
  readonly seed: number;
  readonly heldOut: readonly HeldOut[];
  /** every fit, the latest first */
  readonly fits: readonly Fit[];
  readonly scorings: readonly Scoring[];
}

export interface MethodsData {
  readonly models: readonly ModelCard[];
}

interface Run extends Fit {
  readonly model: string;
  readonly id: string;
  readonly reason: string;
  readonly seed: number;
  readonly isCurrent: boolean;
  readonly card: string;
}

/** The models whose scores the pages show, with what the ledger says of their fits. */
export async function load(snapshot: Snapshot): Promise<MethodsData> {
  const runs = await snapshot.rows<Run>(
    `select fit_id as id, model, cast(as_of_date as varchar) as "asOf", fitted_rows as rows, chosen, reason, seed, drift,
       is_current as "isCurrent", card
     from model_runs order by model, fitted_at desc, fit_id`,
  );
  const figures = await snapshot.rows<{
    id: string;
    candidate: string;
    figure: string;
    value: number | null;
  }>(
    `select f.fit_id as id, f.candidate, f.figure, f.value from model_figures as f join model_runs as r on r.fit_id = f.fit_id
     where r.is_current order by all`,
  );
  const scorings = await snapshot.rows<Scoring & { readonly model: string }>(
    `select model, cast(cast(scored_at as date) as varchar) as day, cast(as_of_date as varchar) as "asOf", is_fresh as "isFresh", drift
     from model_scorings
     qualify row_number() over (partition by model, as_of_date order by scored_at desc, run_id desc) = 1
     order by model, as_of_date`,
  );
  return {
    models: runs
      .filter(({ isCurrent }) => isCurrent)
      .map(({ id, model, asOf, rows, chosen, reason, seed, drift, card }) => {
        const { sources, ...english } = JSON.parse(card) as Omit<ModelWords, 'name'> & { sources: string[] };
        return {
          ...{ model, asOf, rows, chosen, seed, drift, sources },
          reason: reasonWords(reason),
          words: modelWords(model, { name: model, ...english }),
          heldOut: byCandidate(figures.filter((figure) => figure.id === id)),
          fits: runs
            .filter((run) => run.model === model)
            .map((run) => ({ asOf: run.asOf, rows: run.rows, chosen: run.chosen, drift: run.drift })),
          scorings: scorings.filter((one) => one.model === model),
        };
      }),
  };
}

function byCandidate(
  figures: readonly { readonly candidate: string; readonly figure: string; readonly value: number | null }[],
): readonly HeldOut[] {
  const found = new Map<string, Record<string, number | null>>();
  for (const { candidate, figure, value } of figures) {
    const row = found.get(candidate) ?? {};
    row[figure] = value;
    found.set(candidate, row);
  }
  return [...found].map(([candidate, row]) => ({ candidate, figures: row }));
}
