import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { type Field, type FieldKind, nameFields } from './fields.ts';

/** Headers that say what they hold, most specific first; letters and digits only, lower case. */
const headerRules: readonly (readonly [FieldKind | 'skip', RegExp])[] = [
  [
    'national_id',
    /socsec|^ssn$|^nin$|nationalid|nhs|passport|idcard|idnumber|citizenid|taxid|身份证|证件|socialsecurity|driverlicen/,
  ],
  ['email', /e?mail|邮箱/],
  ['phone', /phone|mobile|^tel|cell|msisdn|手机|电话/],
  ['birth_date', /^dob|birthda|dateofbirth|^birthdt|^born|birthdate|出生|生日/],
  ['skip', /^(id|uid|uuid|guid|rownumber|rowid|index|seq|key)$/],
  [
    'skip',
    /^(rec|record|unique|row|entity|cluster|person|customer|client|user|member|ent|match|true|gold|patient|source)_?(id|no|number|key|cluster|truth)$/,
  ],
  ['skip', /^(cluster|truth|label|entity|duplicateof|sourcedataset|dataset)$/],
  // when the record was made, not its person
  [
    'skip',
    /^(date|time)?(created?|updated?|modified|inserted|loaded|imported|registered|registration|signed?up|joined|lastseen|firstseen|lastlogin|lastorder|lastpurchase|expires?|expiry)(at|on|date|time)*$|timestamp|^(创建|更新|注册|录入)(时间|日期|人)?$/,
  ],
  ['postcode', /post_?code|postal|zip|邮编|邮政/],
  ['house_number', /streetn(o|um)|house_?n(o|um)|^houseno|streetnumber|门牌/],
  ['gender', /^(sex|gender|性别)$/],
  [
    'family_name',
    /^(surnames?|last|lastname|family|familyname|ln|lname|famname|sname|姓|姓氏)$|^(by)?name(last|family)$|surname$/,
  ],
  [
    'given_name',
    /^(given|givennames?|first|firstname|forenames?|fn|fname|gname|christianname|名|名字)$|^name(first|given)$/,
  ],
  ['full_name', /^(name|fullname|personname|customername|contactname|displayname|姓名|客户姓名)$|fullname/],
  ['city', /city|town|suburb|locality|城市|birthplace|placeofbirth|^place$/],
  ['state', /^state|province|region|county|省/],
  ['street', /street|^addr|address|road|地址|住址/],
];

/** Headers of first and last name in one, such as Splink's `first_and_surname`. */
const bothNames = /first.*(surname|last)|given.*(surname|family)/;

function kindByHeader(header: string): FieldKind | 'skip' | undefined {
  const plain = header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (bothNames.test(plain)) return 'full_name';
  return headerRules.find(([, pattern]) => pattern.test(plain))?.[0];
}

interface Content {
  readonly present: number;
  readonly distinct: number;
  readonly email: number;
  readonly date: number;
  readonly phone: number;
  readonly gender: number;
  readonly person: number;
}

async function contentOf(connection: DuckDBConnection, table: string, column: string): Promise<Content> {
  const c = `trim(${identifier(column)}::varchar)`;
  const share = (condition: string) => `coalesce(avg((${condition})::int)::double, 0)`;
  const [row] = await rows<{ [K in keyof Content]: number | bigint }>(
    connection,
    `select count(${c}) as present, count(distinct ${c}) as distinct,
      ${share(`regexp_full_match(${c}, '[^@\\s]+@[^@\\s]+\\.[^@\\s]+')`)} as email,
      ${share(`regexp_full_match(${c}, '(18|19|20)\\d{2}[-/.年]?(0?[1-9]|1[0-2])[-/.月]?(0?[1-9]|[12]\\d|3[01])日?([T ].*)?|\\d{1,2}[-/.]\\d{1,2}[-/.](18|19|20)\\d{2}')`)} as date,
      ${share(`length(regexp_replace(${c}, '\\D', '', 'g')) between 9 and 15 and regexp_full_match(${c}, '[-+() .\\d]+')`)} as phone,
      ${share(`lower(${c}) in ('m', 'f', 'male', 'female', '男', '女')`)} as gender,
      ${share(`regexp_full_match(${c}, '\\p{L}[\\p{L}.''-]*( \\p{L}[\\p{L}.''-]*){1,3}|\\p{Han}{2,4}')`)} as person
    from (select ${identifier(column)} from ${identifier(table)} where ${c} <> '' limit 20000)`,
  );
  const number = (value: number | bigint | undefined) => Number(value ?? 0);
  return {
    present: number(row?.present),
    distinct: number(row?.distinct),
    email: number(row?.email),
    date: number(row?.date),
    phone: number(row?.phone),
    gender: number(row?.gender),
    person: number(row?.person),
  };
}

/** A share of values of one form from which a column is taken to be of that kind. */
const most = 0.7;

function kindByContent(content: Content): FieldKind | 'skip' {
  if (content.present === 0) return 'skip';
  if (content.email > most) return 'email';
  if (content.date > most) return 'birth_date';
  if (content.phone > most) return 'phone';
  if (content.gender > most) return 'gender';
  if (content.person > most && content.distinct > content.present / 4) return 'full_name';
  const isKey = content.distinct >= content.present * 0.98 && content.present > 20;
  return isKey || content.distinct < 2 ? 'skip' : 'other';
}

/**
 * Which columns of a table say something about who a person is, by header and, failing that, by content. Keys, columns
 * of one value and columns named in `never` (the truth, the id) are left out.
 */
export async function recogniseFields(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  never: readonly string[] = [],
): Promise<readonly Field[]> {
  const found: { kind: FieldKind; column: string }[] = [];
  for (const column of columns) {
    if (never.includes(column)) continue;
    const header = kindByHeader(column);
    if (header === 'skip') continue;
    const content = await contentOf(connection, table, column);
    if (content.present === 0) continue;
    const kind =
      header === undefined || (header === 'phone' && content.email > most) ? kindByContent(content) : header;
    if (kind !== 'skip') found.push({ kind, column });
  }
  return nameFields(found);
}
