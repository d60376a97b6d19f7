import { expect, test } from 'vitest';
import { recogniseFields } from '../../../transforms/identity/recognise.ts';
import { openEngine } from '../../../warehouse/index.ts';

/** Kinds of the columns of a table with these headers and values, by header. */
async function kindsOf(columns: Readonly<Record<string, readonly string[]>>) {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const headers = Object.keys(columns);
    const rows = headers.map(
      (header) => `unnest(from_json($${headers.indexOf(header) + 1}, '["varchar"]')) as "${header}"`,
    );
    await connection.run(
      `create table people as select ${rows.join(', ')}`,
      headers.map((header) => JSON.stringify(columns[header])),
    );
    const fields = await recogniseFields(connection, 'people', headers);
    return Object.fromEntries(fields.map(({ column, kind }) => [column, kind]));
  } finally {
    engine.close();
  }
}

const each = (headers: readonly string[]) =>
  Object.fromEntries(headers.map((header) => [header, ['x1', 'y2']]));

test('columns are known by their headers, however they are spelled', async () => {
  const two = ['a', 'b'];
  expect(
    await kindsOf({
      fn: two,
      ln: two,
      'E-Mail Address': two,
      'Tel.': two,
      'House No': two,
      Town: two,
      ZIP: two,
      DOB: two,
    }),
  ).toEqual({
    fn: 'given_name',
    ln: 'family_name',
    'E-Mail Address': 'email',
    'Tel.': 'phone',
    'House No': 'house_number',
    Town: 'city',
    ZIP: 'postcode',
    DOB: 'birth_date',
  });
  expect(
    await kindsOf({
      姓名: two,
      性别: two,
      出生日期: two,
      手机号: two,
      邮箱: two,
      省份: two,
      城市: two,
      地址: two,
    }),
  ).toEqual({
    姓名: 'full_name',
    性别: 'gender',
    出生日期: 'birth_date',
    手机号: 'phone',
    邮箱: 'email',
    省份: 'state',
    城市: 'city',
    地址: 'street',
  });
});

test('ordinals and short words of given and family names are known', async () => {
  expect(await kindsOf(each(['Pila', '1er Apellido', '2º Apellido', 'Fec. nacimiento', 'Tfno.']))).toEqual({
    Pila: 'given_name',
    '1er Apellido': 'family_name',
    '2º Apellido': 'family_name',
    'Fec. nacimiento': 'birth_date',
    'Tfno.': 'phone',
  });
});

test('codes of countries that are forms of address as well are no genders', async () => {
  expect(await kindsOf({ c1: ['FR', 'FR', 'FR', 'HR'], c2: ['Herr', 'Frau', 'Frau', 'Herr'] })).toMatchObject(
    {
      c1: 'other',
      c2: 'gender',
    },
  );
});

test('columns without a header that says anything are known by what they hold', async () => {
  expect(
    await kindsOf({
      c1: ['1981-04-23', '1979-02-27'],
      c2: ['ann@mail.com', 'bob@mail.com'],
      c3: ['+86 138 0013 8000', '0755-1234-5678'],
      c4: ['男', '女'],
      c5: ['王小明', '李伟'],
    }),
  ).toEqual({ c1: 'birth_date', c2: 'email', c3: 'phone', c4: 'gender', c5: 'full_name' });
});

test('when a record was made is no birth date', async () => {
  const dates = ['2024-04-23 10:00:00', '2024-05-01 11:30:00'];
  expect(
    await kindsOf({
      created_at: dates,
      UpdatedOn: dates,
      registration_date: dates,
      注册时间: dates,
      born_on: dates,
    }),
  ).toEqual({ born_on: 'birth_date' });
  const two = ['a', 'b'];
  expect(await kindsOf({ 注册地址: two, 注册城市: two, 注册手机号: two })).toEqual({
    注册地址: 'street',
    注册城市: 'city',
    注册手机号: 'phone',
  });
});

