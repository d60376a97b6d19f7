import fs from 'node:fs';
import path from 'node:path';
import { ClienteleError, type Config, type StatePaths } from '../../warehouse/index.ts';
import { daysBetween } from '../days.ts';
import { digest } from '../graph/digest.ts';
import type { GraphNode } from '../graph/project.ts';
import type { Fit, Fitted, Model } from '../step.ts';
import { replaceFile } from './ledger.ts';

const folder = (paths: StatePaths) => path.join(paths.ledger, 'parameters');
const file = (paths: StatePaths, model: string) => path.join(folder(paths), `${model}.ndjson`);
const scoringsFile = (paths: StatePaths) => path.join(paths.ledger, 'scorings.ndjson');

/** The fits that the ledger holds, and those that this build adds. */
export interface FitLedger {
  /** every recorded fit, by model, oldest first */
  readonly all: ReadonlyMap<string, readonly Fitted<unknown>[]>;
  /** the latest runs in which each model scored, oldest first */
  readonly scorings: ReadonlyMap<string, readonly Scoring[]>;
  /** The last fit that saw nothing later than a business date, under whatever settings; nothing where there is none. */
  latest(model: Model, asOf: string): Fitted<unknown> | undefined;
  /** The fit to score with at a business date: the last such fit under the settings of now. */
  current(model: Model, asOf: string): Fitted<unknown> | undefined;
  /** Whether a build at this business date fits anew. */
  isDue(model: Model, asOf: string): boolean;
  record(fitted: Fitted<unknown>): void;
  /** Records that a model scored. */
  scored(scoring: Scoring): void;
}

/** One run in which a model scored, by which fit. */
export interface Scoring {
  readonly model: string;
  readonly fitId: string;
  readonly runId: string;
  readonly at: string;
  readonly asOf: string;
  /** the fit was made in this run */
  readonly isFresh: boolean;
  /** how far the scores have moved from those of the fit: population stability index; null where no score is watched */
  readonly drift: number | null;
}

/** Runs that are remembered of each model: drift is to be seen over time, not for ever. */
const rememberedRuns = 1000;

/**
 * Reads the recorded fits: `ledger/parameters/<model>.ndjson`, one a line, only ever added to.
 * `refit` names the models to fit whether due or not; `true` is all that follow the schedule.
 */
export function openFits(
  paths: StatePaths,
  config: Config,
  refit: boolean | readonly string[] = false,
): FitLedger {
  const all = new Map<string, Fitted<unknown>[]>(
    modelFiles(paths).map((model) => [model, readFits(file(paths, model))]),
  );
  const scorings = readScorings(scoringsFile(paths));
  const fresh = new Set<string>();
  const usable = (model: Model) =>
    (all.get(model.name) ?? []).filter(({ version }) => version === model.version);
  const latest: FitLedger['latest'] = (model, asOf) => lastOf(usable(model), model, asOf);
  const current: FitLedger['current'] = (model, asOf) => {
    const settings = keyOf(model.settings?.(config));
    return lastOf(
      usable(model).filter((fitted) => keyOf(fitted.settings) === settings),
      model,
      asOf,
    );
  };
  return {
    all,
    scorings,
    latest,
    current,
    isDue(model, asOf) {
      const fitted = current(model, asOf);
      if (!fitted) return true;
      if (fresh.has(fitted.id)) return false;
      if (Array.isArray(refit) ? refit.includes(model.name) : refit && model.refit !== 'asked') return true;
      const days = Math.min(config.models.refitDays, model.refitDays ?? Number.POSITIVE_INFINITY);
      return model.refit !== 'asked' && daysBetween(fitted.asOf, asOf) >= days;
    },
    record(fitted) {
      const known = all.get(fitted.model) ?? [];
      const fits = [...known.filter(({ id }) => id !== fitted.id), fitted];
      fs.mkdirSync(folder(paths), { recursive: true });
      replaceFile(file(paths, fitted.model), `${fits.map((fit) => JSON.stringify(fit)).join('\n')}\n`);
      all.set(fitted.model, fits);
      fresh.add(fitted.id);
    },
    scored(scoring) {
      const known = scorings.get(scoring.model) ?? [];
      scorings.set(scoring.model, [...known, scoring].slice(-rememberedRuns));
      const lines = [...scorings.values()].flat().map((one) => `${JSON.stringify(one)}\n`);
      fs.mkdirSync(paths.ledger, { recursive: true });
      replaceFile(scoringsFile(paths), lines.join(''));
    },
  };
}

/** The fit that builds go by of a model that is fitted when asked; nothing before the first. */
export const currentFit = <P>(paths: StatePaths, config: Config, model: Model<P>): Fitted<P> | undefined =>
  openFits(paths, config).current(model as Model, '') as Fitted<P> | undefined;

/** Of fits, oldest first: the one of the latest business date up to `asOf`; of a model fitted when asked, the last. */
function lastOf(fits: readonly Fitted<unknown>[], model: Model, asOf: string): Fitted<unknown> | undefined {
  if (model.refit === 'asked') return fits.at(-1);
  return fits
    .filter((fitted) => fitted.asOf <= asOf)
    .reduce<Fitted<unknown> | undefined>(
      (best, fitted) => (best && best.asOf > fitted.asOf ? best : fitted),
      undefined,
    );
}

const keyOf = (settings: unknown): string => JSON.stringify(settings ?? null);

/** @throws ClienteleError `model-unknown` where `refit` names what no step fits */
export function requireModels(nodes: readonly GraphNode[], refit: boolean | readonly string[] = false): void {
  if (typeof refit === 'boolean') return;
  const known = new Set(nodes.flatMap(({ step }) => (step?.model ? [step.model.name] : [])));
  const unknown = refit.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new ClienteleError(
      'model-unknown',
      `no model "${unknown.join('", "')}" (--refit); the models are ${[...known].sort().join(', ')}`,
    );
}

/** A fit with its name: the digest of what it says, whoever fitted it and whenever. */
export function named<P>(
  model: Model<P>,
  fit: Fit<P>,
  about: Omit<Fitted<P>, keyof Fit<P> | 'id' | 'model' | 'version'>,
): Fitted<P> {
  const { asOf, seed, settings, reference } = about;
  const said = { model: model.name, version: model.version, asOf, seed, settings, ...fit, reference };
  return { id: digest([JSON.stringify(said)]), model: model.name, version: model.version, ...about, ...fit };
}

const modelFiles = (paths: StatePaths): string[] =>
  fs.existsSync(folder(paths))
    ? fs
        .readdirSync(folder(paths))
        .filter((name) => name.endsWith('.ndjson'))
        .map((name) => path.parse(name).name)
        .sort()
    : [];

const readFits = (from: string): Fitted<unknown>[] =>
  fs
    .readFileSync(from, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Fitted<unknown>);

function readScorings(from: string): Map<string, readonly Scoring[]> {
  const lines = fs.existsSync(from) ? fs.readFileSync(from, 'utf8').split('\n').filter(Boolean) : [];
  const all = lines.map((line) => JSON.parse(line) as Scoring);
  return new Map(
    [...new Set(all.map(({ model }) => model))].map((name) => [
      name,
      all.filter(({ model }) => model === name),
    ]),
  );
}
