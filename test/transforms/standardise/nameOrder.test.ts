import { describe, expect, test } from 'vitest';
import {
  commonPinyinSurnames,
  compoundPinyinSurnames,
  pinyinSurnames,
} from '../../../transforms/standardise/data/pinyinSurnames.ts';
import { compoundSurnames, singleSurnames } from '../../../transforms/standardise/data/surnames.ts';
import { standardiseName, withoutMarks } from '../../../transforms/standardise/index.ts';
import { surnamePinyin } from '../../../transforms/standardise/names/pinyin.ts';

describe('the Chinese surnames in pinyin', () => {
  const read = (surnames: Iterable<string>) => new Set([...surnames].map(surnamePinyin));

  test('are those in characters, as they are read', () => {
    expect(pinyinSurnames).toEqual(read([...singleSurnames, ...compoundSurnames]));
    expect(compoundPinyinSurnames).toEqual(read(compoundSurnames));
    expect(commonPinyinSurnames).toEqual(read('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑'));
  });
});

describe('the family name of a Latin name', () => {
  test.each([
    ['Nguyễn Văn An', 'Nguyễn', 'Văn An'],
    ['Nguyen Van An', 'Nguyen', 'Van An'],
    ['Trần Thị Mai Hương', 'Trần', 'Thị Mai Hương'],
    ['Phạm Nhật Vượng', 'Phạm', 'Nhật Vượng'],
    ['Lê Minh', 'Lê', 'Minh'],
    ['Le Thi Hoa', 'Le', 'Thi Hoa'],
    ['Ho Chi Minh', 'Ho', 'Chi Minh'],
    ['Nguyen An', 'Nguyen', 'An'],
    ['Chan Tai Man', 'Chan', 'Tai Man'],
    ['Wong Ka Wai', 'Wong', 'Ka Wai'],
    ['Wong Kar-wai', 'Wong', 'Kar-wai'],
    ['Lee Kuan Yew', 'Lee', 'Kuan Yew'],
    ['Tan Ah Kow', 'Tan', 'Ah Kow'],
    ['Ng Wei Ling', 'Ng', 'Wei Ling'],
    ['Szeto Wah', 'Szeto', 'Wah'],
    ['Tsai Ing-wen', 'Tsai', 'Ing-wen'],
    ['Lin Chih-ling', 'Lin', 'Chih-ling'],
    ['Chan Tai Man Peter', 'Chan', 'Tai Man Peter'],
    ['Kim Min-jun', 'Kim', 'Min-jun'],
    ['Kim Jong Un', 'Kim', 'Jong Un'],
    ['Kim Minjun', 'Kim', 'Minjun'],
    ['Park Geun-hye', 'Park', 'Geun-hye'],
    ['DUPONT Jean', 'DUPONT', 'Jean'],
    ['LE GOFF Yann', 'LE GOFF', 'Yann'],
    ['de GAULLE Charles', 'de GAULLE', 'Charles'],
    ['McDONALD Ronald', 'McDONALD', 'Ronald'],
    ['NG Wei Ling', 'NG', 'Wei Ling'],
  ])('%s is %s, which stands first', (raw, family, given) => {
    expect(standardiseName(raw)).toMatchObject({ value: raw, family, given, assumed: ['family_first'] });
  });

  test.each([
    ['Lee Harvey Oswald', 'Oswald', 'Lee Harvey'],
    ['Tan France', 'France', 'Tan'],
    ['Kim Basinger', 'Basinger', 'Kim'],
    ['Kim de Jong', 'de Jong', 'Kim'],
    ['Kim Lee-Wong', 'Lee-Wong', 'Kim'],
    ['Long John Silver', 'Silver', 'Long John'],
    ['Chan Marshall', 'Marshall', 'Chan'],
    ['Tai Man Chan', 'Chan', 'Tai Man'],
    ['Ho Man Chan', 'Chan', 'Ho Man'],
    ['Chan Ho Park', 'Park', 'Chan Ho'],
    ['Peter Chan Tai Man', 'Chan', 'Peter Tai Man'],
    ['Minh Tran', 'Tran', 'Minh'],
    ['Van Tran', 'Tran', 'Van'],
    ['Marine Le Pen', 'Le Pen', 'Marine'],
    ['Jean LE GOFF', 'LE GOFF', 'Jean'],
    ['Gabriel GARCÍA MÁRQUEZ', 'GARCÍA MÁRQUEZ', 'Gabriel'],
    ['JD Salinger', 'Salinger', 'JD'],
    ['CEO Smith', 'Smith', 'CEO'],
    ['JOHN smith', 'smith', 'JOHN'],
  ])('%s is %s, which does not', (raw, family, given) => {
    expect(standardiseName(raw)).toMatchObject({ value: raw, family, given, assumed: [] });
  });

  test('stands first in Vietnamese names of one case, where van is no particle', () => {
    expect(standardiseName('NGUYEN VAN AN').value).toBe('Nguyen Van An');
  });

  test.each([
    ['Иванов Иван Иванович', 'Иванов', 'Иван Иванович', ['family_first']],
    ['ПЕТРОВА АННА СЕРГЕЕВНА', 'Петрова', 'Анна Сергеевна', ['family_first']],
    ['Иван Иванович Иванов', 'Иванов', 'Иван Иванович', []],
    ['Роман Аркадьевич Абрамович', 'Абрамович', 'Роман Аркадьевич', []],
    ['Анна Мария Станкевич', 'Станкевич', 'Анна Мария', []],
  ])('of %s is not the name of the father', (raw, family, given, assumed) => {
    expect(standardiseName(raw)).toMatchObject({ family, given, assumed });
  });

  test('is in the whole name before a comma', () => {
    expect(standardiseName('Lim Siew Mei, Amy')).toMatchObject({ family: 'Lim', given: 'Amy Siew Mei' });
  });

  test.each([
    [['Chan Tai Man', 'Tai Man Chan', 'CHAN, Tai Man', 'CHAN Tai-man', 'Chan Tai-man'], 'chan taiman'],
    [['Kim Min-jun', 'Min Jun Kim', 'KIM, MIN-JUN', 'Kim Min Jun', 'Minjun Kim'], 'kim minjun'],
    [['Lee Kuan Yew', 'Kuan Yew Lee'], 'kuanyew lee'],
    [['DUPONT Jean', 'Jean Dupont', 'Dupont, Jean'], 'dupont jean'],
  ])('of %j gives one sorted key', (raws, key) => {
    expect(new Set(raws.map((raw) => standardiseName(raw).sortedKey))).toEqual(new Set([key]));
  });
});