test.each([
  ['German', 'Vorname Nachname Straße Hausnr PLZ Ort Geburtsdatum Handynummer E-Mail-Adresse Geschlecht'],
  ['French', 'Prénom Nom Rue N°_de_rue Code_postal Ville Date_de_naissance Téléphone_portable Courriel Sexe'],
  [
    'Spanish',
    'Nombre Apellidos Calle Número_de_calle Código_postal Ciudad Fecha_de_nacimiento Móvil Correo_electrónico Sexo',
  ],
  ['Italian', 'Nome Cognome Via Numero_civico CAP Città Data_di_nascita Cellulare Mail Sesso'],
  [
    'Portuguese',
    'Nome Sobrenome Rua Número_da_casa CEP Cidade Data_de_nascimento Telemóvel Correio_eletrónico Sexo',
  ],
  [
    'Dutch',
    'Voornaam Achternaam Straat Huisnummer Postcode Woonplaats Geboortedatum Telefoonnummer E-mail Geslacht',
  ],
  [
    'of Salesforce',
    'FirstName LastName MailingStreet MailingStreetNo MailingPostalCode MailingCity Birthdate MobilePhone Email Gender__c',
  ],
  [
    'written as one',
    'customerfirstname customerlastname billingstreet housenumber zipcode townname dateofbirth mobilephone emailaddress gender',
  ],
])('%s headers are known', async (_, headers) => {
  const kinds = [
    'given_name',
    'family_name',
    'street',
    'house_number',
    'postcode',
    'city',
    'birth_date',
    'phone',
    'email',
    'gender',
  ];
  const list = headers.split(' ').map((header) => header.replaceAll('_', ' ').replace('  c', '__c'));
  const values = (i: number) => [1, 2].map((n) => `${String.fromCharCode(97 + i)}${n}`);
  const found = await kindsOf(Object.fromEntries(list.map((header, i) => [header, values(i)])));
  expect(found).toEqual(Object.fromEntries(list.map((header, i) => [header, kinds[i]])));
});

test.each([
  [
    'Greek',
    'Όνομα|Επώνυμο|Διεύθυνση|Αριθμός οδού|Τ.Κ.|Πόλη|Ημ/νία γέννησης|Κινητό τηλέφωνο|Ηλεκτρονική διεύθυνση|Φύλο|ΑΦΜ|Νομός',
  ],
  [
    'Arabic',
    'الاسم الأول|اسم العائلة|العنوان|رقم المنزل|الرمز البريدي|المدينة|تاريخ الميلاد|رقم الهاتف|البريد الإلكتروني|الجنس|رقم الهوية|المحافظة',
  ],
  [
    'Persian',
    'نام|نام خانوادگی|آدرس|پلاک|کد پستی|شهر|تاریخ تولد|تلفن همراه|پست الکترونیک|جنسیت|کد ملی|استان',
  ],
  ['Hebrew', 'שם פרטי|שם משפחה|רחוב|מספר בית|מיקוד|עיר|תאריך לידה|טלפון נייד|דוא״ל|מגדר|תעודת זהות|מחוז'],
  ['Hindi', 'नाम|उपनाम|पता|मकान नंबर|पिन कोड|शहर|जन्म तिथि|मोबाइल नंबर|ई-मेल|लिंग|आधार संख्या|राज्य'],
  ['Thai', 'ชื่อ|นามสกุล|ที่อยู่|บ้านเลขที่|รหัสไปรษณีย์|อำเภอ|วันเกิด|เบอร์โทร|อีเมล|เพศ|เลขบัตรประชาชน|จังหวัด'],
  [
    'Ukrainian',
    "Ім'я|Прізвище|Вулиця|house_no|Поштовий індекс|Місто|Дата народження|Мобільний|Електронна пошта|Стать|ІПН|Область",
  ],
  ['Bulgarian', 'Име|Фамилия|Адрес|house_no|Пощенски код|Град|Дата на раждане|Телефон|Имейл|Пол|ЕГН|Област'],
  ['Turkish', 'ad|soyad|Adres|Kapı no|Posta kodu|İlçe|Doğum tarihi|cep|E-posta|Cinsiyet|T.C. kimlik no|il'],
  [
    'Hungarian',
    'Keresztnév|Vezetéknév|Cím|Házszám|Irányítószám|Város|Születési dátum|Telefonszám|E-mail cím|Nem|Személyi szám|Megye',
  ],
  [
    'Finnish',
    'Etunimi|Sukunimi|Lähiosoite|talonumero|Postinumero|Postitoimipaikka|Syntymäaika|Matkapuhelin|Sähköpostiosoite|Sukupuoli|Henkilötunnus|Maakunta',
  ],
  [
    'Norwegian',
    'Fornavn|Etternavn|Adresse|Husnummer|Postnr|Poststed|Fødselsdato|Mobilnummer|E-post|Kjønn|Fødselsnummer|Fylke',
  ],
  [
    'Indonesian',
    'Nama Depan|Nama Belakang|Alamat|house_no|Kode Pos|Kota|Tanggal Lahir|No. HP|Surel|Jenis Kelamin|No. KTP|Provinsi',
  ],
  [
    'Swahili',
    'Jina la kwanza|Jina la mwisho|Anwani|house_no|postcode|Mji|Tarehe ya kuzaliwa|Namba ya simu|Barua pepe|Jinsia|Kitambulisho|Mkoa',
  ],
])('%s headers are known', async (_, headers) => {
  const kinds =
    'given_name family_name street house_number postcode city birth_date phone email gender national_id state'.split(
      ' ',
    );
  const list = headers.split('|');
  const values = (i: number) => [1, 2].map((n) => `${String.fromCharCode(97 + i)}${n}`);
  const found = await kindsOf(Object.fromEntries(list.map((header, i) => [header, values(i)])));
  expect(found).toEqual(Object.fromEntries(list.map((header, i) => [header, kinds[i]])));
});

