/**
 * Chinese surnames of one character: those of the Hundred Family Surnames (百家姓, Song dynasty), and those that
 * are common today without being in it. Simplified.
 */
export const singleSurnames: ReadonlySet<string> = new Set(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公' +
    '肖闫佘付代覃岳帅缑亢况琴佟言商牟哈谯笪墨牙苟仝佴原药但晋仉督种铁旷鹿冼邸冒檀矫禚战洛揭麦涂区朴由敬门青化刀谌海祭芦侬冶初来位候淡渠漆楚玄畅盘直磨禤秘税粟苑英苻茆虎袭训豆迟邝郇酒锁镡闪随雪顿鲜付鄢呙郐郄怡萨鹤栗奉藤辜佀银邬兰修',
);

/**
 * The hundred surnames that most of the mainland share, in order of how many do. Simplified. Source: the
 * count of the Ministry of Public Security, 2007.
 */
export const firstHundredSurnames: ReadonlySet<string> = new Set(
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚',
);

/** These, and the next hundred. */
export const commonSurnames: ReadonlySet<string> = new Set([
  ...firstHundredSurnames,
  ...'汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳费席隋古肖兰闫',
]);

/**
 * Surnames of two characters and more: those of the Hundred Family Surnames, Manchu clans and others in use.
 * Simplified.
 */
export const compoundSurnames: ReadonlySet<string> = new Set(
  (
    '万俟 司马 上官 欧阳 夏侯 诸葛 闻人 东方 赫连 皇甫 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 轩辕 令狐 ' +
    '钟离 宇文 长孙 慕容 鲜于 闾丘 司徒 司空 亓官 司寇 子车 颛孙 端木 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 百里 ' +
    '东郭 南门 呼延 归海 羊舌 微生 梁丘 左丘 东门 西门 南宫 第五 独孤 完颜 纳兰 叶赫 耶律 爱新觉罗 贺兰 哥舒 那拉 富察 钮祜禄 瓜尔佳 ' +
    '即墨 达奚 褚师 尔朱 沙陀 叶赫那拉 乌拉那拉 辉发那拉 赫舍里 郭络罗 舒穆禄 索绰罗 他他拉 喜塔腊 西林觉罗 伊尔根觉罗 博尔济吉特 孛儿只斤'
  ).split(' '),
);

/**
 * The commonest family names of Japan of two and three characters, and those of four, in simplified
 * characters, as names are compared. Source: the ranking of Meiji Yasuda Life, 2018, and further ones of its tail.
 */
export const japaneseSurnames: ReadonlySet<string> = new Set(
  (
    '佐藤 铃木 高桥 田中 伊藤 渡边 山本 中村 小林 加藤 吉田 山田 佐佐木 山口 松本 井上 木村 斋藤 清水 山崎 池田 桥本 阿部 ' +
    '石川 中岛 前田 藤田 小川 后藤 冈田 长谷川 村上 近藤 石井 坂本 远藤 青木 藤井 西村 福田 太田 三浦 冈本 松田 中川 中野 原田 小野 竹内 ' +
    '金子 和田 中山 藤原 石田 上田 森田 柴田 酒井 宫崎 横山 宫本 内田 高木 安藤 谷口 大野 丸山 今井 高田 藤本 武田 村田 上野 杉山 增田 ' +
    '平野 大塚 千叶 久保 松井 小岛 岩崎 樱井 野口 松尾 木下 菊地 菊池 佐野 大西 杉本 新井 浜田 滨田 菅原 市川 水野 小松 岛田 古川 前川 ' +
    '小泽 山下 久保田 五十岚 川口 大久保 小山 中田 山内 西田 川崎 饭田 岩田 吉川 中西 石原 松冈 矢野 服部 大川 川上 永井 浅野 荒木 ' +
    '望月 星野 黑田 熊谷 内藤 本田 大岛 松下 浅井 大桥 秋山 早川 吉村 东野 福岛 樋口 川村 片山 西川 小池 富田 堀内 北村 涩谷 宫泽 金城 ' +
    '新垣 比嘉 小笠原 小野寺 长谷部 佐久间 宇都宫 日比野 东海林 波多野 加贺美 伊集院 武藤 江藤 须藤 工藤 斋木 广濑 广田 野村 野田 足立 ' +
    '松村 松浦 大谷 大石 大山 大森 大村 大泽 中泽 泽田 黑泽 黑木 冈崎 冈村 岩本 吉冈 西山 西野 福井 福本 福原 永田 永野 土屋 土井 若林 ' +
    '栗原 桑原 三宅 三好 八木 天野 奥村 奥田 津田 野泽 滨崎 小西 小仓 小田 小原 小泉 小室 上村 上原 平井 平田 平山 森本 森下 安达 相泽 ' +
    '绫濑 深田 深津 苍井 有村 仲间 米仓 常盘 椎名 泷泽 龟梨 樱庭 羽生 宫胁 指原 渡部 宫里 岛袋 玉城 大城 敕使河原 大豆生田 小比类卷 长宗我部 长曾我部'
  ).split(' '),
);

/** Family names of Japan of one character that are none in China. */
export const japaneseSingles: ReadonlySet<string> = new Set('森堀冈辻原菅畑榊峰泉南北岛樋槙柏楠泷');

/** The family names of Korea of two syllables. */
export const koreanCompoundSurnames: ReadonlySet<string> = new Set(
  '남궁 황보 제갈 선우 독고 사공 서문 동방'.split(' '),
);

/**
 * The given names of Europe as Chinese spells them, by which a transliterated name is known to end in a
 * family name.
 */
export const transliteratedGivenNames: ReadonlySet<string> = new Set(
  (
    '约翰 大卫 戴维 迈克尔 迈克 詹姆斯 罗伯特 威廉 玛丽 玛丽亚 查尔斯 托马斯 汤姆 彼得 保罗 乔治 理查德 丹尼尔 马克 史蒂夫 史蒂文 安德鲁 ' +
    '亚历山大 杰克 约瑟夫 爱德华 亨利 弗兰克 布莱恩 凯文 杰森 马修 克里斯 本杰明 塞缪尔 尼古拉斯 安东尼 斯蒂芬 菲利普 弗朗西斯 路易斯 卡尔 ' +
    '汉斯 弗里德里希 阿尔伯特 伊丽莎白 安娜 安妮 艾玛 简 苏珊 莎拉 凯瑟琳 玛格丽特 珍妮 珍妮弗 杰西卡 海伦 伊万 弗拉基米尔 谢尔盖 安德烈 ' +
    '列奥纳多 莱昂纳多 克里斯蒂亚诺 何塞 胡安 卡洛斯 让 皮埃尔 西蒙 亚当 艾伦 比尔 唐纳德 巴拉克 史蒂芬 罗纳德'
  ).split(' '),
);
