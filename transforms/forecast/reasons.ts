/** How good the chosen method was at foretelling what is past. */
export const forecastReasons = {
  noOrders: 'There are no orders to forecast from.',
  tooShort: '{days} days are too few to tell methods apart, so a plain one stands.',
  tested:
    'From {origins} earlier days, net revenue by day was {error} off, {naive} by the same day of the week before; the 80 % interval held {held80} and the 95 % interval {held95}.',
  holidays: 'Holidays made it better.',
} as const;