test('a short word of one language is not that of another', async () => {
  expect(await kindsOf(each(['ad', 'il', 'nem', 'by', 'شهر الميلاد']))).toEqual({
    ad: 'other',
    il: 'other',
    nem: 'other',
    by: 'other',
    'شهر الميلاد': 'other',
  });
  expect(await kindsOf(each(['CEP', 'Nome', 'Sobrenome']))).toMatchObject({ CEP: 'postcode' });
});

test('what is known about a document is no number of it', async () => {
  expect(
    await kindsOf(
      each([
        'DRIVERS_LICENSE_NUMBER',
        'DRIVERS_LICENSE_STATE',
        'passport_country',
        'id_card_type',
        'passport expiry date',
        'Fecha de emisión del pasaporte',
        'Дата выдачи паспорта',
      ]),
    ),
  ).toEqual({ DRIVERS_LICENSE_NUMBER: 'national_id' });
});

test('headers in characters, and less usual ones, are known', async () => {
  const kinds = {
    姓: 'family_name',
    名: 'given_name',
    お名前: 'full_name',
    生年月日: 'birth_date',
    電話番号: 'phone',
    メールアドレス: 'email',
    郵便番号: 'postcode',
    都道府県: 'state',
    住所: 'street',
    '氏名（カナ）': 'other',
    市: 'city',
    縣: 'city',
    所在区: 'city',
    邮编: 'postcode',
    手机号码: 'phone',
    出生地: 'city',
    DNI: 'national_id',
    'Vor- und Nachname': 'full_name',
    'Nombre y apellidos': 'full_name',
    'D.O.B.': 'birth_date',
    mail_city: 'city',
    Rechnungsadresse: 'street',
  };
  expect(await kindsOf(each(Object.keys(kinds)))).toEqual(kinds);
});

test('words within words, and what is no address or name of a person, say nothing that is known', async () => {
  const headers = [
    'Sortierung',
    'nominal',
    'is_true',
    'ethnicity',
    'automobile',
    'broadband',
    'MailingCountry',
    'ip_address',
    'web_address',
    'IPAddress',
    'ip地址',
    'user_name',
    'product_name',
    'Estado civil',
    'first_contact',
    'Name 2',
    'Number',
  ];
  expect(await kindsOf(each(headers))).toEqual(Object.fromEntries(headers.map((one) => [one, 'other'])));
});

