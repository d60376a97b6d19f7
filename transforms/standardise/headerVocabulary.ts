import { scriptRules } from './headerScripts.ts';

/**
 * What a header says. `name` is a full, a given or a family name, as its neighbours tell (Nom beside Prénom); `middle_name` a second given name
 * where there is a first; `number` may be
 * that of a house, where there is a street; `other` is something about a person, `skip` nothing.
 */
export type HeaderKind =
  | 'given_name'
  | 'family_name'
  | 'full_name'
  | 'name'
  | 'middle_name'
  | 'birth_date'
  | 'email'
  | 'phone'
  | 'postcode'
  | 'street'
  | 'house_number'
  | 'number'
  | 'city'
  | 'state'
  | 'national_id'
  | 'gender'
  | 'other'
  | 'skip';

/**
 * `part`: the words say it wherever they stand in a header; `all`: where nothing but whose it is stands beside them; `only`: alone.
 */
export type HeaderRule = readonly [kind: HeaderKind, reach: 'part' | 'all' | 'only', phrases: string];

/**
 * Most specific first, in English, German, French, Spanish, Italian, Portuguese and Dutch, and the plainest ones in Polish, Czech, Slovak,
 * Croatian, Swedish, Danish, Norwegian, Finnish, Hungarian, Romanian, Turkish, Vietnamese, Indonesian, Malay and Swahili; words without accents.
 */
