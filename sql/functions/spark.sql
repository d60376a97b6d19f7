-- The functions of duckdb.sql for Spark SQL 4 (session time zone UTC, timestamp type NTZ), one CREATE TEMPORARY
-- FUNCTION each. Written from Spark's reference; part 7 runs them against duckdb.sql, row for row.

create temporary function days_between(from_date date, to_date date) returns int
  return datediff(to_date, from_date);

create temporary function add_days(start_date date, number_of_days int) returns date
  return date_add(start_date, number_of_days);

create temporary function months_between_dates(from_date date, to_date date) returns int
  return (year(to_date) * 12 + month(to_date)) - (year(from_date) * 12 + month(from_date));

create temporary function seconds_between(from_at timestamp_ntz, to_at timestamp_ntz) returns double
  return cast(unix_micros(cast(to_at as timestamp_ltz)) - unix_micros(cast(from_at as timestamp_ltz)) as double) / 1000000.0D;

create temporary function iso_weekday(some_date date) returns int
  return weekday(some_date) + 1;

create temporary function business_date(utc_at timestamp_ntz, time_zone string) returns date
  return cast(convert_timezone('UTC', time_zone, utc_at) as date);

create temporary function date_within(
  utc_at timestamp_ntz, first_date date, second_from_at timestamp_ntz, third_from_at timestamp_ntz
) returns date
  return date_add(first_date, case when utc_at >= third_from_at then 2 when utc_at >= second_from_at then 1 else 0 end);

create temporary function start_of_business_date(some_date date, time_zone string) returns timestamp_ntz
  return convert_timezone(time_zone, 'UTC', cast(some_date as timestamp_ntz));

create temporary function utc_timestamp(iso_text string) returns timestamp_ntz
  return cast(try_cast(iso_text as timestamp_ltz) as timestamp_ntz);

create temporary function each_date(from_date date, to_date date) returns table (each_date date)
  return select explode(sequence(from_date, to_date, interval 1 day));

create temporary function each_number(from_number bigint, to_number bigint) returns table (each_number bigint)
  return select explode(sequence(from_number, to_number));

create temporary function list_length(list_value array<string>) returns bigint
  return cast(size(list_value) as bigint);

create temporary function list_item(list_value array<string>, item_number int) returns string
  return try_element_at(list_value, item_number);

create temporary function json_text(json_value string, json_path string) returns string
  return get_json_object(json_value, json_path);

create temporary function sha256_hex(text_value string) returns string
  return sha2(text_value, 256);

create temporary function matches(text_value string, pattern string) returns boolean
  return text_value rlike pattern;

create temporary function replace_all(text_value string, pattern string, replacement string) returns string
  return regexp_replace(text_value, pattern, replacement);

create temporary function whole_quotient(dividend bigint, divisor bigint) returns bigint
  return case when divisor <> 0 then dividend div divisor end;

create temporary function clean_text(text_value string) returns string
  return nullif(trim(regexp_replace(text_value, r'[\s\x{3000}\x{00A0}]+', ' ')), '');

create temporary function unless_blank(text_value string) returns string
  return case when clean_text(text_value) is not null then text_value end;

create temporary function text_or_cleared(text_value string, cleared_fields array<string>, field_name string) returns string
  return coalesce(unless_blank(text_value), case when array_contains(cleared_fields, field_name) then '' end);

create temporary function money(text_value string) returns decimal(18, 4)
  return try_cast(text_value as decimal(18, 4));

