import { type Calendar, day } from './calendar.ts';

export const topics = ['purchases', 'interactions', 'profiles', 'consents', 'reference'] as const;
export type Topic = (typeof topics)[number];

/** What an event does to the money of the business, once it lands. Amounts are in hundredths. */
export interface Effect {
  readonly kind: 'order' | 'refund';
  /** how the number of orders or refunds changes */
  readonly count: number;
  /** place in `currencies` */
  readonly currency: number;
  readonly minor: number;
  /** ten-thousandths of the reporting currency: exact, since rates have two decimals */
  readonly reporting: number;
}

/** An event that is written and waits for the day on which it lands. */
export interface Posted {
  /** when it lands, in seconds of the business */
  at: number;
  readonly topic: Topic;
  readonly type: string;
  /** key of its Kafka message */
  readonly key: string;
  line: string;
  readonly effect: Effect | undefined;
  /** set by the faults: why it is here again, or late */
  fault?: 'late' | 'duplicate' | 'conflict' | 'malformed';
}

export interface Envelope {
  readonly at: number;
  readonly topic: Topic;
  readonly type: string;
  readonly source: string;
  readonly key: string;
  /** the source writes times in China's zone */
  readonly china: boolean;
  /** JSON of the data */
  readonly data: string;
  readonly effect?: Effect;
}

/** Events by the day on which they land. Those after the last day never happen. */
export class Outbox {
  readonly #calendar: Calendar;
  readonly #days: (Posted[] | undefined)[] = [];
  #events = 0;

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  post({ at, topic, type, source, key, china, data, effect }: Envelope): void {
    if (at >= this.#calendar.days * day) return;
    this.#events += 1;
    const time = this.#calendar.instant(at, china);
    const line = `{"specversion":"1.0","id":"e${this.#events}","source":"${source}","type":"${type}","time":"${time}","data":${data}}`;
    this.put({ at, topic, type, key, line, effect });
  }

  put(posted: Posted): void {
    const n = Math.max(0, Math.floor(posted.at / day));
    const bucket = this.#days[n];
    if (bucket) bucket.push(posted);
    else this.#days[n] = [posted];
  }

  /** The events of a day; the day is forgotten. */
  take(n: number): Posted[] {
    const bucket = this.#days[n] ?? [];
    this.#days[n] = undefined;
    return bucket;
  }
}
