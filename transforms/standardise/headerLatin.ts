import type { HeaderRule } from './headerVocabulary.ts';

const births = 'birth naissance naiss nais nacimiento nacim nac nascita nasc nascimento'.split(' ');
/** data nascita, fec. nac., dt_nascimento */
const daysOfBirth = 'date dat data dt fecha fec f'
  .split(' ')
  .flatMap((day) => births.map((birth) => `${day} ${birth}`))
  .join('|');

/** Words for an address. */
export const addresses =
  'address|addresses|addr|adresse|adressen|anschrift|direccion|domicilio|indirizzo|endereco|morada|adres|adress|osoite|adresa|adresi|lakcim|dia chi|alamat|anwani|mtaa';

/**
 * Most specific first, in English, German, French, Spanish, Italian, Portuguese and Dutch, and the plainest ones in
 * Polish, Czech, Slovak, Croatian, Swedish, Danish, Norwegian, Finnish, Hungarian, Romanian, Turkish, Vietnamese,
 * Indonesian, Malay and Swahili; words without accents.
 */
export const latinRules: readonly HeaderRule[] = [
  [
    'national_id',
    'part',
    `ssn|nin|nino|nid|soc sec|soc security|social security|national id|national identity|national identification|national identifier|national insurance|nhs|passport
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
    'email|emails|e mail|e mails|eml|smtp|courriel|adresse mel|correo|correo electronico|posta elettronica|adresse electronique|correio eletronico|e post|e posta|sahkoposti|surel|emel|barua pepe',
  ],
  [
    'phone',
    'part',
    `phone|phones|telephone|tel|mobile|cell|cellphone|msisdn|contact number|contact no|whatsapp|mob|ph|telefon|tele fon|fon|fone|handy|mobil|rufnummer|ruf nr
    |portable|telefono|tfno|telf|tlf|movil|celular|cellulare|telefone|telemovel|telefoon|mobiel|gsm
    |puhelin|matkapuhelin|kannykka|telefonszam|cep telefonu|cep tel|komorka|telefonu|mobitel|dien thoai|sdt|telepon|telp|handphone|ponsel|no hp|nomor hp|simu`,
  ],
  ['phone', 'only', 'hp'],
  [
    'birth_date',
    'part',
    `${daysOfBirth}|dob|birth date|birth day|birth date time|birth datetime|bday|birth dt|date time birth|day birth|born|geburts datum|geburts tag|geb datum|geb am|geb dat|geboren
    |ne le|nee le|nato il|geboorte datum|birth year|year birth|yob|geburtsjahr|jahrgang|annee naissance|ano nacimiento|ano nascimento|anno nascita
    |data urodzenia|data ur|datum narozeni|fodelsedatum|fodselsdato|fodselsdag|fodelsedag|syntymaaika|syntymapaiva|szuletesi datum|szuletesi ido|data nasterii|dogum tarihi|dogum gunu|datum narodenia|datum rodenja|datum rodjenja|datum rojstva
    |ngay sinh|tanggal lahir|tgl lahir|tarikh lahir|tarehe ya kuzaliwa`,
  ],
  ['birth_date', 'all', 'birth|naissance|nacimiento|nascita|nascimento|ddn'],
  ['birth_date', 'only', 'geb|naiss|nasc'],
  [
    'postcode',
    'part',
    'post code|postal code|postal|pstl|pstlz|zip|zip code|plz|post leit zahl|code postal|codigo postal|codice postale|cep|post nr|post nummer|postinumero|kod pocztowy|psc|cod postal|posta kodu|iranyitoszam|irsz|postinro|postanski broj|kode pos|poskod|pincode|pin code|eircode',
  ],
  ['postcode', 'all', 'cp|cap'],
  // a mobile in Turkish
  ['phone', 'only', 'cep'],
  [
    'house_number',
    'part',
    `house number|house no|house num|house nr|street number|street no|street num|street nr|haus nr|haus nummer|huis nr|huis nummer
    |numero civico|n civico|nr domu|numer domu|cislo popisne|numero rue|n rue|n voie|numero voie|num rue|num voie|numero casa|numero calle|hazszam|husnummer|talonumero|kapi no`,
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
  ['family_name', 'only', 'last|family|ln|nachn'],
  [
    'given_name',
    'all',
    `given name|given names|first name|fst name|forename|forenames|fore name|f name|g name|christian name|name first|name given
    |vorname|vornamen|rufname|prenom|prenoms|nombre pila|primer nombre|voornaam|voornamen|roepnaam|primeiro nome
    |preferred name|imie|imiona|jmeno|fornamn|fornavn|etunimi|etunimet|keresztnev|utonev|prenume|nama depan|jina la kwanza`,
  ],
  ['given_name', 'only', 'first|given|fn|pila|vorna'],
  [
    'middle_name',
    'all',
    `middle|middle name|middle names|mid name|middle initial|name middle|m name|second given name|second forename|zweiter vorname|deuxieme prenom
    |segundo nombre|secondo nome|segundo nome|drugie imie`,
  ],
  ['initial', 'all', 'initial|initials|first initial|first initials|initialen|voorletter|voorletters'],
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
  ['street', 'all', 'str|str nr|stras|via|voie|jalan'],
  ['email', 'part', 'mail'],
  ['street', 'part', addresses],
  ['street', 'part', 'add line'],
  ['street', 'all', 'cim|vej|gade|gata'],
  ['number', 'only', 'number|no|nr|num|numero|nummer|n'],
];
