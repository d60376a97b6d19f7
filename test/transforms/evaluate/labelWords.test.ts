import { expect, test } from 'vitest';
import { asksWhoStayed } from '../../../transforms/evaluate/labelWords.ts';

test.each(['Retained', 'is_active', 'Renewal', '是否留存', '续费', 'existing_customer'])(
  '%s asks who stayed',
  (header) => {
    expect(asksWhoStayed(header)).toBe(true);
  },
);

test.each([
  ...[
    'Churn',
    'Inactive',
    'Not renewed',
    '未续费',
    '是否流失',
    'renewal_declined',
    'subscription_renewal_cancelled',
  ],
  ...['current_default', 'Current Loan Delinquent', 'active_fraud', 'Active_churner', 'EmployedDefault'],
])('%s does not', (header) => {
  expect(asksWhoStayed(header)).toBe(false);
});
