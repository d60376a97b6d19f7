import type { Snapshot } from '../build/snapshot.ts';

export interface FeelingMonth {
  /** first day */
  readonly month: string;
  readonly comments: number;
  readonly scored: number;
  readonly satisfied: number | null;
  readonly chance: number | null;
}

export interface ThemeMonth {
  readonly theme: string;
  readonly side: 'dissatisfied' | 'satisfied';
  readonly month: string;
  readonly mentions: number;
  readonly comments: number;
  readonly satisfied: number | null;
  readonly example: string | null;
}

export interface SatisfactionData {
  readonly months: readonly FeelingMonth[];
  readonly themes: readonly ThemeMonth[];
  /** whether sentiment could be learned from the scored comments */
  readonly isLearned: boolean;
  /** whether there are comments of satisfied customers and of dissatisfied ones, which themes are told between */
  readonly hasBothSides: boolean;
}

export async function load(snapshot: Snapshot): Promise<SatisfactionData> {
  const [months, themes, [sides]] = await Promise.all([
    snapshot.rows<FeelingMonth>(`select cast(month_start_date as varchar) as month, sum(comments)::bigint as comments,
        sum(scored_comments)::bigint as scored,
        sum(satisfied_rate * scored_comments) / nullif(sum(scored_comments), 0) as satisfied,
        sum(positive_probability * comments) / nullif(sum(comments) filter (where positive_probability is not null), 0) as chance
      from feedback_sentiment group by all order by all`),
    snapshot.rows<ThemeMonth>(`select theme, side, cast(month_start_date as varchar) as month, mentions, comments,
        round(satisfied_rate, 4) as satisfied, example
      from feedback_themes cross join _run
      where month_start_date > as_of_date - interval 25 month order by side, rank, month_start_date`),
    snapshot.rows<{ both: boolean }>(`select coalesce(bool_or(satisfied_rate > 0)
        and bool_or(coalesce(dissatisfied_rate, 0) > 0 or kind = 'complaint'), false) as both from feedback_sentiment`),
  ]);
  return {
    months,
    themes,
    isLearned: months.some(({ chance }) => chance !== null),
    hasBothSides: sides?.both ?? false,
  };
}
