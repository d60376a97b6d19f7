import type { Pattern } from './pattern.ts';

const latin = String.raw`\p{Script=Latin}`;
const identifier = `(?<![${latin}\\p{N}_])[${latin}\\p{N}_][${latin}\\p{N}_.-]*`;
const part = String.raw`[\p{L}\p{N}_-]{1,64}`;
const dot = String.raw`(?:\.|\s*[([]?\s*\bdot\b\s*[)\]]?\s*)`;
const at = String.raw`\s*[([]?\s*\bat\b\s*[)\]]?\s*`;
const mailHost = '(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|proton(?:mail)?|qq|foxmail)\\b';

const service = `(?:微\\s*信|薇信|威信|[加➕][v薇微](?![${latin}])|扣扣|企鹅|抖音|小红书|微博|支付宝|旺旺|账号|帐号|帳號|账户|用户名|昵称|网名|(?<!${latin})(?:wei?xin|we\\s?chat|wx|vx|qq|whats\\s?app|telegram|skype|line\\s?id|kakao|snap(?:chat)?|insta(?:gram)?|ins|weibo|alipay))`;
/** What leads from a service to an account of it. */
const link =
  'id|no\\.?|nr\\.?|number|num|name|handle|user(?:name)?|account|as|under|号码?|號碼?|[:：#是叫为為]|is';
/** What is said of such a service, and names no account. */
const saidOfService =
  '(?:pay|payments?|app|group|mini|official|accounts?|support|customer|service|orders?|link|messages?|is|was|are|and|or|but|to|for|in|on|the|not|does|did|has|they|no|never|nobody|by|via|with)\\b';
const numbered = 'order|ref(?:erence)?|booking|tracking|invoice|plate|passport';

/** Addresses for mail, links, accounts, and what is one person's by its number or name: an order, a parcel, a car. */
export const accountPatterns: readonly Pattern[] = [
  { sign: /@/u, found: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu },
  {
    // spelt out
    sign: /\bat\b/iu,
    found: new RegExp(`${part}(?:${dot}${part}){0,3}${at}(?:${part}(?:${dot}${part})+|${mailHost})`, 'giu'),
  },
  { sign: /http|www/iu, found: /(?:https?:\/\/|www\.)\S+/giu },
  { sign: /@/u, found: /@[\p{L}\p{N}_.-]+/gu },
  {
    sign: new RegExp(service, 'iu'),
    found: new RegExp(
      `(?<=${service}\\s*(?:(?:${link})\\s*)*)(?!${saidOfService})(?!(?:${link})(?![\\p{L}\\p{N}_]))${identifier}|(?<=${service}\\s*号?\\s*[:：]\\s*)[^，。！？；,!?;\\n…]+`,
      'giu',
    ),
  },
  {
    sign: /[单單号號加]/u,
    found: new RegExp(`(?<=(?:[单單车車编編][号號]|加我?)\\s*[:：#是]?\\s*)${identifier}`, 'giu'),
  },
  {
    sign: new RegExp(numbered, 'iu'),
    found: new RegExp(
      `(?<=\\b(?:${numbered})\\s*(?:(?:no|nr|number|num|id|code)\\b\\.?\\s*(?:is\\b)?|[:：#])[\\s:：#]*)(?!(?:no|nr|number|num|id|code|is)\\b)${identifier}`,
      'giu',
    ),
  },
  {
    sign: /\p{Script=Han}[A-Za-z][·.\s-]?[A-Za-z\p{N}]{4}/u,
    found:
      /[京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊使领領][A-Za-z][·.\s-]?[A-Za-z\p{N}]{4,6}(?![A-Za-z\p{N}])/gu,
  },
];