const latinRules: readonly HeaderRule[] = [
  [
    'national_id',
    'part',
    `ssn|nin|nino|nid|soc sec|social security|national id|national identity|national identification|national identifier|national insurance|nhs|passport
    |id card|identity card|identity number|citizen id|tax id|driver license|drivers license|driver licence|drivers licence
    |personalausweis|ausweisnummer|ausweis nr|reisepass|sozialversicherungsnummer|steuer id|passeport|numero securite sociale|carte identite
    |dni|nif|nie|curp|pasaporte|cedula|codice fiscale|passaporto|carta identita|cpf|passaporte|cartao cidadao|bsn|paspoort
    |aadhaar|aadhar|pan number|pan no|pesel|rodne cislo|kimlik no|cnp|personnummer|personnumer|cpr nummer|cpr number|fodselsnummer|henkilotunnus|hetu|szemelyi igazolvany|szemelyi szam|taj szam|tc kimlik|tckn|oib|jmbg
    |ktp|nomor induk kependudukan|kad pengenalan|mykad|kitambulisho|cccd|cmnd|so cmnd|mrn|medical record`,
  ],
  ['national_id', 'all', 'id number|id no|tc no|no ic|ic number|ic no|rfc|rut|rg|cpr|nik'],
  [
    'email',
    'part',
    'email|emails|e mail|e mails|eml|courriel|correo|correo electronico|posta elettronica|adresse electronique|correio eletronico|e post|e posta|sahkoposti|surel|emel|barua pepe',
  ],
  [
    'phone',
    'part',
    `phone|phones|telephone|tel|mobile|cell|cellphone|msisdn|contact number|contact no|whatsapp|telefon|tele fon|handy|mobil|rufnummer
    |portable|telefono|tfno|telf|tlf|movil|celular|cellulare|telefone|telemovel|telefoon|mobiel|gsm
    |puhelin|matkapuhelin|kannykka|telefonszam|cep telefonu|cep tel|komorka|telefonu|mobitel|dien thoai|sdt|telepon|telp|handphone|ponsel|no hp|nomor hp|simu`,
  ],
  ['phone', 'only', 'hp'],
  [
    'birth_date',
    'part',
    `dob|birth date|birth day|bday|birth dt|date birth|day birth|born|geburts datum|geburts tag|geb datum|geb am|geb dat|geboren
    |date naissance|ne le|nee le|fecha nacimiento|fecha nac|fec nacimiento|fec nac|f nacimiento|f nac|data nascita|nato il|data nascimento|dt nascimento|dt nasc
    |geboorte datum|birth year|year birth|yob|geburtsjahr|jahrgang|annee naissance|ano nacimiento|ano nascimento|anno nascita
    |data urodzenia|data ur|datum narozeni|fodelsedatum|fodselsdato|fodselsdag|fodelsedag|syntymaaika|syntymapaiva|szuletesi datum|szuletesi ido|data nasterii|dogum tarihi|dogum gunu|datum narodenia|datum rodenja|datum rodjenja|datum rojstva
    |ngay sinh|tanggal lahir|tgl lahir|tarikh lahir|tarehe ya kuzaliwa`,
  ],
  ['birth_date', 'all', 'birth|naissance|nacimiento|nascita|nascimento|ddn'],
  [
    'postcode',
    'part',
    'post code|postal code|postal|pstl|zip|zip code|plz|post leit zahl|code postal|codigo postal|codice postale|cep|post nr|post nummer|postinumero|kod pocztowy|psc|cod postal|posta kodu|iranyitoszam|irsz|postinro|postanski broj|kode pos|poskod|pincode|pin code|eircode',
  ],
  ['postcode', 'all', 'cp|cap'],
  // a mobile in Turkish
  ['phone', 'only', 'cep'],
  [
    'house_number',
    'part',
    `house number|house no|house num|house nr|street number|street no|street num|street nr|haus nr|haus nummer|huis nr|huis nummer
    |numero civico|n civico|nr domu|numer domu|cislo popisne|numero rue|n rue|n voie|numero voie|numero casa|numero calle|hazszam|husnummer|talonumero|kapi no`,
  ],
  ['house_number', 'all', 'hnr|civico'],
  [
    'gender',
    'part',
    'sex|gender|geschlecht|anrede|sexe|civilite|sexo|sesso|geslacht|aanhef|salutation|plec|kjonn|pohlavi|pohlavie|sukupuoli|cinsiyet|spol|gioi tinh|kelamin|jantina|jinsia',
  ],
  [
    'family_name',
    'all',
    `surname|surnames|sur name|last name|family name|l name|fam name|s name|name last|name family|by name last|by name family
    |nachname|familienname|zuname|nom famille|nom usage|apellido|apellidos|primer apellido|segundo apellido|apellido paterno|apellido materno
    |cognome|sobrenome|apelido|apelidos|achternaam|familienaam
    |nazwisko|prijmeni|efternamn|efternavn|etternavn|sukunimi|vezeteknev|csaladnev|csaladi nev|soyad|soyadi|soyisim|prezime|priimek|priezvisko|nume de familie|nama belakang|nama keluarga|jina la mwisho|jina la ukoo|jina la familia|ultimo nome`,
  ],
  ['family_name', 'only', 'last|family|ln'],
  [
    'given_name',
    'all',
    `given name|given names|first name|forename|forenames|fore name|f name|g name|christian name|name first|name given
    |vorname|vornamen|rufname|prenom|prenoms|nombre pila|primer nombre|voornaam|voornamen|roepnaam|primeiro nome
    |preferred name|imie|imiona|jmeno|fornamn|fornavn|etunimi|etunimet|keresztnev|utonev|prenume|nama depan|jina la kwanza`,
  ],
  ['given_name', 'only', 'first|given|fn|pila'],
  [
    'middle_name',
    'all',
    `middle|middle name|middle names|middle initial|name middle|m name|second given name|second forename|zweiter vorname|deuxieme prenom
    |segundo nombre|secondo nome|segundo nome|drugie imie`,
  ],
  ['full_name', 'part', 'full name'],
  ['full_name', 'all', 'name full'],
  [
    'full_name',
    'all',
    `display name|nom complet|nombre completo|nome completo|volledige naam|recipient|recipient name|consignee|consignee name|ship to name|passenger name|donor name
    |titular|nominativo|ansprechpartner|empfanger|imie nazwisko|jmeno a prijmeni|ime i prezime|ad soyad|adi soyadi|isim soyisim|ho va ten|ho ten
    |teljes nev|koko nimi|nume complet|nama lengkap|nama penuh|jina kamili`,
  ],
  [
    'name',
    'all',
    'name|nom|nombre|nombres|nome|nomes|naam|navn|namn|nimi|nev|adi|isim|meno|ime|nume|nama|jina',
  ],
  [
    'city',
    'part',
    `city|town|suburb|locality|birth place|place birth|municipality|ort|wohnort|stadt|gemeinde|geburtsort|ville|commune|lieu naissance
    |ciudad|poblacion|szuletesi hely|tempat lahir|dogum yeri|syntymapaikka|fodelseort|fodested|miejsce urodzenia|misto narozeni|locul nasterii
    |localidad|municipio|lugar nacimiento|citta|comune|luogo nascita|cidade|woonplaats|plaats|gemeente|bairro|barrio|colonia|miejscowosc|obec|miasto|gmina|mesto|kaupunki|kunta|postitoimipaikka|poststed|postort|kommun|kommune
    |oras|localitate|sehir|ilce|varos|telepules|quan huyen|kota|kabupaten|kecamatan|kelurahan|bandar|mji|jiji`,
  ],
  ['city', 'all', 'district|thanh pho'],
  ['city', 'only', 'place|stad|wilaya'],
  [
    'state',
    'part',
    'province|region|county|bundesland|kanton|departement|provincia|regione|provincie|comunidad autonoma|wojewodztwo|powiat|maakunta|fylke|megye|judet|tinh thanh pho|tinh thanh|provinsi|mkoa',
  ],
  ['state', 'all', 'state|state code|state name|address state|addr state|mail state|birth state|estado|uf'],
  [
    'street',
    'part',
    'street|mail addr|road|strasse|strassen|rue|calle|rua|logradouro|straat|straatnaam|ulica|ulice|katuosoite|lahiosoite|gatuadress|strada|utca|sokak|cadde',
  ],
  ['street', 'all', 'str|via|voie|jalan'],
  ['email', 'part', 'mail'],
  [
    'street',
    'part',
    'address|addresses|addr|adresse|adressen|anschrift|direccion|domicilio|indirizzo|endereco|morada|adres|adress|osoite|adresa|adresi|lakcim|dia chi|alamat|anwani|mtaa',
  ],
  ['street', 'all', 'cim|vej|gade|gata'],
  ['number', 'only', 'number|no|nr|num|numero|nummer|n'],
];

