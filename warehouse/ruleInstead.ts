import type { z } from 'zod';

/** For the schema of a rule: what to write where only the value of its first member was given, `"longest"` say. */
export const ruleInstead = (member: string): { readonly error: z.core.$ZodErrorMap } => ({
  error: ({ code, input }) =>
    code === 'invalid_type' && typeof input === 'string'
      ? `text is no rule: ${JSON.stringify(input)}; write { "${member}": ${JSON.stringify(input)} }`
      : undefined,
});
