/** What a text stands in, where it is asked whether it says anything. */
export type Place =
  /** any field of a person's record, or an id */
  | 'field'
  /** a person's whole name */
  | 'name'
  /** a given or a family name in a field of its own */
  | 'namePart'
  /** a category of a person's record, by which two are compared: a gender, a tier */
  | 'attribute'
  /** a category from which a model learns: that something is not known may tell as much as what it is */
  | 'category'
  /** a number or a date */
  | 'number'
  /** whose a purchase is */
  | 'customer';

const persons = ['field', 'name', 'namePart'] as const;
const values = [...persons, 'attribute', 'number', 'customer'] as const;

interface Phrases {
  readonly places: readonly Place[];
  /** in lower case; the words of one may be joined by _ or - as well */
  readonly phrases: readonly string[];
}

/** What stands for nothing, and where; a phrase has one line. */
const table: readonly Phrases[] = [
  // what programs and spreadsheets write
  {
    places: [...values, 'category'],
    phrases: [
      ...['n/a', '#n/a', '<na>', 'na', 'n.a.', 'n.a', 'nan', 'nat', 'nil', 'null', '(null)', '[null]', '\\n'],
      ...['(blank)', '#div/0!', '#value!', '#num!', '#ref!', '#name?', '#null!', '缺失'],
      ...['-', '--', '---', '–', '—', '.', '..', '...', '?', '??', '???'],
    ],
  },
  // what somebody answers, or a form does, who has nothing to say; signs that are a rating as a category
  {
    places: values,
    phrases: [
      ...['none', 'none.', 'unknown', 'undefined', 'missing', 'unspecified', 'tbd', 'tba', '/', '\\'],
      ...['*', '**', '***'],
      ...['not available', 'not known', 'not given', 'not provided', 'not specified', 'not stated'],
      ...['not applicable', 'not set', 'not entered', 'not recorded', 'not disclosed', 'not supplied'],
      ...['no data', 'no value', 'no information', 'no info', 'no entry', 'no record', 'no answer'],
      ...['none given', 'none provided', 'to be confirmed', 'to be advised'],
      ...['无', '没有', '暂无', '空', '空白', '未填', '未填写', '未知', '不详', '不明', '保密', '未提供'],
      ...[
        '无数据',
        '暂无数据',
        '无信息',
        '暂无信息',
        '无记录',
        '未登记',
        '未录入',
        '未透露',
        '不适用',
        '待定',
      ],
      ...['無', '沒有', '暫無', '未填寫', '不詳', '無資料', '暫無資料', '未登錄', '不適用', '未入力', 'なし'],
      ...['unbekannt', 'keine angabe', 'nicht angegeben', 'inconnu', 'non renseigné', 'non disponible'],
      ...['desconocido', 'no disponible', 'sin datos', 'desconhecido', 'sconosciuto', 'onbekend'],
    ],
  },
  // who bought or wrote without being known
  {
    places: [...persons, 'customer'],
    phrases: [
      ...['anonymous', 'anon', 'guest', 'no', 'nobody', 'noname', 'no name', 'name unknown', 'unknown name'],
      ...['user', 'customer', 'walk-in customer', 'walk in customer', 'walk-in', 'walk in'],
      ...['guest user', 'guest customer', 'guest checkout', 'unknown customer', 'anonymous user'],
      ...['cash customer', 'cash sale', 'anonymous customer', 'sin nombre', 'sans nom'],
      ...['无名', '无名氏', '无姓名', '未命名', '未知姓名', '匿名', '匿名用户', '匿名客户', '佚名', '名無し'],
      ...['微信用户', '默认用户', '新用户', '用户', '客户', '顾客', '游客', '访客', '会员', '非会员', '散客'],
      ...['先生', '女士', '小姐'],
    ],
  },
  // a trial; as the id of a customer it may be a code
  {
    places: persons,
    phrases: [
      ...['test', 'tester', 'testing', 'xxx', 'xxxx', 'asdf', 'qwerty', 'dummy', 'fake', 'sample', 'example'],
      ...['abc', 'abcd', 'aaa', '测试', '测试用户', '测试员', '某某', '某某某'],
    ],
  },
  // whoever it is, by what they are to the clerk or to the parcel
  {
    places: ['name'],
    phrases: [
      ...[
        'accounts payable',
        'accounts receivable',
        'accounts dept',
        'accounts dept.',
        'accounts department',
      ],
      ...['account payable', 'account receivable', 'account dept', 'account dept.', 'account department'],
      ...['the manager', 'the occupier', 'the householder', 'resident', 'occupant', 'current resident'],
      ...['current occupant', 'mum', 'mom', 'dad', 'do not use', 'deceased', 'duplicate', 'inactive'],
      ...['妈妈', '爸爸', '老妈', '老爸', '老公', '老婆', '家人', '本人', '快递', '快递员', '外卖', '物业'],
      ...['门卫', '前台', '收件人', '联系人', '收货人', '家长', '患者', '病人', '监护人', '昵称'],
      ...['路人', '路人甲', '路人乙', '路人丙'],
    ],
  },
];

/**
 * What a given or a family name in a field of its own may be all the same: Li Na, Nat, Nil, No, Guest, Sample, Anon,
 * 空 (Sora), the initials N.A.
 */
const namesToo = new Set(['na', 'n.a.', 'n.a', 'nat', 'nil', 'no', 'guest', 'sample', 'anon', '空']);

const spellings = (phrase: string): readonly string[] =>
  /^\p{L}+(?: \p{L}+)+$/u.test(phrase)
    ? [phrase, phrase.replaceAll(' ', '_'), phrase.replaceAll(' ', '-')]
    : [phrase];

const allIn = (place: Place): readonly string[] => [
  ...new Set(
    table.filter(({ places }) => places.includes(place)).flatMap(({ phrases }) => phrases.flatMap(spellings)),
  ),
];

/** The phrases, in lower case, that stand for nothing in each place. */
export const nothingIn: Readonly<Record<Place, readonly string[]>> = {
  field: allIn('field'),
  name: allIn('name'),
  namePart: allIn('namePart').filter((phrase) => !namesToo.has(phrase)),
  attribute: allIn('attribute'),
  category: allIn('category'),
  number: allIn('number'),
  customer: allIn('customer'),
};

/** A pattern, which RE2 knows too, of words for a customer with a number behind: nobody has that name. */
export const numberedNobody =
  '^(?:test|user|guest|customer|测试|用户|客户|顾客|会员|游客|散客|买家|手机用户|微信用户)[\\s_-]*\\d+$';
const isNumbered = new RegExp(numberedNobody, 'i');

const [inFields, inNames] = [new Set(nothingIn.field), new Set(nothingIn.name)];

/** Whether folded text stands for "nothing here": `n/a`, `test`, `未知`, `匿名`, `用户1234`, dashes. */
export const isPlaceholder = (text: string): boolean =>
  inFields.has(text.toLowerCase()) || isNumbered.test(text);

/** Whether a folded whole name stands for nobody: the same, and whoever has only a part to play: `The Occupier`, `收件人`. */
export const isNoName = (text: string): boolean => inNames.has(text.toLowerCase()) || isNumbered.test(text);

/**
 * Whether a folded given or family name may be one although as a whole name it would stand for nothing: Na,
 * Nan, Guest.
 */
export const isNamePart = (text: string): boolean => {
  const word = text.toLowerCase();
  // in whole columns nan is what programs write for a missing number
  return namesToo.has(word) || word === 'nan';
};
