/**
 * Chinese surnames of one character: those of the Hundred Family Surnames (百家姓, Song dynasty), and those that are common
 * today without being in it. Simplified.
 */
export const singleSurnames: ReadonlySet<string> = new Set(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公' +
    '肖闫佘付代覃岳帅缑亢况琴佟言商牟哈谯笪墨牙苟仝佴原药但晋仉督种铁旷鹿冼邸冒檀矫禚战洛揭麦涂区朴由敬门青化刀谌海祭芦侬冶初来位候淡渠漆楚玄畅盘直磨禤秘税粟苑英苻茆虎袭训豆迟邝郇酒锁镡闪随雪顿鲜付鄢呙郐郄怡萨鹤栗奉藤辜佀银邬兰修',
);

/** Surnames of two characters: those of the Hundred Family Surnames and others in use. Simplified. */
export const compoundSurnames: ReadonlySet<string> = new Set(
  (
    '万俟 司马 上官 欧阳 夏侯 诸葛 闻人 东方 赫连 皇甫 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 轩辕 令狐 ' +
    '钟离 宇文 长孙 慕容 鲜于 闾丘 司徒 司空 亓官 司寇 子车 颛孙 端木 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 百里 ' +
    '东郭 南门 呼延 归海 羊舌 微生 梁丘 左丘 东门 西门 南宫 第五 独孤 完颜 纳兰 叶赫 耶律 爱新觉罗 贺兰 哥舒 那拉 富察 钮祜禄 瓜尔佳 ' +
    '即墨 达奚 褚师 尔朱 沙陀'
  ).split(' '),
);

/**
 * The commonest family names of Japan of two and three characters, those that begin a Chinese name as well left out. In
 * simplified characters, as names are compared. Source: the ranking of Meiji Yasuda Life, 2018.
 */
export const japaneseSurnames: ReadonlySet<string> = new Set(
  (
    '佐藤 铃木 高桥 田中 伊藤 渡边 渡辺 山本 中村 小林 加藤 吉田 山田 佐佐木 佐々木 山口 松本 井上 木村 斋藤 斎藤 清水 山崎 池田 桥本 阿部 ' +
    '石川 中岛 前田 藤田 小川 后藤 冈田 长谷川 村上 近藤 石井 坂本 远藤 青木 藤井 西村 福田 太田 三浦 冈本 松田 中川 中野 原田 小野 竹内 ' +
    '金子 和田 中山 藤原 石田 上田 森田 柴田 酒井 宫崎 横山'
  ).split(' '),
);

/** The family names of Korea of two syllables. */
export const koreanCompoundSurnames: ReadonlySet<string> = new Set(
  '남궁 황보 제갈 선우 독고 사공 서문 동방'.split(' '),
);
