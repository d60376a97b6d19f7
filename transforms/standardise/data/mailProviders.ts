/**
 * How a provider delivers: which spellings of an address reach the same mailbox. Behind a + all of them allow
 * a tag.
 */
export interface MailProvider {
  readonly domains: readonly string[];
  /** what the provider is known as in a key, where it has several domains for one mailbox */
  readonly canonical: string | null;
  readonly ignoresDots: boolean;
}

const under = (name: string, endings: string): readonly string[] =>
  endings.split(' ').map((ending) => `${name}.${ending}`);

const outlookDomains = under(
  'outlook',
  'com at be cl co.id co.il co.nz co.th com.ar com.au com.br com.gr com.pe com.tr com.vn cz de dk es fr hu id ie in it ' +
    'jp kr lv my ph pt sa sg sk',
);
const hotmailDomains = under(
  'hotmail',
  'com at be ca ch cl co.id co.il co.jp co.kr co.nz co.th co.uk co.za com.ar com.au com.br com.gr com.hk com.mx com.my ' +
    'com.pe com.sg com.tr com.tw com.vn cz de dk es fi fr gr hu id ie in it jp kr lt lv my nl no ph pt rs sa se sg sk',
);
const liveDomains = under(
  'live',
  'com at be ca ch cl cn co.kr co.uk co.za com.ar com.au com.mx com.my com.ph com.pt com.sg de dk es eu fi fr hk ie in it jp nl no se',
);

/**
 * Providers that say in their help pages that a tag, or dots, do not make another mailbox.
 *
 * Sources: the providers' own help. Gmail, "Dots don't matter in Gmail addresses" and "Send emails from a different
 * address or alias"; Microsoft, "Plus addressing in Exchange Online"; Fastmail, "Plus addressing and subdomain
 * addressing"; Apple, "Use email aliases in iCloud Mail"; Proton, "Types of email addresses and aliases"; Yandex,
 * "Using an alias". Microsoft's and Yandex's domains of countries are those that validator.js knows, and a few more
 * of Hotmail's and Live's. Yahoo and qq.com are absent: there a different spelling is a different mailbox.
 */
export const mailProviders: readonly MailProvider[] = [
  { domains: ['gmail.com', 'googlemail.com'], canonical: 'gmail.com', ignoresDots: true },
  {
    domains: [...outlookDomains, ...hotmailDomains, ...liveDomains, 'msn.com', 'passport.com'],
    canonical: null,
    ignoresDots: false,
  },
  { domains: ['fastmail.com', 'fastmail.fm'], canonical: null, ignoresDots: false },
  { domains: ['icloud.com', 'me.com', 'mac.com'], canonical: null, ignoresDots: false },
  {
    domains: ['proton.me', 'protonmail.com', 'pm.me'],
    canonical: null,
    ignoresDots: false,
  },
  {
    domains: ['yandex.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua', 'ya.ru'],
    canonical: null,
    ignoresDots: false,
  },
];

/**
 * Domains that many people have, which a misspelled domain is compared with; the mainland's first, then those
 * of the world, then the largest of single countries. Live's domains of countries are too near to real ones.
 */
export const commonMailDomains: readonly string[] = [
  ...new Set([
    ...(
      'qq.com 163.com 126.com sina.com sina.cn sohu.com foxmail.com 139.com 189.cn aliyun.com yeah.net wo.cn 21cn.com ' +
      'vip.qq.com vip.163.com vip.sina.com gmail.com googlemail.com outlook.com hotmail.com live.com msn.com icloud.com me.com ' +
      'mac.com yahoo.com yahoo.cn yahoo.com.cn yahoo.com.hk yahoo.co.jp yahoo.co.uk ymail.com aol.com proton.me protonmail.com ' +
      'fastmail.com gmx.de gmx.net gmx.com web.de t-online.de mail.ru yandex.ru naver.com daum.net hanmail.net zoho.com ' +
      'comcast.net verizon.net btinternet.com orange.fr free.fr laposte.net libero.it ' +
      'mail.com hey.com tutanota.com bigpond.com rediffmail.com ' +
      'wanadoo.fr yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.in yahoo.ca arcor.de freenet.de bluewin.ch virgilio.it tiscali.it ' +
      'telenet.be skynet.be ziggo.nl seznam.cz interia.pl rambler.ru terra.com.br talktalk.net virginmedia.com ntlworld.com ' +
      'sbcglobal.net bellsouth.net earthlink.net sympatico.ca docomo.ne.jp ezweb.ne.jp hinet.net netvigator.com'
    ).split(' '),
    ...outlookDomains,
    ...hotmailDomains,
  ]),
];

/** Local parts that name a function and not a person. Source: RFC 2142, and usage. */
export const roleLocalParts: ReadonlySet<string> = new Set(
  (
    'abuse accounting accounts admin administrator ads billing booking bookings business career careers contact ' +
    'customerservice do-not-reply donotreply enquiries enquiry feedback finance ftp hello help helpdesk hostmaster hr ' +
    'info inquiries inquiry invoice invoices it jobs legal mail mailer-daemon marketing media news newsletter no-reply ' +
    'noc noreply office operations orders postmaster pr press privacy recruitment root sales security service services ' +
    'shop spam store subscribe support sysadmin team tech unsubscribe usenet uucp webmaster www kefu zhaopin xiaoshou shichang'
  ).split(' '),
);

/**
 * Domains whose mailboxes live for minutes. A short list of the best-known ones, as their sites name
 * themselves; it is not complete and cannot be: new ones appear daily.
 */
export const disposableDomains: ReadonlySet<string> = new Set(
  (
    '10minutemail.com 10minutemail.net 20minutemail.com 33mail.com anonaddy.me burnermail.io byom.de discard.email ' +
    'dispostable.com dropmail.me emailondeck.com fakeinbox.com fakemail.net getairmail.com getnada.com grr.la ' +
    'guerrillamail.biz guerrillamail.com guerrillamail.de guerrillamail.info guerrillamail.net guerrillamail.org ' +
    'guerrillamailblock.com harakirimail.com inboxkitten.com incognitomail.org mail-temp.com mail.tm mailcatch.com ' +
    'maildrop.cc mailexpire.com mailinator.com mailinator.net mailnesia.com mailnull.com mailsac.com mintemail.com ' +
    'moakt.com mohmal.com mytemp.email nada.email sharklasers.com spam4.me spamex.com spamgourmet.com tempail.com ' +
    'tempinbox.com temp-mail.io temp-mail.org tempmail.com tempmail.dev tempmailaddress.com tempr.email throwawaymail.com ' +
    'trashmail.com trashmail.de trashmail.net tmpmail.org yopmail.com yopmail.fr yopmail.net bccto.me chacuo.net linshiyouxiang.net'
  ).split(' '),
);