test('what is known about an e-mail address or a telephone, and is not it, is left out', async () => {
  expect(
    await kindsOf(
      each([
        'email_opt_in',
        'email_verified',
        'HasOptedOutOfEmail',
        'phone_type',
        '手机归属地',
        '证件类型',
        'Kundennummer',
      ]),
    ),
  ).toEqual({});
});

test('a header that its values deny is not believed', async () => {
  const many = (value: (i: number) => string) => Array.from({ length: 40 }, (_, i) => value(i % 10));
  expect(
    await kindsOf({
      mail: many((i) => `${i} Elm Lane`),
      mobile: many((i) => `Android ${i}`),
      'Straße Hausnr': many((i) => `Gartenweg ${i}`),
      email: many((i) => `${i % 2}`),
    }),
  ).toEqual({ mail: 'street', mobile: 'other', 'Straße Hausnr': 'street', email: 'other' });
});

test('e-mail addresses and telephones are what they are under any header of a name or a place', async () => {
  const many = (value: (i: number) => string) => Array.from({ length: 40 }, (_, i) => value(i));
  const emails = many((i) => `ann${i}@x.example`);
  const phones = many((i) => `0532123456${i % 10}`);
  expect(await kindsOf({ Adresse: emails, Cep: phones })).toEqual({ Adresse: 'email', Cep: 'phone' });
  expect(await kindsOf({ CEP: many((i) => `01310-1${10 + i}`) })).toEqual({ CEP: 'postcode' });
  expect(await kindsOf({ zip: many((i) => `12345-67${10 + i}`) })).toEqual({ zip: 'postcode' });
  // with extensions, and some that are too short
  expect(
    await kindsOf({
      Cep: many((i) => (i % 3 === 0 ? `88137${10 + i}` : `+90(269)8813${500 + i}${i % 2 ? `x87${i}` : ''}`)),
    }),
  ).toEqual({ Cep: 'phone' });
  expect(await kindsOf({ Cep: many((i) => `+90(269)8813${500 + i}x87${i}`) })).toEqual({ Cep: 'phone' });
  // those of Iran have ten digits
  expect(
    await kindsOf({ postcode: many((i) => `${1 + (i % 9 === 1 ? 2 : i % 9)}134567${100 + i}`) }),
  ).toEqual({
    postcode: 'postcode',
  });
  expect(
    await kindsOf({
      PERS_FNAME: many((i) => `Ann${i}`),
      PERS_LNAME: many((i) => `Lee${i}`),
      EML_ADDR: emails,
    }),
  ).toEqual({ PERS_FNAME: 'given_name', PERS_LNAME: 'family_name', EML_ADDR: 'email' });
});

test('a name is what its neighbours leave it', async () => {
  const given = ['Ann', 'Bob'];
  const family = ['Watts', 'Jones'];
  const full = ['Ann Watts', 'Jones, Bob'];
  expect(await kindsOf({ Name: family, Vorname: given })).toMatchObject({ Name: 'family_name' });
  expect(await kindsOf({ Nombre: given, Apellido: family })).toMatchObject({ Nombre: 'given_name' });
  expect(await kindsOf({ Nom: full, Prénom: given })).toMatchObject({ Nom: 'full_name' });
  expect(await kindsOf({ Name: full, first_name: given, last_name: family })).toMatchObject({
    Name: 'full_name',
  });
  expect(await kindsOf({ Nome: full })).toEqual({ Nome: 'full_name' });
  expect(await kindsOf({ Name: ['Acme', 'Bolt'], first_name: given, last_name: family })).toMatchObject({
    Name: 'other',
  });
});

