import { dictionary, type Language } from './locale.ts';
import { nameOf } from './terms.ts';

const words = dictionary(
  { all: 'every channel', allBut: (names: string) => `every channel but ${names}`, and: ', ' },
  { all: '所有渠道', allBut: (names) => `除${names}外的所有渠道`, and: '、' },
);

/** Channels of `customer_360.consented_channels` (`email, sms`, `all`, `all but email`) by their names. */
export function channelNames(consented: string, language: Language): string {
  const t = words[language];
  if (consented === 'all') return t.all;
  const [, forbidden] = /^all but (.+)$/.exec(consented) ?? [];
  const names = (forbidden ?? consented)
    .split(', ')
    .map((code) => nameOf(code, language))
    .join(t.and);
  return forbidden === undefined ? names : t.allBut(names);
}
