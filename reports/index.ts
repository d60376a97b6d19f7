export { type BuiltSite, buildSite, type SiteOptions } from './build/buildSite.ts';
export { type Preview, previewSite } from './build/preview.ts';