test('a middle name is a second given name beside a first, whichever column comes first', async () => {
  const fields = async (headers: readonly string[]) => {
    const engine = await openEngine();
    try {
      const connection = await engine.connect();
      const columns = headers.map((header, i) => `unnest(['Ann${i}', 'Bob${i}']) as "${header}"`);
      await connection.run(`create table people as select ${columns.join(', ')}`);
      const found = await recogniseFields(connection, 'people', headers);
      return Object.fromEntries(found.map(({ name, column }) => [column, name]));
    } finally {
      engine.close();
    }
  };
  expect(await fields(['middle_name', 'first_name', 'last_name'])).toEqual({
    middle_name: 'given_name_2',
    first_name: 'given_name',
    last_name: 'family_name',
  });
  expect(await fields(['PRIMARY_NAME_FIRST', 'PRIMARY_NAME_MIDDLE'])).toEqual({
    PRIMARY_NAME_FIRST: 'given_name',
    PRIMARY_NAME_MIDDLE: 'given_name_2',
  });
  expect(await fields(['middle', 'last'])).toEqual({ middle: 'other', last: 'family_name' });
});

test('initials are a given name where no other is', async () => {
  const letters = ['J.', 'P.'];
  for (const header of ['initial', 'Initials', 'first_initial'])
    expect(await kindsOf({ [header]: letters, last_name: ['Smith', 'Jones'] })).toMatchObject({
      [header]: 'given_name',
    });
  expect(await kindsOf({ initials: letters, first_name: ['John', 'Paula'] })).toEqual({
    initials: 'other',
    first_name: 'given_name',
  });
});

test('a number beside a street is of a house, if it looks like one', async () => {
  const streets = ['Rue Haute', 'Rue Basse'];
  expect(await kindsOf({ Rue: streets, Numéro: ['12', '3 bis'] })).toMatchObject({ Numéro: 'house_number' });
  expect(await kindsOf({ Rue: streets, Numéro: ['K1005', 'K1006'] })).toMatchObject({ Numéro: 'other' });
  expect(await kindsOf({ Numéro: ['12', '3'] })).toEqual({ Numéro: 'other' });
});

test('a date of an unknown header is of a birth if it lies decades back, years apart, and no other is', async () => {
  const dates = (from: number, years: number) =>
    Array.from({ length: 60 }, (_, i) => `${from + (i % years)}-0${(i % 9) + 1}-1${i % 10}`);
  expect(await kindsOf({ c1: dates(1940, 50), c2: dates(2012, 12), c3: dates(1960, 38) })).toEqual({
    c1: 'birth_date',
  });
  expect(await kindsOf({ c1: dates(1940, 50), dob: dates(1940, 50) })).toEqual({ dob: 'birth_date' });
  for (const header of [
    'customer_since',
    '建档时间',
    'valid_from',
    'first_purchase',
    'Kunde seit',
    'dernier achat',
  ])
    expect(await kindsOf({ [header]: dates(1970, 30) })).toEqual({});
});

test('streets, postal codes, identity numbers and forms of address are known by what they hold', async () => {
  expect(
    await kindsOf({
      c1: ['12 Elm Lane', '3a Kings Road'],
      c2: ['Lindenstraße 4', 'Gartenweg 5'],
      c3: ['文三路134号', '中山北路1号2栋'],
      c4: ['AB1 2CD', 'W1A 1AA'],
      c5: ['310115199007088812', '11010519491231002X'],
      c6: ['Herr', 'Frau'],
      c7: ['Acme Trading Ltd', 'Bolt Works GmbH'],
      c8: ['192.168.100.201', '192.168.100.202'],
    }),
  ).toEqual({
    c1: 'street',
    c2: 'street',
    c3: 'street',
    c4: 'postcode',
    c5: 'national_id',
    c6: 'gender',
    c7: 'other',
    c8: 'other',
  });
});

test('a column is known by values from all over the file, in whatever order it is', async () => {
  const births = Array.from({ length: 9000 }, (_, i) =>
    new Date(Date.UTC(1930, 0, 1 + 3 * i)).toISOString().slice(0, 10),
  );
  const given = births.map((_, i) => (i < 200 ? `Ann${i}` : ''));
  expect(await kindsOf({ c1: births, c2: births.map((_, i) => (i < 2500 ? 'x' : `${i % 40}`)) })).toEqual({
    c1: 'birth_date',
    c2: 'other',
  });
  expect(await kindsOf({ c1: births.toReversed(), vorname: given })).toEqual({
    c1: 'birth_date',
    vorname: 'given_name',
  });
});