export const rules: readonly HeaderRule[] = [...latinRules, ...scriptRules];

/**
 * Short words that mean something else in another language (an advertisement, a state, a postal code of Brazil): they count where
 * another header of the table is in theirs.
 */
export const localRules: readonly {
  readonly words: ReadonlySet<string>;
  readonly kinds: Readonly<Record<string, HeaderKind>>;
}[] = [
  {
    words: new Set('soyad soyadi soyisim dogum cinsiyet sehir ilce eposta'.split(' ')),
    kinds: { ad: 'name', il: 'state', cep: 'phone' },
  },
  {
    words: new Set('nev vezeteknev keresztnev szuletesi iranyitoszam varos telepules telefonszam'.split(' ')),
    kinds: { nem: 'gender', neme: 'gender' },
  },
  {
    words: new Set(
      'fornavn efternavn etternavn fodselsdato fodselsdag fornamn efternamn fodelsedatum'.split(' '),
    ),
    kinds: { by: 'city', kon: 'gender' },
  },
  {
    words: new Set('prezime priimek mobitel'.split(' ')),
    kinds: { grad: 'city' },
  },
  {
    words: new Set('sinh thoai gioi cccd sdt'.split(' ')),
    kinds: { ho: 'family_name', ten: 'name', tinh: 'state', huyen: 'city', quan: 'city' },
  },
];

/** Whose value it is, or which of several: they change nothing of what a header says. */
export const owners = new Set(
  `customer cust client contact person pers personal patient member user primary main owner holder applicant voter guest employee legal my your
  billing shipping mailing home work other delivery residence residential permanent current physical res
  rechnungs liefer privat wohn post
  kunde kunden kontakt cliente clientes clients klant facturation livraison envio facturacion
  musteri kund ugyfel asiakas asiakkaan zakaznik pelanggan pasien mteja
  πελάτης πελάτη ασθενής ασθενή العميل الزبون المريض المستخدم مشتری بیمار کاربر לקוח הלקוח מטופל ग्राहक मरीज़ গ্রাহক`.split(
    /\s+/,
  ),
);

