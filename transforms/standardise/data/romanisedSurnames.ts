/**
 * Family names of East Asia as they are spelled in Latin letters other than pinyin. The number says how
 * surely a word is one: 3 is hardly ever a syllable of a given name, 1 more often is.
 */
export type Surnames = ReadonlyMap<string, number>;

const ranked = (...lists: readonly [sure: string, usual: string, rare: string]): Surnames =>
  new Map(lists.flatMap((list, i) => list.split(' ').map((word) => [word, 3 - i] as const)));

/**
 * Hong Kong, Singapore, Malaysia (Cantonese, Hokkien, Teochew, Hakka) and Taiwan (Wade-Giles). Names that
 * pinyin has as well are left to it.
 */
export const chineseDialectSurnames: Surnames = ranked(
  'chan wong cheung leung leong lau lee ng tsang yeung kwok tsui tse szeto seeto auyeung tan lim goh chua koh teo ong tay toh quek kwek ' +
    'yeo neo seah chia khoo teh teoh yeoh ooi loh liew cheong chang chiang tsai hsu hsieh hsiao kuo tseng yeh hsiung hsueh',
  'lam ho chow lai law lo fung hui yip ip tang chung cheng chu yuen mok mak tam tong pang poon lui luk kwan kwong kong kan choi chiu yau ' +
    'yiu to fong au ang low foo phua chew chin chong chee choo gan kok lye mah oh poh sia soh tee wee yap yong heng chou tsao tsou ' +
    'shih kao teng chien chuang kim sim juan chao',
  'man tai siu sin so hon ting wai wan yam ngai ngan shum sham shek suen sung hung ha ching chau cheuk chui mui sit tung tso tsoi kung lok yung ' +
    'jen jao peh tiong woo',
);

/** Revised Romanisation, McCune-Reischauer, and the spellings of passports. */
export const koreanSurnames: Surnames = ranked(
  'kim lee park choi rhee pak',
  'yi jung jeong chung kang cho jo yoon yun jang chang lim im han oh seo suh shin sin kwon hwang ahn an song ryu yoo you jeon jun hong ko ' +
    'koh go moon son sohn yang bae baek paik heo hur nam sim shim noh roh ha kwak sung seong cha joo ju woo ku koo ban bong namgung sunwoo',
  'min na jin ji um eom chae won cheon chun bang kong gong hyun ham byun yeo chu choo do so suk seok sun sul ki tak pyo to in pyun',
);

/** Without marks. */
export const vietnameseSurnames: Surnames = ranked(
  'nguyen',
  'tran pham huynh hoang phan truong trinh duong ngo bui dang dinh doan luong vu vo quach nghiem',
  'le do ho ly mai cao ha lam luu dao chau ta thai to ton la kieu bach tang tong vuong trieu thach mac phung tieu giang luc quan khuc khuong',
);