test('whether a name holds the one beside it is told by rows from all over the file', async () => {
  const count = 45_000;
  const given = Array.from({ length: count }, (_, i) => `Ann${'abcdefgh'[i % 8]}`);
  const name = given.map((one, i) => (i < 20_000 ? 'Oakheart' : `${one} Oakheart`));
  expect(await kindsOf({ vorname: given, name })).toEqual({ vorname: 'given_name', name: 'full_name' });
});

test('a name is known within words that are not where no column says it plainly, and not of somebody else', async () => {
  const names = ['Ann', 'Bob', 'Cem'];
  expect(await kindsOf({ raw_inventor_name_first: names, raw_inventor_name_last: names })).toEqual({
    raw_inventor_name_first: 'given_name',
    raw_inventor_name_last: 'family_name',
  });
  expect(await kindsOf({ fname_c1: names, lname_c1: names, mother_last_name: names })).toMatchObject({
    fname_c1: 'given_name',
    lname_c1: 'family_name',
    mother_last_name: 'other',
  });
  expect(await kindsOf({ first_name: names, last_name: names, guardianNameLast: names })).toMatchObject({
    guardianNameLast: 'other',
  });
});

test('columns are known in Polish, Finnish, Turkish, Korean and Russian', async () => {
  const two = ['a', 'b'];
  expect(
    await kindsOf({
      ...{ imię: two, nazwisko: two, data_urodzenia: ['1950-01-02', '1980-03-04'], miasto: two },
      ...{ sukunimi: two, 'doğum tarihi': ['1950-01-02', '1980-03-04'], 이름: two, 전화번호: ['1', '2'] },
      ...{ Фамилия: two, 'Дата рождения': ['1950-01-02', '1980-03-04'], 'почтовый индекс': ['1', '2'] },
    }),
  ).toEqual({
    ...{ imię: 'given_name', nazwisko: 'family_name', data_urodzenia: 'birth_date', miasto: 'city' },
    ...{ sukunimi: 'family_name', 'doğum tarihi': 'birth_date', 이름: 'full_name', 전화번호: 'phone' },
    ...{ Фамилия: 'family_name', 'Дата рождения': 'birth_date', 'почтовый индекс': 'postcode' },
  });
});

test('numbers of accounts under an unknown header are no telephones, and those that are dialled are', async () => {
  const numbers = (first: (i: number) => string) => Array.from({ length: 60 }, (_, i) => first(i));
  const found = await kindsOf({
    acct: numbers((i) => `${247028705 + 7919 * i}-${i % 10}`),
    line: numbers((i) => `0${7911123456 + 7919 * (i % 50)}`),
    cn: numbers((i) => `${13800138000 + 7919 * (i % 50)}`),
  });
  expect(found.acct).not.toBe('phone');
  expect(found).toMatchObject({ line: 'phone', cn: 'phone' });
});

test.each([
  ['顧客名', 'full_name'],
  ['客户名', 'full_name'],
  ['收货人', 'full_name'],
  ['お客様名', 'full_name'],
  ['下の名前', 'given_name'],
  ['联系方式', 'phone'],
  ['身分證字號', 'national_id'],
  ['Imię i nazwisko', 'full_name'],
  ['ship_to_name', 'full_name'],
  ['Số điện thoại', 'phone'],
  ['national_identifier', 'national_id'],
  ['Płeć', 'gender'],
  ['Pincode', 'postcode'],
  ['Nr domu', 'house_number'],
  ['Miejscowość', 'city'],
  ['district', 'city'],
  ['PRIMARY_NAME_FULL', 'full_name'],
  ['Όνομα πελάτη', 'full_name'],
  ['اسم العميل', 'full_name'],
  ['ชื่อ-นามสกุล', 'full_name'],
  ['ПІБ', 'full_name'],
  ['שם מלא', 'full_name'],
  ['Место рождения', 'city'],
  ['Születési hely', 'city'],
  // those of somebody else
  ['ParentEmail', 'other'],
  ['Emergency Phone', 'other'],
  ['家长电话', 'other'],
  ['mother_full_name', 'other'],
  ['Date of birth of spouse', 'other'],
  ['father_ssn', 'other'],
])('a column called %s is of the kind %s', async (header, kind) => {
  expect(await kindsOf({ [header]: ['a', 'b'] })).toEqual({ [header]: kind });
});

