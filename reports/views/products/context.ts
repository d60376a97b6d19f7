import type { PageContext } from '../../components/page.ts';
import type { ProductsData } from '../../loaders/products.ts';
import type { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

/** The product's name, else its code. */
export const productName = ({ names }: ProductsData, sku: string): string => names[sku] ?? sku;
