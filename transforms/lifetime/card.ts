import type { ModelCard } from '../step.ts';

/** What a reader must know of lifetime values. */
export const lifetimeCard: ModelCard = {
  purpose:
    'How likely each customer is still there, how often they will buy in 3, 6 and 12 months, and what that is worth over the horizon. For budgets, priorities and comparison of groups; not for decisions about one person alone.',
  data: 'Days with an order of each customer up to the as-of date, their net amounts after refunds, acquisition channel, cost of products.',
  method:
    'BG/NBD, MBG/NBD, MBG/CNBD-k, Pareto/NBD and NBD, chosen by the squared error on the last third of the time (a year at most), from orders and refunds as they stood before, of those that err alike by the likelihood; none where none errs less than everybody going on as before, their rates drawn to that of all (Bühlmann–Straub), by one standard error and a hundredth; where too few came back, what all buy is parted by that rate and by silence; gamma-gamma for the value of a purchase; time by the clock of a season, by months, and groups by channel or year of the first order where the Bayesian information criterion asks for them. The interval is that of what one customer will do, 80 %, by the distribution of purchases and of their sums.',
  assumptions: [
    'Customers buy at a rate of their own until they leave unseen and for good; the season of the year is the same for all, and counted only where the holdout and the Bayesian information criterion ask for it.',
    'How often and how much are independent; it is tested, and where it fails spending is fitted by class of frequency.',
    'The share of margin is that of the configuration, else of all products of known cost, the same for every customer.',
  ],
  limits: [
    'A horizon longer than what was observed is extrapolation.',
    'BG/NBD has nobody leave before a second purchase, and NBD nobody at all: where P(alive) would be 1 by that alone it is not given.',
    'Parameters are taken as known: with few customers the interval is too narrow.',
    'The discount of the interval is that of the mean: when in the horizon the purchases come is not drawn.',
    'Campaigns, prices and products do not enter.',
  ],
  sources: [
    'Fader, Hardie & Lee (2005), Marketing Science 24(2)',
    'Batislam, Denizel & Filiztekin (2007), IJRM 24(3)',
    'Platzer & Reutterer (2016), Marketing Science 35(5)',
    'Schmittlein, Morrison & Colombo (1987), Management Science 33(1)',
    'Bühlmann & Straub (1970), Glaubwürdigkeit für Schadensätze',
    'Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value',
  ],
};
