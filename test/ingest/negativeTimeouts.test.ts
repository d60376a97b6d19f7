import { expect, it } from 'vitest';
import { quietNegativeTimeouts } from '../../ingest/sources/kafka/negativeTimeouts.ts';

it('the warning of timeouts below zero is not printed, and every other one is', async () => {
  quietNegativeTimeouts();
  quietNegativeTimeouts();
  const heard: string[] = [];
  const hear = (warning: Error) => heard.push(`${warning.name}: ${warning.message}`);
  process.on('warning', hear);
  process.emitWarning('-5 is a negative number.', 'TimeoutNegativeWarning');
  process.emitWarning('something else', 'OtherWarning');
  process.emitWarning('an option', { type: 'OptionWarning' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('warning', hear);
  expect(heard).toEqual(['OtherWarning: something else', 'OptionWarning: an option']);
});
