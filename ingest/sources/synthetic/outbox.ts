import { type Calendar, day } from './calendar.ts';
import { DayBox } from './dayBox.ts';

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

/** What went wrong on the way of an event. */
export type Fault = 'late' | 'duplicate' | 'conflict' | 'malformed';

/** An event that is written and waits for the day on which it lands. */
export interface Posted {
  /** when it lands, in seconds of the business */
  readonly at: number;
  readonly topic: Topic;
  readonly type: string;
  /** key of its Kafka message */
  readonly key: string;
  /** where its line lies among the bytes of its day */
  readonly from: number;
  readonly to: number;
  readonly effect: Effect | undefined;
  readonly fault: Fault | undefined;
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
  readonly #days: (DayBox | undefined)[] = [];
  readonly #spare: DayBox[] = [];
  #events = 0;

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  post({ at, topic, type, source, key, china, data, effect }: Envelope): void {
    if (at >= this.#calendar.days * day) return;
    this.#events += 1;
    const time = this.#calendar.instant(at, china);
    const box = this.box(at);
    const from = box.append(
      `{"specversion":"1.0","id":"e${this.#events}","source":"${source}","type":"${type}","time":"${time}","data":${data}}`,
    );
    box.posted.push({ at, topic, type, key, from, to: box.end, effect, fault: undefined });
  }

  /** The box of the day of an instant. */
  box(at: number): DayBox {
    const n = Math.max(0, Math.floor(at / day));
    let box = this.#days[n];
    if (!box) {
      box = this.#spare.pop() ?? new DayBox();
      this.#days[n] = box;
    }
    return box;
  }

  /** The events of a day; the day is forgotten. */
  take(n: number): DayBox {
    const box = this.#days[n] ?? new DayBox();
    this.#days[n] = undefined;
    return box;
  }

  /** Takes back a box whose events have landed, for a later day. */
  recycle(box: DayBox): void {
    box.clear();
    if (this.#spare.length < 4) this.#spare.push(box);
  }
}
