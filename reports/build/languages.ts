/** The languages every page is made in; the first is the one that `/` falls back to. */
export const languages = ['en', 'zh-CN'] as const;

export type Language = (typeof languages)[number];
