/** Why a message is not an event; it becomes a dead letter. */
export interface Refusal {
  readonly stage: 'parse' | 'envelope' | 'contract';
  readonly code: string;
  /** what was wrong, where, what to do; holds no personal value */
  readonly message: string;
  /** `data.lines[0].quantity`; empty where the whole message is refused */
  readonly path: string;
  readonly type?: string;
  readonly source?: string;
  readonly id?: string;
}

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

export const refuse = (stage: Refusal['stage'], code: string, message: string, path = ''): Refused => ({
  ok: false,
  refusal: { stage, code, message, path },
});

/** Neither NUL nor half of a surrogate pair, which no column of text can hold. */
export const isCleanText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** A value as a refusal shows it: JSON, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'none';
  if (typeof value === 'number') return String(value);
  const cut = typeof value === 'string' ? value.slice(0, 80) : value;
  return JSON.stringify(cut).slice(0, 80).toWellFormed();
}

/** The path of a field as people write it; a key that is no plain name is shown as JSON. */
export const pathText = (steps: readonly PropertyKey[]): string =>
  steps.reduce<string>(
    (path, step) =>
      typeof step === 'number'
        ? `${path}[${step}]`
        : /^[\w-]{1,64}$/.test(String(step))
          ? `${path}.${String(step)}`
          : `${path}[${shown(String(step))}]`,
    'data',
  );
