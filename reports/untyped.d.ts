declare module '@observablehq/framework/dist/config.js' {
  export function normalizeConfig(spec: object, root: string): object;
}

declare module '@observablehq/framework/dist/build.js' {
  export class FileBuildEffects {
    constructor(output: string, cache: string, effects: object);
  }
  export function build(options: { config: object }, effects: FileBuildEffects): Promise<void>;
}
