import { ClienteleError } from '../../warehouse/index.ts';

/** Passes an error on; where it is of a table that a snapshot lacks, since an earlier version made it, as what to do. */
export const refuseOld =
  (lacks: RegExp) =>
  (error: unknown): never => {
    if (!(error instanceof Error && lacks.test(error.message))) throw error;
    throw new ClienteleError(
      'snapshot-old',
      'an earlier version made the tables, which do not say by what records came together; type: clientele build',
      { cause: error },
    );
  };
