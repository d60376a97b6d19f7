/** What other rooms use of numbers alone, without the models. */
export { fixedPoint } from './fixedPoint.ts';
export { notFalling } from './isotonic.ts';
export { seededRandom } from './random.ts';
export { meanOf } from './vectors.ts';
