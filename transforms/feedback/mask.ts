import { firstHundredSurnames, formsOfAddress } from '../standardise/light/index.ts';
import { gapMark, withGapsJoined } from './gap.ts';
import { withoutNumbers } from './numbers.ts';
import { plainLetters } from './words.ts';

/** What stands behind a surname, and is part of other words too. */
const calling = '姐(?!妹)|哥|老板|老闆|店长|店長|主管|总(?![是共之体體额額算结結会會得觉覺要])';
const estate = '大道|胡同|新村|家园|家園|公寓|大厦|大廈|花园|花園|小区|小區';
const clause = String.raw`[^，。！？；,.!?;\n…]`;
const latinName = String.raw`\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)*`;
const service =
  '微信|薇信|威信|wei?xin|we\\s?chat|wx|vx|qq|扣扣|企鹅|whats\\s?app|telegram|skype|line\\s?id|kakao|snapchat|insta(?:gram)?|ins|抖音|小红书|微博|weibo|支付宝|alipay|旺旺|账号|帐号|帳號|账户';
const numberSign =
  'id|no\\.?|nr\\.?|number|num|name|handle|user(?:name)?|account|号码?|號碼?|编号|單號|单号|尾号|[:：#是为為]|is|was';
const identifier = String.raw`[\p{Script=Latin}\p{N}_][\p{Script=Latin}\p{N}_.-]*`;
/** What is said of such a service, and names no account. */
const saidOfService =
  '(?:pay|payments?|app|group|mini|official|accounts?|support|customer|service|order|orders|link|messages?|is|was|are|and|or|but|to|for|in|on|the|not|does|did|has|they|no|never|nobody|by|via|with)\\b';
const doorUnit =
  '号(?:楼|院|门|房)?|號(?:樓|院|門|房)?|弄|栋|棟|幢|楼|樓|层|層|单元|單元|室|座|房|门|門|组|村|巷|街|路';
const door = String.raw`(?:\p{N}+|[零〇一二两三四五六七八九十百]{2,}|[零〇一二两三四五六七八九十百](?=号楼|號樓|弄|栋|棟|幢|单元|單元|室))\s*-?\s*(?:\p{N}+\s*)?(?:${doorUnit})`;
/** Those that are everyday words too tell a street with a capital only. */
const streetWord =
  '(?:[Ss]treet|[Ss]tr|[Rr]oad|[Rr]d|[Aa]venue|[Aa]ve|[Ll]ane|[Bb]oulevard|[Bb]lvd|[Cc]rescent|St|Ln|Drive|Dr|Way|Close|Court|Square|Place|Terrace)';

