import type { Produced } from './broker.ts';

/** A small valid event as JSON. */
export const page = (id: number): string =>
  JSON.stringify({
    specversion: '1.0',
    id: `e${id}`,
    source: 'test.web',
    type: 'page.viewed',
    time: '2026-03-02T10:15:00+08:00',
    data: { customer: { customer_ref: `C${id % 100}` }, url: `https://shop.example/p/${id}` },
  });

/** `count` messages with events whose ids begin at `first`. */
export const pages = (count: number, first = 0): Produced[] =>
  Array.from({ length: count }, (_, i) => ({ key: `k${(first + i) % 50}`, value: page(first + i) }));
