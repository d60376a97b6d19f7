import { buildOptions, printReport } from '../../build.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';

/** Fits the matcher anew and makes the clusters by it; the next build carries them into every table. */
export async function train(context: Context, flags: GlobalOptions): Promise<void> {
  const { build, currentFit } = await import('../../../transforms/index.ts');
  const { identityModel } = await import('../../../transforms/identity/index.ts');
  const report = await build(
    await buildOptions(context, { ...flags, select: '+record_clusters', refit: ['identity'] }),
  );
  if (report.status === 'error') return printReport(context, flags, report);
  const { config, paths } = await project(context, flags);
  const fit = currentFit(paths, config, identityModel);
  if (flags.json)
    printJson(context, {
      schema: 'clientele.identity-train/1',
      fitId: fit?.id,
      rows: fit?.rows,
      chosen: fit?.chosen,
      reason: fit?.reason,
      figures: fit?.figures,
    });
  else {
    const records = `${fit?.rows.toLocaleString('en')} source records`;
    context.out(
      `${fit?.parameters ? `fitted to ${records}. ` : `no model was fitted to the ${records}: `}${fit?.reason}\ntype: clientele build\n`,
    );
  }
}