/** Words between others. */
export const links = new Set(
  'of the and de del di della da do du des la le les l el d der den y et und e en i u van ve ya και του της و का की'.split(
    ' ',
  ),
);

/** What is known about a telephone or an address, and is not it: email_opt_in, phone_verified, HasOptedOutOfEmail. */
export const about = new Set(
  `opt optin optout opted verified verification valid invalid validated validation confirmed subscribed subscription unsubscribed consent permission
  status flag is has count sent bounce bounced bounces opened clicks allow allowed enabled preference format type source domain provider quality score
  newsletter notification notifications marketing updated changed created modified added expiry expires expiration issue issued prefix ext extension
  latitude longitude lat lng lon`.split(/\s+/),
);

/** What is known about a document, and is not its number, where a header ends in it: drivers_license_state; or begins with it. */
export const aboutDocuments = new Set(
  `state province country issuer authority office date place class category behorde ausstellungsort land pays pais paese estado uf
  autorite lieu emisor emissor orgao`.split(/\s+/),
);
export const aboutDocumentsFirst = new Set(
  'date datum data fecha lugar lieu luogo tanggal ημερομηνία تاريخ تاریخ תאריך'.split(' '),
);

export const countries = new Set(
  'country land pays pais paese nation nationality kraj ulke zeme orszag maa negara nchi χώρα الدولة البلد کشور מדינה ארץ देश দেশ'.split(
    ' ',
  ),
);

/** Addresses that are no street. */
export const networks = new Set('ip ipv mac web url website server wallet crypto bitcoin'.split(' '));

/** What happened to a record or a customer on a day, and on the day of a birth did not. */
export const events = new Set(
  `at on since from to until till start started end ended valid expiry expires expiration seen login visit visited purchase purchased order ordered
  created updated modified registered registration signup join joined hire hired enrolled contract member membership customer first last
  seit ab bis eintritt erstellt angelegt geandert letzte letzter erste erster kauf beginn ende vertrag kunde kunden
  depuis creation cree inscription achat derniere dernier premiere debut fin modification
  alta baja desde hasta registro creacion ultima ultimo primera compra inicio
  creazione registrazione iscrizione cadastro criacao criado sinds vanaf tot aangemaakt inschrijving laatste eerste`.split(
    /\s+/,
  ),
);

/** Of whom, or of what, a name is that is not the name of the person of the record. */
export const someoneElse = new Set(
  `mother mothers father fathers parent parents spouse wife husband partner guardian emergency next kin alias aliases aka maiden birth former previous prior old
  other others nick nickname middle second doctor physician gp agent manager supervisor sponsor referrer referred referral by company business organisation
  organization employer school user login account file product item event street city state bank card nok relative child baby pet`.split(
    /\s+/,
  ),
);

/** Whose telephone or address it is, where it is not that of the person of the record. */
export const otherContacts = new Set(
  `mother mothers father fathers parent parents spouse wife husband partner guardian emergency next kin nok doctor physician gp agent manager supervisor sponsor
  referrer referred referral`.split(/\s+/),
);
export const unspacedOtherContacts = /家长|父亲|母亲|监护|紧急|推荐人|介绍人|配偶/;

/** When a record was made, and its keys; letters and digits of the whole header. */
export const recordDates =
  /^(date|time)?(created?|updated?|modified|inserted|loaded|imported|registered|registration|signed?up|joined|lastseen|firstseen|lastlogin|lastorder|lastpurchase|expires?|expiry)(at|on|date|time)*$|timestamp|^(创建|更新|注册|录入)(时间|日期|人)?$/;
export const keys =
  /^(id|uid|uuid|guid|rownumber|rowid|index|seq|key|cluster|truth|label|entity|duplicateof|sourcedataset|dataset)$|^(rec|record|unique|row|entity|cluster|person|customer|client|user|member|ent|match|true|gold|patient|source)(id|idnumber|no|number|key|cluster|truth)$|^(kunden|personen|datensatz)(nr|nummer|id)$|^(id|numero|num|no)(client|cliente|klant)$|^(客户|顾客|用户|会员|记录|人员)?(编号|编码|序号|id)$/;