test.each(['shown_as', 'c', 'said', 'other0'])('a column %s of both names repeats them', async (header) => {
  const people = Array.from(
    { length: 60 },
    (_, i) => [`Ann${'abc'[i % 3]}`, `Lee${'defgh'[i % 5]}`] as const,
  );
  const kinds = await kindsOf({
    given_name: people.map(([given]) => given),
    family_name: people.map(([, family]) => family),
    [header]: people.map(([given, family]) => `${given}.${family}`.toLowerCase()),
  });
  expect(kinds).toEqual({ given_name: 'given_name', family_name: 'family_name' });
});

test('a user name is no name', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `moon_${i % 25}`);
  expect(await kindsOf({ 用户名: names, username: names })).toEqual({ 用户名: 'other', username: 'other' });
});

test('of two files one may say plainly what a name is, and the other within more words', async () => {
  const [some, none] = [
    ['ann', 'bob', 'cat'],
    ['', '', ''],
  ];
  const kinds = await kindsOf({
    FirstName: [...some, ...none],
    LastName: [...some, ...none],
    merge_FNAME: [...none, ...some],
    merge_LNAME: [...none, ...some],
  });
  expect(kinds).toEqual({
    FirstName: 'given_name',
    LastName: 'family_name',
    merge_FNAME: 'given_name',
    merge_LNAME: 'family_name',
  });
});

test('an account that some have twice is no key, however seldom two of them meet in a sample', async () => {
  const all = Array.from({ length: 20_000 }, (_, i) => i);
  const kinds = await kindsOf({
    given_name: all.map((i) => `name${i % 500}`),
    row_ref: all.map((i) => `r-${i}`),
    account: all.map((i) => `a-${(i < 600 ? i + 10_000 : i) * 7}`),
  });
  expect(kinds).toEqual({ given_name: 'given_name', account: 'other' });
});

test.each([
  ['first_nm', 'given_name'],
  ['LAST_NM', 'family_name'],
  ['FST_NAME', 'given_name'],
  ['HOME_PH_NUM', 'phone'],
  ['state_cd', 'state'],
  ['STATE_C', 'state'],
  ['ADD_LINE_1', 'street'],
  ['SMTP_ADDR', 'email'],
  ['PAT_NAME', 'full_name'],
  ['PID.5.1', 'family_name'],
  ['PID-5.2 Given Name', 'given_name'],
  ['PID_7', 'birth_date'],
  ['PID.11.5', 'postcode'],
  ['Vor- und Zuname', 'full_name'],
  ['Fon', 'phone'],
  ['Geb.', 'birth_date'],
  ['date_naiss', 'birth_date'],
  ['Data de nasc.', 'birth_date'],
  ['fecha_nacim', 'birth_date'],
  ['num_voie', 'house_number'],
  ['adresse_mel', 'email'],
  ['客户名称', 'full_name'],
  ['客户昵称姓名', 'full_name'],
  ['名前（姓）', 'family_name'],
  ['名（漢字）', 'given_name'],
  ['氏', 'family_name'],
  ['〒', 'postcode'],
  ['連絡先', 'phone'],
  ['전자우편', 'email'],
  ['시군구', 'city'],
  ['Моб.', 'phone'],
  // what an address has beside it
  ['address1_stateorprovince', 'state'],
  ['address1_fax', 'other'],
  ['Shipping Address Company', 'other'],
  ['Billing Address Name', 'other'],
  ['address_id', 'other'],
  ['Mailing Address Start Date', 'other'],
  ['mailing_address_street_name', 'street'],
  ['EMER_PHONE', 'other'],
])('a header %s is of the kind %s', async (header, kind) => {
  expect(await kindsOf({ [header]: ['a', 'b'] })).toEqual({ [header]: kind });
});

