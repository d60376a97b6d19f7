// The Chinese surnames of `surnames.ts` as `surnamePinyin` spells them, ü as u. Written down, for names in Latin letters
// ask for no more of pinyin: so they are read without its library (`pinyinLibrary`).

/** Those of one character. */
const single = (
  'ai an ao ba bai ban bao bei ben bi bian bie bing bo bu cai cang cao cen chai chang chao che chen ' +
  'cheng chi chong chu cong cui da dai dan dang dao deng di diao ding dong dou du duan dun e er fan ' +
  'fang fei feng fu gan gao ge geng gong gou gu guan guang gui guo ha hai han hang hao he heng hong ' +
  'hou hu hua huai huan huang hui huo ji jia jian jiang jiao jie jin jing jiu ju kan kang ke kong kou ' +
  'kuai kuang kui lai lan lang lao lei leng li lian liang liao lin ling liu long lou lu luan luo ma ' +
  'mai man mao mei men meng mi miao min ming mo mou mu na nai ni nie ning niu nong ou pan pang pei ' +
  'peng pi piao ping pu qi qian qiang qiao qie qin qing qiu qu quan que ran rao ren rong ru ruan rui ' +
  'sa sang sha shan shang shao she shen sheng shi shou shu shuai shuang shui si song su sui sun suo ' +
  'tai tan tang tao teng tian tie tong tou tu wan wang wei wen weng wo wu xi xia xian xiang xiao xie ' +
  'xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yong you yu yuan yue yun zai zan ' +
  'zang zeng zha zhai zhan zhang zhao zhen zheng zhi zhong zhou zhu zhuang zhuo zi zong zou zu zuo'
).split(' ');

/** Those of two characters and more. */
export const compoundPinyinSurnames: ReadonlySet<string> = new Set(
  (
    'aixinjueluo baili beierzhijin boerjijite chunyu chushi daxi diwu dongfang dongguo dongmen duangan ' +
    'duanmu dugu erzhu fucha geshu gongliang gongsun gongxi gongyang gongye guaerjia guihai guliang ' +
    'guoluoluo helan helian hesheli huangfu huifanala huyan jiagu jimo liangqiu linghu luqiu moqi ' +
    'murong nala nalan nangong nanmen niuhulu ouyang puyang qidiao qiguan rangsi shangguan shanyu ' +
    'shatuo shentu shumulu sikong sikou sima situ suochuoluo taishu tantai tatala tuoba wanyan weisheng ' +
    'wenren wulanala wuma xiahou xianyu xilinjueluo ximen xitala xuanyuan yangshe yehe yehenala yelu ' +
    'yiergenjueluo yuchi yuezheng yuwen zaifu zhangsun zhongli zhongsun zhuansun zhuge ziju zongzheng ' +
    'zuoqiu'
  ).split(' '),
);

export const pinyinSurnames: ReadonlySet<string> = new Set([...single, ...compoundPinyinSurnames]);

/** The twenty most common, which more than a third of the mainland share. */
export const commonPinyinSurnames: ReadonlySet<string> = new Set(
  'chen gao guo he hu huang li lin liu ma sun wang wu xu yang zhang zhao zheng zhou zhu'.split(' '),
);