describe('the family name of a name in characters', () => {
  test.each([
    '扎西多吉',
    '古力娜扎',
    '乌兰图雅',
    '马合木提',
    '买买提阿不都热合曼',
    '买买提·阿不都热合曼',
    '阿卜杜拉•买买提',
    '迪丽热巴·迪力木拉提',
  ])('is not told by %s, which stays whole', (raw) => {
    const { value, family, given, assumed } = standardiseName(raw);
    expect({ family, given, assumed }).toEqual({ family: null, given: value, assumed: ['unsplit'] });
  });

  test('has one key with and without the dot', () => {
    expect(standardiseName('买买提·阿不都热合曼').key).toBe(standardiseName('买买提阿不都热合曼').key);
  });

  test.each([
    ['爱新觉罗·溥仪', '爱新觉罗', '溥仪', []],
    ['叶赫那拉·慧征', '叶赫那拉', '慧征', []],
    ['孛儿只斤·铁木真', '孛儿只斤', '铁木真', []],
    ['爱新觉罗溥仪', '爱新觉罗', '溥仪', []],
    ['大卫·贝克汉姆', '贝克汉姆', '大卫', []],
    ['大卫 贝克汉姆', '贝克汉姆', '大卫', []],
    ['陈李婉芳', '陈李', '婉芳', ['double_surname']],
    ['欧阳娜娜', '欧阳', '娜娜', []],
    ['佐藤健', '佐藤', '健', []],
    ['佐藤 健', '佐藤', '健', []],
    ['渡辺謙', '渡辺', '謙', []],
    ['渡邊謙', '渡邊', '謙', []],
    ['加藤茶', '加藤', '茶', []],
    ['松本潤', '松本', '潤', []],
    ['高橋真', '高橋', '真', []],
    ['田中 誠', '田中', '誠', []],
    ['森 昌子', '森', '昌子', []],
    ['五十嵐 隆', '五十嵐', '隆', []],
    ['白石 麻衣', '白石', '麻衣', []],
    ['佐藤', '佐藤', null, ['family_alone']],
    ['田中华', '田', '中华', []],
    ['金子涵', '金', '子涵', []],
    ['林修', '林', '修', []],
    ['王小 明', '王', '小明', []],
    ['宮沢 りえ', '宮沢', 'りえ', []],
    ['高橋みなみ', '高橋', 'みなみ', []],
    ['やまだ たろう', 'やまだ', 'たろう', []],
  ])('%s has the family name %s and the given name %s', (raw, family, given, assumed) => {
    expect(standardiseName(raw)).toMatchObject({ valid: true, family, given, assumed });
  });
});

test('marks that are vowels, or make another sound, are no marks to leave out', () => {
  expect(['Müller', 'Ελένη', 'Алёна', 'שָׁלוֹם', 'مُحَمَّد', 'Nguyễn'].map(withoutMarks)).toEqual([
    'Muller',
    'Ελενη',
    'Алена',
    'שלום',
    'محمد',
    'Nguyen',
  ]);
  for (const text of ['रीमा', 'สมชาย', 'やまだ', 'ガクト', '김민준']) expect(withoutMarks(text)).toBe(text);
  expect(standardiseName('रोमी शर्मा').key).toBe('शर्मा रोमी');
  expect(new Set(['राम', 'रीमा', 'रमा'].map((raw) => standardiseName(raw).key)).size).toBe(3);
});

describe('Chinese names with the given name first', () => {
  test.each([
    ['雨辉唐', '唐', '雨辉'],
    ['克俭欧阳', '欧阳', '克俭'],
    ['志明陳', '陳', '志明'],
    ['倩怡刘先生', '刘', '倩怡'],
  ])('%s', (raw, family, given) =>
    expect(standardiseName(raw)).toMatchObject({
      value: `${family}${given}`,
      family,
      given,
      assumed: ['family_behind'],
    }),
  );

  // a surname begins them, or what ends them is as often a given name
  test.each(['文强李', '努尔江', '大谷翔', '近藤武', '唐雨', '雨林', '买买提江'])('%s stays', (raw) =>
    expect(standardiseName(raw)).toMatchObject({ value: raw }),
  );
});
