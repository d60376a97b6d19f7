/** what is the matter with a record */
const state =
  "do not use|don't use|dnu|deceased|dec'd|duplicate|inactive|blacklist(?:ed)?|archived|account closed";
/** what a number or a record is for: behind a dash alone, since Home and Old are names */
const purpose = 'work|home|office|mobile|cell|business|personal|private|closed|cancell?ed|temp|old|new|vip';
/** behind these stands somebody else, a former name, or a trade */
const other = 'c/o|geb\\.|fka|f/k/a|formerly|d/b/a|dba|t/a';

/**
 * What is written before and behind a Latin name and belongs to no name, in lower case; patterns that RE2 knows
 * too: c/o John Smith, Estate of John Smith, John Smith - Work, Jane Smith née Jones. Each leaves a word.
 */
export const latinRemarks = {
  before: `^(?:c/o|attn|attention|fao|f\\.a\\.o|(?:the )?late|(?:the )?est(?:ate|\\.) of|${state}|(?:${purpose})(?: *:| +-))[ :.*-]+`,
  behind: `(?:[ ,]+(?:${other}) .+|[ ,*-]+(?:${state})[ .*]*|(?: +-+|,) *(?:${purpose})|[ ,]+(?:he/him|she/her|they/them)\\S*| *[+] *(?:\\d|guest))$`,
  /** behind two words: what tells namesakes of a list apart, John Smith 2, and a maiden name; Lim Nee Soon is whole */
  behindTwo: `^(\\p{L}[^ ]*[ ,]+.*\\p{L})(?: +#? ?\\d{1,2}|[ ,]+n[ée]e .+)$`,
} as const;

const [before, behind, behindTwo] = [latinRemarks.before, latinRemarks.behind, latinRemarks.behindTwo].map(
  (pattern) => new RegExp(pattern, 'iu'),
) as [RegExp, RegExp, RegExp];

/** marks that put a name at the head of an address book: A0张三, AA张三, 0张三 */
const sorted = /^(?:a+\d{0,2}|0+)[\s._-]*(?=\p{Script=Han}{2})/iu;
/** house, entrance and flat: 3栋张三, 张三 3-201 */
const flat = '(?:\\d+(?:栋|幢|号楼|单元|座|室|楼)|\\d+-\\d+)[\\d栋幢号楼单元座室-]*';
const flatBeside = new RegExp(`^${flat}\\s*(?=\\p{Script=Han}{2})|(?<=\\p{Script=Han}{2})\\s*${flat}$`, 'u');
const hanBehind =
  /(?<=\p{Script=Han}{2})\s*(?:(?:代收|亲启|台启|敬启|黑名单|作废|停用|勿用|已故|已?离职|(?:老|新|熟)客户?)|\s代\s?\p{Script=Han}{2,3}|@\s?\p{Script=Han}+|\+\d)$/u;
const trade =
  /^(\p{Script=Han}{2,3})\s?(?:装修|建材|修车|保洁|家政|批发|水电|快递|物流|搬家|开锁|美甲|美发|中介|房产|保险|代购|微商|供应商)$/u;

/** A tidy name without what is written beside it; one that would be nothing else stays. */
export function withoutRemarks(name: string): string {
  const bare = /\p{Script=Han}/u.test(name)
    ? name.replace(sorted, '').replace(flatBeside, '').replace(hanBehind, '').replace(trade, '$1')
    : name.replace(before, '').replace(behind, '').replace(behindTwo, '$1');
  return /\p{L}/u.test(bare) ? bare : name;
}