/**
 * Headers in other letters, written together: Chinese after traditional characters were made simplified, Japanese, Korean, Thai,
 * Russian, Ukrainian, Bulgarian without marks (й as и).
 */
export const unspacedRules: readonly (readonly [HeaderKind, RegExp])[] = [
  ['other', /拼音|カナ|かな|フリガナ|ふりがな|ローマ字|^(?:セイ|メイ)$/],
  [
    'national_id',
    /身[份分]证|证件|个人番号|マイナンバー|주민등록번호|снилс|паспорт|^(?:инн|іпн|рнокпп|егн)$|บัตรประชาชน|ประจําตัวประชาชน|หนังสือเดินทาง/,
  ],
  ['email', /邮箱|电邮|邮件|メール|이메일|почт[аыу]|пошт[аиу]|поща|имеил|емеил|อีเมล/],
  [
    'phone',
    /手机|电话|携[帯带]|전화|휴대폰|핸드폰|연락처|联系方式|телефон|мобил[ье]н|мобільн|сотов|โทร|มือถือ/,
  ],
  ['city', /出生地|местор[ао]жд|місценародж|ที่เกิด/],
  [
    'birth_date',
    /出生(?!地)|生日|生年月日|[诞誕]生日|생년월일|생일|датар[ао]жд|деньрожд|рожденадата|датанар[ао][дж]|деньнародж|วันเกิด|เกิดวันที่|วันเดือนปีเกิด/,
  ],
  ['postcode', /邮编|邮政|[邮郵]便番号|邮递区号|우편번호|индекс|індекс|пощенски|รหัสไปรษณีย์/],
  ['house_number', /门牌|บ้านเลขที่/],
  ['gender', /性别|성별|^(?:пол|стать)$|เพศ/],
  ['family_name', /^(?:姓|姓氏|苗字|성|성씨|фамилия|прізвище|презиме|นามสกุล|สกุล)$/],
  ['given_name', /^(?:名|名字|下の名前|имя|імя|собственоиме|первоиме)$/],
  [
    'full_name',
    /^(?:姓名|真实姓名|氏名|名前|全名|收货人|收件人|联系人|이름|성명|성함|고객명|фио|піб|полноеимя|повнеімя|пълноиме|(?:трите)?имена|имеифамилия|ชื่อ(?:และ)?(?:นาม)?สกุล|ชื่อเต็ม)$/,
  ],
  ['name', /^(?:име|ชื่อ(?:จริง|ตัว)?)$/],
  [
    'city',
    /城市|市[区區]町村|^(?:市|地市|市区|市县|地级市|区|县|区县|县区|行政区)$|도시|город|місто|населен[ио]|^(?:град|село|раион)$|อําเภอ|ตําบล|เขต|เมือง/,
  ],
  ['state', /省|都道府[県县]|시도|област|регион|регіон|จังหวัด/],
  ['street', /地址|住址|住所|街道|주소|адрес|улица|вулиц|ที่อยู่|ถนน/],
];
/** 顾客名, お客様名: the whole name of whom it is, where 名 alone is a given name. */
export const unspacedWholeName = /(?:[顾乘旅]客|客户|会员|员工|患者|[收联申本][货件系请]?人|客様)名$/;
/** The names that people give themselves, which are no names. */
export const unspacedUserName = /(?:用户|[账帐][户号]|登[录陆]|微信)名$/;
export const unspacedOwners =
  /^(?:客户|顾客|会员|用户|联系人|收货人|收件人|买家|患者|员工|申请人|所在|居住|现居|常住|户籍|お|ご)+(?=.)/;
export const unspacedAbout =
  /выда[нч]|вида[нч]|签发|类型|型号|品牌|状态|是否|验证|订阅|配信|有效|等级|级别|来源|归属地|运营商|次数|国家|国籍/;
export const unspacedEvents =
  /时间|建档|创建|更新|注册|登[录録]|录入|入会|入职|加入|首次|初回|最近|最[终終]|最后|到期|有效|开始|结束|购[买入]|下单|办卡|开卡|作成/;
