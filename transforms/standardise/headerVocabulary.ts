import { latinRules } from './headerLatin.ts';
import { scriptRules } from './headerScripts.ts';

/**
 * What a header says. `name` is a full, a given or a family name, as its neighbours tell (Nom beside Prénom);
 * `middle_name` a second given name where there is a first, `initial` a given name where there is none; `number`
 * may be that of a house, where there is a street; `other` is something about a person, `skip` nothing.
 */
export type HeaderKind =
  | 'given_name'
  | 'family_name'
  | 'full_name'
  | 'name'
  | 'middle_name'
  | 'initial'
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
 * `part`: the words say it wherever they stand in a header; `all`: where nothing but whose it is stands beside
 * them; `only`: alone.
 */
export type HeaderRule = readonly [kind: HeaderKind, reach: 'part' | 'all' | 'only', phrases: string];

export const rules: readonly HeaderRule[] = [...latinRules, ...scriptRules];

/**
 * Short words that mean something else in another language (an advertisement, a state, a postal code of Brazil):
 * they count where another header of the table is in theirs.
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
    words: new Set('nome cpf cgc cnpj cep bairro dtnasc logradouro telefone'.split(' ')),
    kinds: { end: 'street', mun: 'city', est: 'state' },
  },
  {
    words: new Set('calle colonia municipio curp paterno materno apellido'.split(' ')),
    kinds: { edo: 'state', mpio: 'city' },
  },
  {
    words: new Set('aadhaar aadhar vill village taluk tehsil mandal pincode'.split(' ')),
    kinds: { dist: 'city', pin: 'postcode' },
  },
  {
    words: new Set('kunnr stras pstlz vorna nachn'.split(' ')),
    kinds: { gbdat: 'birth_date', gesch: 'gender', regio: 'state' },
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
  `customer cust cus client contact person pers personal patient pat member mbr user primary main owner holder applicant voter guest employee legal my your
  billing shipping mailing home work other delivery residence residential permanent current physical res
  rechnungs liefer privat wohn post
  kunde kunden kontakt cliente clientes clients klant beneficiaire adherent assure abonne paciente socio afiliado facturation livraison envio facturacion
  musteri kund ugyfel asiakas asiakkaan zakaznik pelanggan pasien mteja
  πελάτης πελάτη ασθενής ασθενή العميل الزبون المريض المستخدم مشتری بیمار کاربر לקוח הלקוח מטופל ग्राहक मरीज़ গ্রাহক`.split(
    /\s+/,
  ),
);

export const companies = new Set(
  'company business org organisation organization employer firm firma empresa empleador empregador employeur arbeitgeber'.split(
    ' ',
  ),
);

/** Whom a table is of. */
export const customers = new Set(
  `customer customers client clients patient member guest applicant donor passenger buyer
  kunde cliente klant kund asiakas zakaznik musteri pelanggan paciente patiente клиент клієнт покупатель пациент пацієнт
  客户 顾客 会员 患者 客様 고객 환자`.split(/\s+/),
);

/** Words between others. */
export const links = new Set(
  'of the and or de del di della da do du des la le les l el d der den y et und e en i u van ve ya και του της و का की'.split(
    ' ',
  ),
);

/** Short forms of words, as fields of tables have them: first_nm, HOME_PH_NUM, state_cd. */
export const shortForms: Readonly<Record<string, string>> = { nm: 'name', ph: 'phone', cd: 'code' };

/** What is no address where it ends a header that begins with one: Shipping Address Company, address_id. */
export const ofAddresses = new Set(
  'company organization organisation business fax id key name date comment comments note notes'.split(' '),
);

/** What is known about a telephone or an address, and is not it: email_opt_in, phone_verified, HasOptedOutOfEmail. */
export const about = new Set(
  `opt optin optout opted verified verification valid invalid validated validation confirmed subscribed subscription unsubscribed consent permission
  status flag is has count sent bounce bounced bounces opened clicks allow allowed enabled preference format type source domain provider quality score
  newsletter notification notifications marketing updated changed created modified added expiry expires expiration issue issued prefix ext extension
  latitude longitude lat lng lon`.split(/\s+/),
);

/**
 * What is known about a document, and is not its number, where a header ends in it: drivers_license_state; or
 * begins with it.
 */
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

/** Whose telephone or address it is, where it is not that of the person of the record. */
export const otherContacts = new Set(
  `mother mothers father fathers parent parents spouse wife husband partner guardian emergency next kin nok emer emerg doctor physician gp agent manager supervisor sponsor
  referrer referred referral`.split(/\s+/),
);

/** Of whom, or of what, a name is that is not the name of the person of the record. */
export const someoneElse: ReadonlySet<string> = new Set([
  ...otherContacts,
  ...`alias aliases aka maiden birth former previous prior old other others nick nickname middle second by
  company business organisation organization employer school user login account file product item event
  street city state bank card relative child baby pet`.split(/\s+/),
]);

/** When a record was made, and its keys; letters and digits of the whole header. */
export const recordDates =
  /^(date|time)?(created?|updated?|modified|inserted|loaded|imported|registered|registration|signed?up|joined|lastseen|firstseen|lastlogin|lastorder|lastpurchase|expires?|expiry)(at|on|date|time)*$|timestamp|^(创建|更新|注册|录入)(时间|日期|人)?$/;
export const keys =
  /^(id|uid|uuid|guid|rownumber|rowid|index|seq|key|cluster|truth|label|entity|duplicateof|sourcedataset|dataset)$|^(rec|record|unique|row|entity|cluster|person|customer|client|user|member|ent|match|true|gold|patient|source)(id|idnumber|no|number|key|cluster|truth)$|^(kunden|personen|datensatz)(nr|nummer|id)$|^(id|numero|num|no)(client|cliente|klant)$|^(客户|顾客|用户|会员|记录|人员)?(编号|编码|序号|id)$/;