create temporary function fold_width(text_value string) returns string
  return translate(
    text_value,
    '０１２３４５６７８９＋－（）＠．＿ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
    '0123456789+-()@._ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  );

create temporary function ascii_width(text_value string) returns string
  return fold_width(text_value);

create temporary function is_email_key(candidate string) returns boolean
  return length(candidate) - length(replace(candidate, '@', '')) = 1
    and left(candidate, 1) <> '@'
    and right(candidate, 1) <> '@';

create temporary function bare_email(email string) returns string
  return lower(replace(replace(trim(translate(fold_width(email), concat(chr(9), chr(10), chr(13), chr(160), char(12288)), '     ')), ' @', '@'), '@ ', '@'));

create temporary function email_key(email string) returns string
  return case when is_email_key(bare_email(email)) then bare_email(email) end;

create temporary function bare_phone(phone string) returns string
  return regexp_replace(replace(fold_width(phone), '(0)', ''), '[^0-9+]', '');

create temporary function compact_phone(phone string) returns string
  return replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', '');

create temporary function international_phone(bare string) returns string
  return case
    when length(replace(bare, '+', '')) < 6 then null
    when left(bare, 1) = '+' then concat('+', replace(bare, '+', ''))
    when left(bare, 2) = '00' then concat('+', substr(replace(bare, '+', ''), 3))
    else replace(bare, '+', '')
  end;

create temporary function phone_key(phone string) returns string
  return case
    when bare_phone(phone) rlike '^([+]?86|0086)?1[3-9][0-9]{9}$' then concat('+86', right(bare_phone(phone), 11))
    when length(replace(phone, '*', '')) = length(phone) then international_phone(bare_phone(phone))
  end;

create temporary function unless_placeholder(id string) returns string
  return case
    when id rlike '[1-9]' then nullif(id, '-1')
    when lower(fold_width(id)) rlike
      r'^(0|[^\p{L}\p{N}])*('
        || 'n[/／.]?a|nan|nat|nil|none|null|undefined|unknown|missing|unspecified|tbd|tba|object object|true|false|'
        || '[Z-`]n|blank|(div[/／]0|value|num|ref|name|null)[!?]|缺失|'
        || 'not[ _-](available|known|given|provided|specified|stated|applicable|set|entered|recorded|disclosed|supplied)|'
        || 'no[ _-](data|value|information|info|entry|record|answer|name)|none[ _-](given|provided)|'
        || 'to[ _-]be[ _-](confirmed|advised)|name[ _-]unknown|unknown[ _-](name|customer)|'
        || '无|没有|暂无|空|空白|未填|未填写|未知|不详|不明|保密|未提供|无数据|暂无数据|无信息|暂无信息|无记录|'
        || '未登记|未录入|未透露|不适用|待定|無|沒有|暫無|未填寫|不詳|無資料|暫無資料|未登錄|不適用|未入力|なし|'
        || 'unbekannt|keine[ _-]angabe|nicht[ _-]angegeben|inconnu|non[ _-]renseigné|non[ _-]disponible|sans[ _-]nom|'
        || 'desconocido|no[ _-]disponible|sin[ _-](datos|nombre)|desconhecido|sconosciuto|onbekend|'
        || 'anonymous|anon|test|tester|testing|xxx|xxxx|asdf|qwerty|guest|'
        || 'no|nobody|noname|user|customer|dummy|fake|sample|example|abc|abcd|aaa|'
        || 'walk[ _-]in([ _-]customer)?|guest[ _-](user|customer|checkout)|cash[ _-](customer|sale)|'
        || 'anonymous[ _-](user|customer)|'
        || '无名|无名氏|无姓名|未命名|未知姓名|匿名|匿名用户|匿名客户|佚名|名無し|测试|测试用户|测试员|某某|某某某|'
        || '微信用户|默认用户|新用户|用户|客户|顾客|游客|访客|会员|非会员|散客|先生|女士|小姐|'
        || r')(0|[^\p{L}\p{N}])*$'
      then null
    else id
  end;

create temporary function unless_no_name(part string) returns string
  return case
    when trim(part) = 'Nan' then part
    when lower(trim(fold_width(part))) in (
      'na', 'n.a.', 'n.a', 'nat', 'nil', 'no', 'guest', 'sample', 'anon', '空',
      'true', 'test', 'tester', 'testing', 'dummy', '测试', '先生', '女士', '小姐'
    ) then part
    else unless_placeholder(part)
  end;

create temporary function unless_title(part string) returns string
  return case when trim(part) not in ('先生', '女士', '小姐') then part end;

create temporary function record_key(
  source string, customer_ref string, loyalty_id string, email_key string, phone_key string, anonymous_id string
) returns string
  return coalesce(
    source || ' ref:' || unless_placeholder(customer_ref),
    source || ' loyalty:' || unless_placeholder(loyalty_id),
    source || ' email:' || email_key,
    source || ' phone:' || phone_key,
    source || ' anon:' || unless_placeholder(anonymous_id)
  );

create temporary function is_another(text_value string, other string) returns boolean
  return coalesce(
    not startswith(lower(replace(text_value, ' ', '')), lower(replace(other, ' ', '')))
    and not startswith(lower(replace(other, ' ', '')), lower(replace(text_value, ' ', ''))),
    false
  );

create temporary function event_order(occurred_at timestamp_ntz, landed_seq bigint) returns decimal(38, 0)
  return cast(cast(unix_micros(cast(occurred_at as timestamp_ltz)) as decimal(19, 0)) * 1000000000000 + landed_seq as decimal(38, 0));

create temporary function whole_name(family_name string, given_name string) returns string
  return case
    when family_name || given_name rlike r'^[\x{4E00}-\x{9FFF}]+$' then family_name || given_name
    else nullif(concat_ws(' ', given_name, family_name), '')
  end;

create temporary function survival_standing(
  strategy string, place bigint, parts bigint, times bigint, said string
) returns bigint
  return case strategy
    when 'most-trusted' then 999999 - coalesce(place, 999999)
    when 'most-complete' then parts
    when 'most-frequent' then times
    when 'longest' then least(length(said), 999999)
    else 0
  end;

create temporary function survival_order(
  is_valid boolean, standing bigint, strategy string, say decimal(38, 0), first_say decimal(38, 0)
) returns decimal(38, 0)
  return cast(
    cast(cast(is_valid as int) * 1000000 + standing as decimal(9, 0)) * 100000000000000000000000000000
      + case when strategy = 'earliest' then - first_say else say end as decimal(38, 0)
  );

create temporary function is_plain_email(email string) returns boolean
  return length(email) <= 64
    and email rlike '^[A-Za-z0-9]+([._+-][A-Za-z0-9]+)*@([A-Za-z0-9]+(-[A-Za-z0-9]+)*[.])+[A-Za-z]{2,63}$'
    and not email rlike '^(?i)(test|none|no|na|nil|null|unknown|no-?e?mail|not?available|anonymous|abc|a{2,5}|x{2,5}|asdf|qwerty|fake|dummy|sample|user|guest|customer|123)@';

create temporary function is_plain_mobile(phone string, is_mainland boolean) returns boolean
  return phone rlike '^((([+]|00)?86[ -]?)?)1(3[0-9]|45|47|5[0-35-9]|6[2567]|7[0-35-8]|8[0-9]|9[0-35-9])[ -]?[0-9]{4}[ -]?[0-9]{4}$'
    and not phone rlike '(0000[ -]?0000|1234[ -]?5678)$'
    and (is_mainland or left(phone, 1) = '+' or left(phone, 2) = '00');

create temporary function birth_date_said_in(raw string, said_at timestamp_ntz) returns string
  return case when length(regexp_replace(ascii_width(raw), '[^0-9]', '')) <= 6 then cast(year(said_at) as string) else '' end;

create temporary function is_birth_date_in_doubt(raw string) returns boolean
  return ascii_width(raw) rlike '^[^0-9]*[0-9]{1,3}[^0-9]+[0-9]{1,2}[^0-9]+[0-9]|^[0-9]{6,7}$|^(0[1-9]|1[0-2])(0[1-9]|1[0-2])[0-9]{4}$';

create temporary function birth_date_region(raw string, region string) returns string
  return case when is_birth_date_in_doubt(raw) then coalesce(region, '') else '' end;

create temporary function birth_date_order(raw string, date_order string) returns string
  return case when is_birth_date_in_doubt(raw) then coalesce(date_order, '') else '' end;

create temporary function gender_letters_of(raw string, gender_letters string) returns string
  return case when lower(ascii_width(raw)) = 'm' then coalesce(gender_letters, '') else '' end;

create temporary function is_email_like(contact string) returns boolean
  return ascii_width(contact) rlike '^[^@]+@[^@]+$';

create temporary function is_phone_like(contact string) returns boolean
  return ascii_width(contact) rlike '^[+]?[(]?[0-9][0-9 ()-]{5,}$';

create temporary function address_key(
  country string, province string, city string, district string, postal_code string, street string
) returns string
  return case
    when coalesce(country, province, city, district, postal_code, street) is not null then concat_ws(
      '|',
      replace(coalesce(country, ''), '|', ' '),
      replace(coalesce(province, ''), '|', ' '),
      replace(coalesce(city, ''), '|', ' '),
      replace(coalesce(district, ''), '|', ' '),
      replace(coalesce(postal_code, ''), '|', ' '),
      coalesce(street, '')
    )
  end;

create temporary function phone_region(phone string, region string) returns string
  return case when left(phone, 1) = '+' or left(phone, 2) = '00' then '' else coalesce(region, '') end;

create temporary function calling_country(country string) returns string
  return case
    when country in (
      'AG', 'AI', 'AS', 'BB', 'BM', 'BS', 'CA', 'DM', 'DO', 'GD', 'GU', 'JM', 'KN',
      'KY', 'LC', 'MP', 'MS', 'PR', 'SX', 'TC', 'TT', 'VC', 'VG', 'VI'
    ) then 'US'
    when country in ('HK', 'MO', 'TW') then 'CN'
    when country in ('GG', 'IM', 'JE') then 'GB'
    when country in ('CC', 'CX') then 'AU'
    when country in ('BL', 'MF') then 'GP'
    when country = 'KZ' then 'RU'
    when country = 'VA' then 'IT'
    when country = 'SJ' then 'NO'
    when country = 'AX' then 'FI'
    when country = 'EH' then 'MA'
    when country = 'YT' then 'RE'
    when country = 'BQ' then 'CW'
    when country = 'TA' then 'SH'
    else country
  end;

create temporary function currency_country(currency string) returns string
  return case when currency <> 'EUR' and left(currency, 1) <> 'X' then left(currency, 2) end;

create temporary function company_stem(company_key string) returns string
  return replace_all(company_key, ' .*$', '');

create temporary function may_be_one_company(left_key string, right_key string) returns boolean
  return left_key = right_key or left_key = company_stem(right_key) or right_key = company_stem(left_key);
