import { card } from '../../components/card.ts';
import { html } from '../../components/html.ts';
import { ownerOf } from '../../components/terms.ts';
import type { OverviewData } from '../../loaders/overview.ts';
import { type OverviewContext } from './context.ts';

export function alerts(data: OverviewData, { t, format, language }: OverviewContext): HTMLElement {
  const items = data.alerts
    .slice(0, 5)
    .map(
      (alert) =>
        html`<li><span class="chip" style=${{ '--k': alert.severity === 'error' ? 'var(--bad)' : 'var(--c5)' }}>${t.rows(format.count(alert.failures))}</span><span>${t.doesNotHold(alert.means[language])}</span><small>${ownerOf(alert.owner, language)}</small></li>`,
    );
  const link = html`<a href=${`/${language}/quality.html`}>${t.quality}</a>`;
  link.setAttribute('href', './quality.html');
  return card(
    data.alerts.length > 0 ? t.alerts(format.count(data.alerts.length)) : t.noAlerts,
    t.alertsWhy(format.count(data.checks)),
    [html`<ul class="alerts">${items}</ul>`, link],
  );
}
