/** Why this list is offered, and that of new products. */
export const recommendReasons = {
  nothing: 'No product was sold to a known customer.',
  tooFew:
    'Customers who came back after the cut-off day: {asked}, too few to tell item similarity from {rule}, which is offered.',
  all: 'On the next baskets of {asked} customers after a cut-off day, item similarity finds {recall} of what was bought by its first offers, {places} of them, {rule} {other} ({gain}).',
  plain: 'That is not better by more than a standard error, so the plain rule is offered.',
  fresh: 'Of new products it finds {recall}, popularity {other} ({gain}).',
  popular: 'So popular ones are offered of these.',
  itemSimilarity: 'item similarity',
  ownMostBought: 'what customers bought most',
  whatIsPopular: 'what is popular',
} as const;