test('what a column is does not hang on where it stands: the plainer header is read first, and the earlier date', async () => {
  const names = ['John', 'Paula'];
  const either = async (
    one: readonly [string, readonly string[]],
    other: readonly [string, readonly string[]],
  ) => {
    const found = await kindsOf(Object.fromEntries([one, other]));
    expect(await kindsOf(Object.fromEntries([other, one]))).toEqual(found);
    return found;
  };
  expect(await either(['first name as typed', names], ['first_name', names])).toEqual({
    first_name: 'given_name',
    'first name as typed': 'other',
  });
  expect(await either(['initials', ['J', 'P']], ['first name as typed', names])).toEqual({
    'first name as typed': 'given_name',
    initials: 'other',
  });
  expect(await either(['initials', ['J', 'P']], ['name', ['John Lee', 'Paula Ray']])).toEqual({
    name: 'full_name',
    initials: 'other',
  });
  const dates = (from: number) => Array.from({ length: 40 }, (_, i) => `${from + i}-03-1${i % 9}`);
  expect(await either(['c1', dates(1965)], ['c2', dates(1945)])).toEqual({ c2: 'birth_date' });
});

test('fields that all begin with the letter or the number of their table are known by the rest', async () => {
  expect(await kindsOf(each(['FNAME', 'FMOBILE', 'FADDRESS', 'FZIP', 'FEMAIL', 'FNUMBER']))).toEqual({
    FNAME: 'full_name',
    FMOBILE: 'phone',
    FADDRESS: 'street',
    FZIP: 'postcode',
    FEMAIL: 'email',
    FNUMBER: 'other',
  });
  expect(await kindsOf(each(['A1_NOME', 'A1_END', 'A1_MUN', 'A1_EST', 'A1_CEP', 'A1_TEL']))).toEqual({
    A1_NOME: 'full_name',
    A1_END: 'street',
    A1_MUN: 'city',
    A1_EST: 'state',
    A1_CEP: 'postcode',
    A1_TEL: 'phone',
  });
  expect(await kindsOf(each(['FNAME', 'LNAME', 'EMAIL']))).toMatchObject({ FNAME: 'given_name' });
});

test('names are known by what they hold with a comma, and where everybody has many records', async () => {
  const many = (value: (i: number) => string, different: number) =>
    Array.from({ length: different * 10 }, (_, i) => value(i % different));
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const chinese = many((i) => `${'王李张刘陈杨赵黄周吴'[i % 10]}${'伟芳娜敏静'[i % 5]}${'丽军'[i % 2]}`, 10);
  const surnames = many((i) => `${'王李张刘陈杨赵黄周吴'[i % 10]}${'伟芳娜'[i % 3]}`, 30);
  const names = many((i) => `Ann${letters[i % 26]} Lee${letters[(i * 7) % 26]}`, 26);
  expect(
    await kindsOf({
      c1: Array.from({ length: 26 }, (_, i) => `SMITH${letters[i]},JOHN${letters[25 - i]} A`),
    }),
  ).toEqual({ c1: 'full_name' });
  const firms = Array.from({ length: 26 }, (_, i) => `Acme${letters[i]}, Bolt`);
  expect(await kindsOf({ PRIMARY_NAME_ORG: firms })).toMatchObject({ PRIMARY_NAME_ORG: 'other' });
  expect(await kindsOf({ c1: surnames })).toEqual({ c1: 'full_name' });
  // few of anything, and what only looks like names
  expect(await kindsOf({ c1: chinese, c2: names })).toEqual({ c1: 'other', c2: 'other' });
  expect(await kindsOf({ customer: names })).toEqual({ customer: 'full_name' });
  expect(await kindsOf({ Клиент: names })).toEqual({ Клиент: 'full_name' });
});
