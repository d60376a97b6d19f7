import { describe, expect, test } from 'vitest';
import { standardiseName } from '../../../transforms/standardise/index.ts';

describe('a name', () => {
  test.each([
    ['王小明', '王', '小明', 'wang xiaoming'],
    ['李 小 龙', '李', '小龙', 'li xiaolong'],
    ['欧阳修', '欧阳', '修', 'ouyang xiu'],
    ['司马相如', '司马', '相如', 'sima xiangru'],
    ['歐陽娜娜', '歐陽', '娜娜', 'ouyang nana'],
    ['陳大文', '陳', '大文', 'chen dawen'],
    ['单雄信', '单', '雄信', 'shan xiongxin'],
    ['仇英', '仇', '英', 'qiu ying'],
    ['曾国藩', '曾', '国藩', 'zeng guofan'],
    ['尉迟恭', '尉迟', '恭', 'yuchi gong'],
    ['吕布', '吕', '布', 'lu bu'],
    ['张', '张', null, 'zhang'],
    ['李🙂明', '李', '明', 'li ming'],
    ['张三（备用）', '张', '三', 'zhang san'],
    ['约翰.史密斯', '史密斯', '约翰', 'shimisi yuehan'],
    ['김철수', '김', '철수', '김 철수'],
    ['John Smith', 'Smith', 'John', 'smith john'],
    ['SMITH, JOHN', 'Smith', 'John', 'smith john'],
    ['RONALD MCDONALD', 'McDonald', 'Ronald', 'mcdonald ronald'],
    ['john o’brien', "O'Brien", 'John', 'obrien john'],
    ['LUDWIG VAN BEETHOVEN', 'van Beethoven', 'Ludwig', 'van beethoven ludwig'],
    ['Maria de la Cruz', 'de la Cruz', 'Maria', 'de la cruz maria'],
    ['José García-López', 'García-López', 'José', 'garcialopez jose'],
    ['Zhang, Wei', 'Zhang', 'Wei', 'zhang wei'],
    ['Wang Xiaoming', 'Wang', 'Xiaoming', 'wang xiaoming'],
    ['Xiaoming Wang', 'Wang', 'Xiaoming', 'wang xiaoming'],
    ['Wang Xiao Ming', 'Wang', 'Xiao Ming', 'wang xiaoming'],
    ['高圆圆', '高', '圆圆', 'gao yuanyuan'],
    ['李天宇', '李', '天宇', 'li tianyu'],
    ['Tianyu Li', 'Li', 'Tianyu', 'li tianyu'],
    ['Lyu Bu', 'Lyu', 'Bu', 'lu bu'],
    ['Nyu Hong Li', 'Li', 'Nyu Hong', 'li nuhong'],
    ['Xiu Ouyang', 'Ouyang', 'Xiu', 'ouyang xiu'],
    ['OU YANG XIU', 'Ou Yang', 'Xiu', 'ouyang xiu'],
    ['Wang Fang 王芳', '王', '芳', 'wang fang'],
    ['王芳 Wang Fang', '王', '芳', 'wang fang'],
    ['王小明 13800138000', '王', '小明', 'wang xiaoming'],
    ['王小明-北京', '王', '小明', 'wang xiaoming'],
    ['林黛玉 女', '林', '黛玉', 'lin daiyu'],
    ['田中太郎', '田中', '太郎', 'tianzhong tailang'],
    ['山田 花子', '山田', '花子', 'shantian huazi'],
    ['김 철수', '김', '철수', '김 철수'],
    ['남궁민수', '남궁', '민수', '남궁 민수'],
    ['Müller, Hans-Peter, Dr.', 'Müller', 'Hans-Peter', 'muller hanspeter'],
    ['van der Berg, Jan', 'van der Berg', 'Jan', 'van der berg jan'],
    ['Smith, John, Jr.', 'Smith', 'John', 'smith john'],
    ['Thomas Clifford, of Chudleigh', 'Clifford', 'Thomas', 'clifford thomas'],
    ['Mary Butler, Duchess of Ormonde', 'Butler', 'Mary', 'butler mary'],
    ['Jones, Earl', 'Jones', 'Earl', 'jones earl'],
    ['Nguyen, The Anh', 'Nguyen', 'The Anh', 'nguyen the anh'],
    ['Rahman, Md Kamal', 'Rahman', 'Md Kamal', 'rahman md kamal'],
    ['Madonna', null, 'Madonna', 'madonna'],
    ['王Tony', '王', 'Tony', 'wang tony'],
    ['van Gogh', 'van Gogh', null, 'van gogh'],
    ['Ms. Li', 'Li', null, 'li'],
    ['li.wei', 'Li', 'Wei', 'li wei'],
    ['李丰收', '李', '丰收', 'li fengshou'],
    ['欧阳秋收', '欧阳', '秋收', 'ouyang qiushou'],
    ['张三 收', '张', '三', 'zhang san'],
    ['Don Draper', 'Draper', 'Don', 'draper don'],
    ['Mr. Don Draper', 'Draper', 'Don', 'draper don'],
    ['Hon Lee', 'Lee', 'Hon', 'lee hon'],
    ['Hon Wai Lee', 'Lee', 'Hon Wai', 'lee honwai'],
    ['Dean Martin', 'Martin', 'Dean', 'martin dean'],
    ['（张三）', '张', '三', 'zhang san'],
    ['★【张三】★', '张', '三', 'zhang san'],
    ['“张三”', '张', '三', 'zhang san'],
    ['张三。', '张', '三', 'zhang san'],
    ['丶张三', '张', '三', 'zhang san'],
    ['张三（备用', '张', '三', 'zhang san'],
    ['收件人：张三', '张', '三', 'zhang san'],
    ['收件人：（张三）', '张', '三', 'zhang san'],
    ['联系人: 张三', '张', '三', 'zhang san'],
    ['客户 张三', '张', '三', 'zhang san'],
    ['Name: John Smith', 'Smith', 'John', 'smith john'],
    ['Andy刘德华', '刘', '德华', 'liu dehua'],
    ['刘德华Andy', '刘', '德华', 'liu dehua'],
    ['Andy Lau刘德华', '刘', '德华', 'liu dehua'],
    ['王芳/Wang Fang', '王', '芳', 'wang fang'],
    ['VIP张三', '张', '三', 'zhang san'],
    ['北京Hotel', null, '北京Hotel', '北京hotel'],
    ['Tony王', '王', 'Tony', 'wang tony'],
    ['Anna von und zu Stein', 'von und zu Stein', 'Anna', 'von und zu stein anna'],
    ['Muthu s/o Raman', 'Raman', 'Muthu', 'raman muthu'],
    ['Siva Kumar a/l Raman', 'Raman', 'Siva Kumar', 'raman siva kumar'],
    ['Lim Ah Kow @ John', 'Lim', 'Ah Kow', 'lim ahkow'],
    ['Lim Ah Kow a.k.a. John', 'Lim', 'Ah Kow', 'lim ahkow'],
    ['Seán Ó Súilleabháin', 'Ó Súilleabháin', 'Seán', 'o suilleabhain sean'],
    ['Máire Ní Bhriain', 'Ní Bhriain', 'Máire', 'ni bhriain maire'],
    ['lǐ míng', 'Lǐ', 'Míng', 'li ming'],
    ['Wáng Xiǎo Míng', 'Wáng', 'Xiǎo Míng', 'wang xiaoming'],
    ['Mª Carmen Ruiz', 'Ruiz', 'Mª Carmen', 'ruiz ma carmen'],
    ['M. Night Shyamalan', 'Shyamalan', 'M. Night', 'shyamalan m night'],
    ['家长：王小明', '王', '小明', 'wang xiaoming'],
    ['患者王小明', '王', '小明', 'wang xiaoming'],
    ['监护人 王小明', '王', '小明', 'wang xiaoming'],
    ['勅使河原 宏', '勅使河原', '宏', 'chishiheyuan hong'],
    ['𠮷田 太郎', '𠮷田', '太郎', 'tian tailang'],
    ['高高', '高', '高', 'gao gao'],
  ])('%s has the family name %s, the given name %s and the key %s', (raw, family, given, key) => {
    expect(standardiseName(raw)).toMatchObject({ valid: true, family, given, key });
  });

  test.each([
    ['王先生', '王', '先生', 'male'],
    ['李女士', '李', '女士', 'female'],
    ['张经理', '张', '经理', null],
    ['王總', '王', '总', null],
    ['陳總經理', '陳', '总经理', null],
    ['林副總', '林', '副总', null],
    ['黃太太', '黃', '太太', 'female'],
    ['歐陽護士', '歐陽', '护士', null],
    ['老李', '李', '老', null],
    ['小王', '王', '小', null],
    ['老欧阳', '欧阳', '老', null],
    ['张姐', '张', '姐', 'female'],
    ['刘哥', '刘', '哥', 'male'],
    ['陳太', '陳', '太', 'female'],
    ['鈴木一郎様', '鈴木一郎', '様', null],
    ['김민수 씨', '김민수', '씨', null],
    ['Mr. John Smith', 'John Smith', 'mr', 'male'],
    ['Mrs Jane Smith', 'Jane Smith', 'mrs', 'female'],
    ['Dr. Ann Lee', 'Ann Lee', 'dr', null],
    ['Ann Lee, PhD', 'Ann Lee', 'phd', null],
    ['王小明收', '王小明', '收', null],
    ['Mr王', '王', 'mr', 'male'],
    ['Don José García', 'José García', 'don', 'male'],
    ['Hon. Lee', 'Lee', 'hon', null],
    ['Herrn Karl Müller', 'Karl Müller', 'herrn', 'male'],
    ['Hr. Karl Müller', 'Karl Müller', 'hr', 'male'],
    ['M. Jean DUPONT', 'Jean DUPONT', 'm', 'male'],
    ['Dipl.-Ing. Karl Weber', 'Karl Weber', 'dipl.-ing', null],
  ])('%s is %s without its title %s', (raw, value, title, genderHint) => {
    expect(standardiseName(raw)).toMatchObject({ value, titles: [title], genderHint });
  });

  test.each([
    ['Sig.ra Bianca Rossi', 'Bianca', 'Rossi', 'female'],
    ['De heer Jan Smit', 'Jan', 'Smit', 'male'],
    ['Bpk. Budi Santoso', 'Budi', 'Santoso', 'male'],
    ['Smt. Priya Rao', 'Priya', 'Rao', 'female'],
    ['Sri Mulyani', 'Sri', 'Mulyani', null],
  ])('%s is %s %s', (raw, given, family, genderHint) => {
    expect(standardiseName(raw)).toMatchObject({ given, family, genderHint });
  });

  test.each([
    ...[
      '星星',
      '豆豆',
      '乐乐',
      '豆豆家',
      '小豆豆',
      '大宝宝',
      '小明',
      '小龙',
      '小雨',
      '小石头',
      '小鱼儿',
      '老虎',
      '阿强',
    ],
    ...['佳佳妈', '果果妈妈', '轩爸', '豆豆奶奶', '佳佳媽媽', '欧阳妈妈', 'Lily妈妈', '张三家属', '李四之妻'],
    ...['丽姐', '强哥', '娟姨', '婷婷姐姐', '快乐的小鱼', '我是谁', '果果小公主'],
  ])('%s is a byname: kept, not valid, and tells neither the family nor the given name', (raw) => {
    expect(standardiseName(raw)).toMatchObject({
      value: raw,
      valid: false,
      reason: 'byname',
      family: null,
      given: null,
    });
  });

  test.each([
    ['涵洁', null, '涵洁', ['given_alone']],
    ['🌸佳雨', null, '佳雨', ['given_alone']],
    ['洁', null, '洁', ['given_alone']],
    ['雪', null, '雪', ['given_alone']],
    ['阿旺', null, '阿旺', ['given_alone']],
    ['洁王', '洁', '王', []],
    ['张', '张', null, ['family_alone']],
    ['雪小姐', '雪', null, ['family_alone']],
    ['阿依古丽', null, '阿依古丽', ['unsplit']],
    ['小林', '林', null, ['family_alone']],
    ['小林健', '小林', '健', []],
    ['小林 健太', '小林', '健太', []],
    ['小野寺拓也', '小野寺', '拓也', []],
    ['小川', '小川', null, ['family_alone']],
    ['森浩', '森', '浩', []],
    ['凃先生', '凃', null, ['family_alone']],
    ['阿部', '阿部', null, ['family_alone']],
    ['小明唐', '唐', '小明', ['family_behind']],
    ['佐々木希', '佐々木', '希', []],
    ['李小妹', '李', '小妹', []],
    ['陈招弟', '陈', '招弟', []],
    ['张宝宝', '张', '宝宝', []],
    ['李娜娜', '李', '娜娜', []],
    ['安安静', '安', '安静', []],
  ])('%s is no byname: its family name is %s, its given name %s', (raw, family, given, assumed) => {
    expect(standardiseName(raw)).toMatchObject({ valid: true, family, given, assumed });
  });

  test.each([
    ['გიორგი ყიფიანი', 'გიორგი ყიფიანი'],
    ['ᲒᲘᲝᲠᲒᲘ ᲧᲘᲤᲘᲐᲜᲘ', 'გიორგი ყიფიანი'],
    ['Գևորգ Սարգսյան', 'Գևորգ Սարգսյան'],
    ['գևորգ սարգսյան', 'Գևորգ Սարգսյան'],
  ])('%s is written %s, as its letters are', (raw, value) => {
    expect(standardiseName(raw).value).toBe(value);
  });

  test('has don behind señor', () => {
    expect(standardiseName('Sr. D. Juan Pérez')).toMatchObject({
      value: 'Juan Pérez',
      titles: ['sr', 'd'],
      genderHint: 'male',
    });
    expect(standardiseName('Dr. D. Smith').value).toBe('D. Smith');
  });

  test('has several titles, those of German doctors among them', () => {
    expect(standardiseName('Frau Dr. med. Anna Schmidt')).toMatchObject({
      value: 'Anna Schmidt',
      titles: ['frau', 'dr', 'med'],
      genderHint: 'female',
    });
    expect(standardiseName('Prof. Dr. h.c. Hans Müller').value).toBe('Hans Müller');
    expect(standardiseName('Dr. rer. nat. Eva Braun').value).toBe('Eva Braun');
  });

  test('keeps its script and its suffix, and has a simplified form beside it', () => {
    expect(standardiseName('陳大文')).toMatchObject({ value: '陳大文', simplified: '陈大文' });
    expect(standardiseName('john smith jr.')).toMatchObject({
      value: 'John Smith Jr',
      family: 'Smith',
      suffix: 'Jr',
    });
  });

  test.each([
    ['John Smith Jnr', 'John Smith Jr', 'Jr'],
    ['Smith, John, Snr.', 'John Smith Sr', 'Sr'],
    ['John Smith, 3rd', 'John Smith III', 'III'],
    ['Jane Grey, the Younger', 'Jane Grey the Younger', 'the Younger'],
    ['Hans Holbein the elder', 'Hans Holbein the Elder', 'the Elder'],
  ])('%s is %s, and what tells it from its namesakes %s', (raw, value, suffix) => {
    const name = standardiseName(raw);
    expect(name).toMatchObject({ value, suffix });
    expect([name.family, name.given].join(' ')).not.toContain(suffix);
    expect(standardiseName(value)).toMatchObject({ value, suffix, family: name.family, given: name.given });
  });

  test('in mixed case is left as its owner writes it', () => {
    expect(standardiseName('Ann deVries').value).toBe('Ann deVries');
  });

  test('says what was assumed', () => {
    expect(standardiseName('范徐丽泰')).toMatchObject({ family: '范徐', assumed: ['double_surname'] });
    expect(standardiseName('Li Na')).toMatchObject({ family: 'Li', assumed: ['family_first'] });
    expect(standardiseName('张').assumed).toEqual(['family_alone']);
  });

  test('has one sorted key in whatever order and script it is written', () => {
    const keys = ['李伟', 'Wei Li', 'Li Wei', 'LI, WEI', '李偉'].map((raw) => standardiseName(raw).sortedKey);
    expect(new Set(keys)).toEqual(new Set(['li wei']));
  });

  test.each([
    ['test', 'placeholder'],
    ['匿名', 'placeholder'],
    ['用户1234', 'placeholder'],
    ['NaN', 'placeholder'],
    ['先生', 'placeholder'],
    ['Mr', 'placeholder'],
    ['北京字节跳动科技有限公司', 'company'],
    ['Acme Ltd', 'company'],
    ['13800138000', 'no_letters'],
    ['王1', 'has_digits'],
    ['张*明', 'masked'],
    ['张**', 'masked'],
    ['*三', 'masked'],
    ['王○明', 'masked'],
    ['李XX', 'masked'],
    ['张某某', 'masked'],
    ['J*** S****', 'masked'],
    ['测试张三', 'placeholder'],
    ['Test User', 'placeholder'],
    ['收件人', 'placeholder'],
    ['经理', 'placeholder'],
    ['张三/李四', 'several'],
    ['张三、李四', 'several'],
    ['张三 李四', 'several'],
    ['王小明 李小红 张三', 'several'],
    ['John Smith / Mary Smith', 'several'],
    ['John Smith/Mary Smith', 'several'],
    ['Jean et Marie Dupont', 'several'],
    ['Mr and Mrs Smith', 'several'],
    ['小红书用户', 'placeholder'],
    ['li@example.cn', 'email'],
    ['Li Wei @ example.cn', 'email'],
    ['家长', 'placeholder'],
    ['🙂', 'no_letters'],
    ['1990-01-02', 'no_letters'],
    ['王'.repeat(200), 'too_long'],
  ])('%s is refused as %s', (raw, reason) => {
    expect(standardiseName(raw)).toMatchObject({ value: null, valid: false, reason, key: null });
  });
});
