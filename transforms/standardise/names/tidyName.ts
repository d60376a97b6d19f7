import { isByname } from './byname.ts';
import { hasCommonSurname, hasCompoundSurname } from './hanName.ts';
import { withoutRemarks } from './remarks.ts';

/** emoji and flags, and what joins and colours them */
const pictograph = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\ufe0f\u20e3]/gu;
/** a telephone number beside the name, not behind the letters of a user name: tb12345678 */
const number = /(?<!\p{Script=Latin})[\s/,;:|_-]*\+?\d(?:[\s-]?\d){6,}[\s/,;:|_-]*/gu;
/** what a form or a parcel writes before a name, and whose it is there; the words that can be nothing else need no colon */
const label =
  /^(?:(?:收件人|收货人|收貨人|寄件人|发件人|联系人|聯繫人|聯絡人|联络人|客户姓名|姓名|患者|病人|(?:法定)?(?:监护|監護)人|申请人|申請人|(?:被保|投保|受益|经办|經辦)(?:险|險)?人)(?:家属|家屬)?(?:姓名)?\s*[:=]?\s*|(?:代[收领領取]人?|(?:微信|淘宝|旺旺)?(?:昵称|暱稱|网名|用户名)|微信名|黑名单|作废|停用|勿用)\s*[:=]?\s*|(?:客户|客戶|顾客|顧客|会员|會員|业主|業主|租客)(?=\p{Script=Han}{2,4}$)|(?:客户|客戶|顾客|顧客|会员|會員|家长|家長|学生|學生|学员|學員|业主|業主|租客|住客|员工|員工|本人|氏名|お?名前|성명|이름)(?:\s*[:=]\s*|\s+)|(?:收|寄|to|name|full name|customer(?: name)?|contact(?: person)?|recipient|ship to|nom|nombre|nome|имя|фио)\s*[:=]\s*)(?=[\p{L}\p{Ps}"])/iu;
const wrapped =
  /^(?:\((.+)\)|\[(.+)\]|【(.+)】|「(.+)」|『(.+)』|《(.+)》|〈(.+)〉|〔(.+)〕|〖(.+)〗|<(.+)>|\{(.+)\}|"(.+)")$/u;
const bracket = /[()[\]【】「」『』《》〈〉〔〕〖〗<>{}"]/u;
/** nicknames and remarks; the last may be left open */
const note =
  /\([^)]*(?:\)|$)|"[^"]*"|(?<=\p{L}\s)'[^']+'(?=\s\p{L})|\[[^\]]*\]|【[^】]*】|「[^」]*」|『[^』]*』|《[^》]*》|〔[^〕]*〕|〖[^〗]*〗/gu;
/** "to be received by", apart from the name; what it is beside it, `withoutTitles` decides */
const receipt = /(?<=\p{Script=Han}{2})\s收$/u;
/** the gender, apart from the name: 林黛玉 女 */
const gender = /(?<=\p{Script=Han}{2})[\s,/]+[男女]$/u;
/** a geresh ends letters of Hebrew */
const edges = /^[^\p{L}\p{N}@]+|(?:[^\p{L}\p{M}\p{N}@.׳״]|(?<=[\p{Script=Han}\s])\.+|\.{2,})+$/gu;
/** strokes for ornament: 丶张三〆 */
const ornaments = /^[丶〆]+(?=\p{Script=Han}{2})|(?<=\p{Script=Han}{2})[丶〆]+$/gu;
const gaps =
  /(?<=\p{Script=Han})\s+(?=\p{Script=Han})|(?<=^\p{Script=Hangul}{1,2})\s+(?=\p{Script=Hangul}{1,2}$)/gu;

/**
 * One kind of dot, quote and dash; no pictographs, telephone numbers and labels; no brackets with nicknames
 * or notes, unless the name is in them; no punctuation and ornaments at the ends. Gaps between characters
 * stay: see `joined`.
 */
export function tidyName(folded: string): string {
  const plain = trimmed(
    folded
      .replace(pictograph, '')
      .replace(number, ' ')
      .replace(/[•・‧∙⋅●]/gu, '·')
      .replace(/[‘’`´ʼ]/gu, "'")
      .replace(/[“”„‟«»]/gu, '"')
      .replace(/[‐‑‒–—]/gu, '-')
      .replace(/(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·')
      .replace(/\s*·\s*/g, '·'),
  ).replace(label, '');
  return withoutRemarks(
    named(unwrapped(plain).replace(label, ''))
      .replace(note, ' ')
      .replace(edges, '')
      .replace(receipt, '')
      .replace(gender, ''),
  )
    .replace(/^(\p{Script=Han}{2,4})\s*-+\s*(\p{Script=Han}+)$/u, besideHyphen)
    .replace(ornaments, '')
    .replace(/\s+/g, ' ');
}

/** Whether a text in brackets or behind a hyphen is a whole Chinese name, as far as its surname tells. */
const isWhole = (text: string): boolean =>
  /^\p{Script=Han}{2,4}$/u.test(text) && (hasCommonSurname(text) || hasCompoundSurname(text));

/** The name in brackets, behind a user name: Lily(王丽), 小雨(姜佳雨). */
function named(text: string): string {
  const [, user = '', name = ''] = /^([^()]+)\(([^()]+)\)$/u.exec(text) ?? [];
  const isUser = !/\p{Script=Han}/u.test(user) || isByname(user.trim());
  return isUser && isWhole(name) ? name : text;
}

/** 王小明-北京, but 装修-张三 */
const besideHyphen = (_: string, before: string, behind: string): string =>
  !isWhole(before) && isWhole(behind) ? behind : before;

/** No ornaments around brackets: ★【张三】★ */
const trimmed = (text: string): string =>
  text.replace(/^[^\p{L}\p{N}\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'<@]+|[\s★☆※◆◇■□▲△▼▽~!。]+$/gu, '');

/** The text without the brackets and quotes that are around all of it. */
function unwrapped(text: string): string {
  const inner = wrapped
    .exec(text)
    ?.slice(1)
    .find((part) => part !== undefined);
  return inner === undefined || bracket.test(inner) ? text : inner.trim();
}

/** A name without the gaps between Chinese characters and between Korean family and given name. */
export const joined = (tidy: string): string => tidy.replace(gaps, '');
