import type { ModelCard } from '../step.ts';

/** What a reader must know of segments. */
export const segmentsCard: ModelCard = {
  purpose:
    'Groups of customers who are alike in how lately, how often and for how much they buy: to see who the customers are and to address groups differently. Not for decisions about one person: near a border the neighbouring segment fits almost as well.',
  data: 'Orders and refunds of each customer up to the as-of date; features by configuration, recency, frequency and monetary value by default. Nothing personal enters.',
  method:
    'Values beyond the first and last percentile drawn in, log1p, z; k-means with ten starts on at most 4,000 customers, the best of them carried on over at most 20 thousand; k of the widest silhouette among those whose clusters come back in bootstrap draws (Jaccard index of the least stable .75 or more), but the number of the fit before unless another is wider by more than .02; labels matched to the people of the fit before; everybody assigned to the nearest centroid.',
  assumptions: [
    'Segments are round and of like spread once features are scaled.',
    'The features that are configured are the ones that matter, and all as much.',
    'Who belongs together does not hang on single customers: stability says how far that is so.',
  ],
  limits: [
    'Customers form a cloud more often than islands: a low silhouette says that borders are drawn, not found.',
    'Customers without an order have no segment.',
    'Centroids stay as fitted until the next fit; movement in between is that of customers.',
    'Beyond 20 thousand customers centroids are those of a sample, the same one from build to build.',
  ],
  sources: [
    'Lloyd (1982), IEEE Transactions on Information Theory 28(2)',
    'Arthur & Vassilvitskii (2007), k-means++',
    'Rousseeuw (1987), Journal of Computational and Applied Mathematics 20',
    'Hennig (2007), Computational Statistics & Data Analysis 52(1)',
    'Kuhn (1955), Naval Research Logistics Quarterly 2',
  ],
};
