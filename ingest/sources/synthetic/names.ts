/** A family name and how it is written in Latin letters, for e-mail addresses. */
export type Spelt = readonly [written: string, latin: string];

const words = (list: string): readonly string[] => list.trim().split(/\s+/);
const spelt = (list: string): readonly Spelt[] =>
  words(list).map((word) => {
    const [written = '', latin = ''] = word.split(':');
    return [written, latin];
  });

/** The commonest first; weights fall with the place in the list. */
export const chineseFamilyNames: readonly Spelt[] = spelt(`
  王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu
  胡:hu 郭:guo 何:he 林:lin 高:gao 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 韩:han 冯:feng
  邓:deng 曹:cao 彭:peng 曾:zeng 萧:xiao 田:tian 董:dong 潘:pan 袁:yuan 蔡:cai 蒋:jiang 余:yu 欧阳:ouyang
  司马:sima
`);

/** Characters of given names: a given name is one or two of them. */
export const femaleCharacters: readonly Spelt[] = spelt(`
  芳:fang 娜:na 敏:min 静:jing 丽:li 艳:yan 娟:juan 霞:xia 婷:ting 雪:xue 琳:lin 慧:hui 欣:xin 怡:yi
  梅:mei 佳:jia 雨:yu 萱:xuan 诗:shi 涵:han 晓:xiao 月:yue
`);

export const maleCharacters: readonly Spelt[] = spelt(`
  伟:wei 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 杰:jie 涛:tao 明:ming 超:chao 鹏:peng 浩:hao 宇:yu
  轩:xuan 博:bo 俊:jun 凯:kai 峰:feng 志:zhi 建:jian 文:wen 子:zi
`);

export const femaleNames = words(`
  Olivia Amelia Isla Ava Emily Sophia Grace Mia Charlotte Ella Lily Emma Hannah Sarah Laura Rebecca
  Katherine Elizabeth Margaret Susan Alice Zoe Chloe Jessica
`);

export const maleNames = words(`
  Oliver George Noah Arthur Harry Leo Jack James William Thomas Henry Daniel Michael Robert Matthew
  Andrew Christopher Joseph Samuel Benjamin Edward David Peter
`);

export const englishFamilyNames = words(`
  Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker
  White Roberts Green Hall Wood Jackson Clarke Hughes Edwards Lewis Martin Harris Cooper King Lee Baker
  Turner Carter O'Brien Murphy Kelly Miller Garcia Anderson Moore Campbell MacDonald Scott Stewart Reid
  Murray Young
`);