/** What is left out, where a text has a sign that it may be there: most have none, and signs are found faster. */
const patterns: readonly { readonly sign: RegExp; readonly found: RegExp }[] = [
  // e-mail addresses, also those spelt out, and links
  { sign: /@/u, found: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu },
  {
    sign: /\bat\b.*(?:\bdot\b|\.)/iu,
    found:
      /[\p{L}\p{N}_.-]{1,64}(?:\s+dot\s+[\p{L}\p{N}_.-]{1,64}){0,3}\s*[([]?\s*\bat\b\s*[)\]]?\s*[\p{L}\p{N}-]{1,64}(?:(?:\.|\s*[([]?\s*\bdot\b\s*[)\]]?\s*)[\p{L}\p{N}-]{1,64})+/giu,
  },
  { sign: /http|www/iu, found: /(?:https?:\/\/|www\.)\S+/giu },
  // accounts such as @name, and those of a service that is named
  { sign: /@/u, found: /@[\p{L}\p{N}_.-]+/gu },
  {
    sign: new RegExp(service, 'iu'),
    found: new RegExp(
      `(?<=(?:${service})\\s*(?:(?:${numberSign})\\s*)*)(?<![\\p{Script=Latin}\\p{N}_])(?!${saidOfService})(?!(?:${numberSign})(?![\\p{L}\\p{N}_]))${identifier}`,
      'giu',
    ),
  },
  // what is known by a number or a name: an order, a parcel, a car, somebody to add
  {
    sign: /[单單号號加]/u,
    found: new RegExp(`(?<=(?:[单單车車编編][号號]|加我?)\\s*[:：#是]?\\s*)${identifier}`, 'giu'),
  },
  {
    sign: /order|ref|booking|tracking|invoice|plate|passport/iu,
    found: new RegExp(
      `(?<=\\b(?:order|ref(?:erence)?|booking|tracking|invoice|plate|passport)\\s*(?:(?:no\\.?|nr\\.?|number|num|id|code|is|[:：#])\\s*)+)(?!(?:no|nr|number|num|id|code|is)\\b)${identifier}`,
      'giu',
    ),
  },
  {
    sign: /\p{Script=Han}[A-Za-z][·.\s-]?[A-Za-z\p{N}]{4}/u,
    found:
      /[京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊使领領][A-Za-z][·.\s-]?[A-Za-z\p{N}]{4,6}(?![A-Za-z\p{N}])/gu,
  },
  // where somebody lives: behind words that say so, and what has a door
  {
    sign: /住|地址/u,
    found: new RegExp(`(?<=家住|我住|住在|住址|地址\\s*[是为為:：])\\s*${clause}+`, 'gu'),
  },
  {
    sign: new RegExp(door, 'u'),
    found: new RegExp(`\\p{Script=Han}{0,12}${door}(?:\\p{Script=Han}{0,2}${door})*(?:\\s*\\p{N}+)?`, 'gu'),
  },
  {
    sign: new RegExp(estate, 'u'),
    found: new RegExp(`\\p{Script=Han}{2,4}(?:${estate})`, 'gu'),
  },
  {
    sign: /\p{N}/u,
    found: new RegExp(`\\p{N}+\\p{L}?,?\\s+(?:[\\p{L}'’.-]+\\s+){1,3}${streetWord}\\b\\.?`, 'gu'),
  },
  // how people name themselves and others
  {
    sign: /\b(?:mrs?|ms|dr|mx)\b/iu,
    found: new RegExp(
      `(?<=\\b(?:[Mm]rs?|MRS?|[Mm]s|[Dd]r|[Mm]x)\\.?\\s)[\\p{L}'’-]+(?:\\s${latinName})?`,
      'gu',
    ),
  },
  {
    sign: /miss|regards|yours|thanks|signed/iu,
    found: new RegExp(
      `(?<=\\b(?:[Mm]iss|[Rr]egards,?|[Yy]ours,?|[Tt]hanks,?|[Ss]igned,?)\\s+)${latinName}`,
      'gu',
    ),
  },
  {
    sign: /my name|am called|name:/iu,
    found: /(?<=\b(?:my name is|my name's|i am called|name:)\s*)[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)*/giu,
  },
  {
    sign: /[叫是名系繫件貨货]/u,
    found:
      /(?<=(?:我叫|我是|名叫|姓名|联系人|聯繫人|收货人|收貨人|收件人)[:：是]?\s*)(?:\p{Script=Han}{2,4}|[\p{Script=Latin}'’-]+)/gu,
  },
  {
    sign: new RegExp(formsOfAddress, 'u'),
    found: new RegExp(`(?:\\p{Script=Han}{1,2}|[\\p{Script=Latin}.'’-]+)\\s?(?=${formsOfAddress})`, 'gu'),
  },
  {
    sign: new RegExp(calling, 'u'),
    found: new RegExp(`[${[...firstHundredSurnames].join('')}](?=${calling})`, 'gu'),
  },
];

/** Letters and digits of one form each, and wide signs of addresses as plain ones; Chinese punctuation stays. */
const plain = (text: string) => text.replace(/[\p{L}\p{M}\p{N}＠．－＿＋]+/gu, plainLetters);

/**
 * A text with what points to a person left out: addresses, accounts, identifiers, numbers that count nothing,
 * names after a title.
 */
export function masked(text: string): string {
  const shown = patterns.reduce(
    (rest, { sign, found }) => (sign.test(rest) ? rest.replace(found, gapMark) : rest),
    plain(text),
  );
  return withGapsJoined(withoutNumbers(shown));
}
