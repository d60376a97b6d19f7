-- The functions that DuckDB and Spark SQL spell differently, so that every model is one file for both.
-- spark.sql defines the same names. Each is one CREATE MACRO, inlined by the engine: it costs nothing.

-- whole days from one date to a later one (negative if it is earlier)
create macro days_between(from_date, to_date) as
  date_diff('day', cast(from_date as date), cast(to_date as date));

create macro add_days(start_date, number_of_days) as
  cast(start_date as date) + cast(number_of_days as integer);

-- whole calendar months between the months of two dates
create macro months_between_dates(from_date, to_date) as
  cast((year(to_date) * 12 + month(to_date)) - (year(from_date) * 12 + month(from_date)) as integer);

-- seconds from one time to a later one, fractions kept
create macro seconds_between(from_at, to_at) as
  cast(epoch_us(to_at) - epoch_us(from_at) as double) / 1000000.0;

-- 1 is Monday, 7 is Sunday
create macro iso_weekday(some_date) as
  cast(isodow(some_date) as integer);

-- the calendar date of a UTC time in an IANA time zone
create macro business_date(utc_at, time_zone) as
  cast(timezone(time_zone, timezone('UTC', utc_at)) as date);

-- the same for a time of the UTC day that a row of business_days describes; sixteen times as fast over many rows
create macro date_within(utc_at, first_date, second_from_at, third_from_at) as
  first_date + case when utc_at >= third_from_at then 2 when utc_at >= second_from_at then 1 else 0 end;

-- the UTC time at which a calendar date begins in an IANA time zone. Of the two midnights of a date on which clocks go back
-- from one o'clock timezone() gives the later, before which the date has lasted an hour
create macro start_of_business_date(some_date, time_zone) as
  timezone('UTC', timezone(time_zone, cast(some_date as timestamp)))
    - case
      when business_date(timezone('UTC', timezone(time_zone, cast(some_date as timestamp))) - interval 1 second, time_zone)
        = cast(some_date as date) then interval 1 hour
      else interval 0 hour
    end;

-- a text with an offset, as a UTC time; null if it is none
create macro utc_timestamp(iso_text) as
  timezone('UTC', try_cast(iso_text as timestamp with time zone));

-- one row per date, both ends included; null ends give no rows
create macro each_date(from_date, to_date) as
  cast(unnest(generate_series(cast(from_date as timestamp), cast(to_date as timestamp), interval 1 day)) as date);

-- one row per whole number, both ends included
create macro each_number(from_number, to_number) as
  cast(unnest(generate_series(cast(from_number as bigint), cast(to_number as bigint))) as bigint);

-- one row per element of a list; an empty or missing list gives no rows
create macro each(list_value) as
  unnest(list_value);

create macro list_length(list_value) as
  cast(len(list_value) as bigint);

-- positions of a list, beside each(): the n-th call's row has n
create macro each_position(list_value) as
  cast(unnest(generate_series(1, len(list_value))) as bigint);

-- the n-th element, from 1; null beyond the end
create macro list_item(list_value, item_number) as
  list_extract(list_value, item_number);

create macro json_text(json_value, json_path) as
  case when json_valid(json_value) then json_extract_string(json_value, json_path) end;

create macro sha256_hex(text_value) as
  sha256(text_value);

create macro matches(text_value, pattern) as
  regexp_matches(text_value, pattern);

-- every match replaced; the replacement has no capture groups
create macro replace_all(text_value, pattern, replacement) as
  regexp_replace(text_value, pattern, replacement, 'g');

-- whole division, towards zero
create macro whole_quotient(dividend, divisor) as
  case when divisor <> 0 then cast(dividend as bigint) // cast(divisor as bigint) end;

-- white space of any kind collapsed to one space and cut at the ends; null if nothing is left
create macro clean_text(text_value) as
  nullif(trim(regexp_replace(text_value, '[\s\x{3000}\x{00A0}]+', ' ', 'g')), '');

-- the text as it came; null where it is nothing but white space
create macro unless_blank(text_value) as
  case when trim(text_value, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288)) <> '' then text_value end;

-- the text as it came; empty where there is none and a source says that it has emptied the field; null otherwise
create macro text_or_cleared(text_value, cleared_fields, field_name) as
  coalesce(unless_blank(text_value), case when array_contains(cleared_fields, field_name) then '' end);

-- a money text as DECIMAL(18,4), rounded half away from zero; null if it is no number
create macro money(text_value) as
  try_cast(text_value as decimal(18, 4));

-- full-width letters, digits and signs of a contact as ASCII
create macro fold_width(text_value) as
  translate(
    text_value,
    '０１２３４５６７８９＋－（）＠．＿ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
    '0123456789+-()@._ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  );

-- the same as fold_width, without the work for text that is ASCII already
create macro ascii_width(text_value) as
  case when strlen(text_value) = length(text_value) then text_value else fold_width(text_value) end;

create macro is_email_key(candidate) as
  strlen(candidate) - strlen(replace(candidate, '@', '')) = 1
  and left(candidate, 1) <> '@'
  and right(candidate, 1) <> '@';

-- an e-mail address in lower case without white space at its ends and at the @; a space within stays, since what is left
-- without it may be somebody else's
create macro bare_email(email) as
  lower(replace(replace(trim(translate(ascii_width(email), chr(9) || chr(10) || chr(13) || chr(160) || chr(12288), '     ')), ' @', '@'), '@ ', '@'));

-- what makes two e-mail addresses the same; null unless there is one @ with text on both sides. Most are plain ASCII
-- without white space: the first branch costs a quarter of the second
create macro email_key(email) as
  case
    when regexp_full_match(email, '[!-?A-~]+@[!-?A-~]+') then lower(email)
    when is_email_key(bare_email(email)) then bare_email(email)
  end;

-- digits and + signs of a telephone number, without a trunk zero in brackets
create macro bare_phone(phone) as
  regexp_replace(replace(ascii_width(phone), '(0)', ''), '[^0-9+]', '', 'g');

-- the signs that people put between digits taken out; cheap, and enough for most numbers
create macro compact_phone(phone) as
  replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', '');

create macro international_phone(bare) as
  case
    when strlen(replace(bare, '+', '')) < 6 then null
    when left(bare, 1) = '+' then '+' || replace(bare, '+', '')
    when left(bare, 2) = '00' then '+' || substr(replace(bare, '+', ''), 3)
    else replace(bare, '+', '')
  end;

-- what makes two telephone numbers the same: Chinese mobiles as +86 and 11 digits, other international ones as
-- + and digits, others as their digits; null under 6 digits, and where signs of it are masked (138****8000)
create macro phone_key(phone) as
  case
    when regexp_full_match(compact_phone(phone), '([+]?86|0086)?1[3-9][0-9]{9}') then '+86' || right(compact_phone(phone), 11)
    when regexp_full_match(bare_phone(phone), '([+]?86|0086)?1[3-9][0-9]{9}') then '+86' || right(bare_phone(phone), 11)
    when strlen(replace(phone, '*', '')) = strlen(phone) then international_phone(bare_phone(phone))
  end;

-- an id as it came; null where it stands for nobody: nothing but zeros and signs, -1, or a word that forms, programs and
-- tills write in its place, whatever signs are around it. The words are those of transforms/standardise/nothing.ts (by a
-- test). Of ids with another digit only -1 is one. [Z-`] is a reverse solidus, which the engines escape differently
create macro unless_placeholder(id) as
  case
    when matches(id, '[1-9]') then nullif(id, '-1')
    when matches(
      lower(ascii_width(id)),
      '^(0|[^\p{L}\p{N}])*('
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
        || ')(0|[^\p{L}\p{N}])*$'
    ) then null
    else id
  end;

-- a part of a name as it came; null where it is nothing (N/A, None, 未知). What may be a name all the same (Na, Nan, Guest, 空) stays, and
-- what makes the whole name nobody's (Test Smith) or tells a gender (李 and 先生)
create macro unless_no_name(part) as
  case
    when trim(part) = 'Nan' then part
    when lower(trim(ascii_width(part))) in (
      'na', 'n.a.', 'n.a', 'nat', 'nil', 'no', 'guest', 'sample', 'anon', '空',
      'true', 'test', 'tester', 'testing', 'dummy', '测试', '先生', '女士', '小姐'
    ) then part
    else unless_placeholder(part)
  end;

-- a part of a name; null where it is a form of address and nothing else, which tells a gender in the whole
create macro unless_title(part) as
  case when trim(part) not in ('先生', '女士', '小姐') then part end;

-- the identifier under which a source knows a customer, null if it gave none; the strongest that is there
create macro record_key(source, customer_ref, loyalty_id, email_key, phone_key, anonymous_id) as
  coalesce(
    source || ' ref:' || unless_placeholder(customer_ref),
    source || ' loyalty:' || unless_placeholder(loyalty_id),
    source || ' email:' || email_key,
    source || ' phone:' || phone_key,
    source || ' anon:' || unless_placeholder(anonymous_id)
  );

-- whether two texts name two things: Berlin and BERLIN, 深圳 and 深圳市 are one
create macro is_another(text_value, other) as
  coalesce(
    not starts_with(lower(replace(text_value, ' ', '')), lower(replace(other, ' ', '')))
    and not starts_with(lower(replace(other, ' ', '')), lower(replace(text_value, ' ', ''))),
    false
  );

-- one number by which events are in a total order: by time, then by landing
create macro event_order(occurred_at, landed_seq) as
  cast(epoch_us(occurred_at) as decimal(38, 0)) * 1000000000000 + cast(landed_seq as decimal(38, 0));

-- a name from its parts: Chinese characters with the family name first, others with the given name first
create macro whole_name(family_name, given_name) as
  case
    when matches(family_name || given_name, '^[\x{4E00}-\x{9FFF}]+$') then family_name || given_name
    else nullif(concat_ws(' ', given_name, family_name), '')
  end;

-- how a statement stands under the field's strategy, 0 to 999999: by the place of its source, by how many parts it has, by how
-- often it was said, by how long it is; 0 where time alone decides
create macro survival_standing(strategy, place, parts, times, said) as
  case strategy
    when 'most-trusted' then 999999 - coalesce(place, 999999)
    when 'most-complete' then parts
    when 'most-frequent' then times
    when 'longest' then least(length(said), 999999)
    else 0
  end;

-- the greatest survives: what is valid, then by its standing under the field's strategy, then what was said last (or first)
create macro survival_order(is_valid, standing, strategy, say, first_say) as
  cast(
    cast(cast(is_valid as integer) * 1000000 + standing as decimal(38, 0)) * 100000000000000000000000000000
      + case when strategy = 'earliest' then - first_say else say end as decimal(38, 0)
  );

-- an address as most are written: standardising it is lower case and nothing else (standardiseEmail agrees, by a test)
create macro is_plain_email(email) as
  strlen(email) <= 64
  and regexp_full_match(email, '[A-Za-z0-9]+([._+-][A-Za-z0-9]+)*@([A-Za-z0-9]+(-[A-Za-z0-9]+)*[.])+[A-Za-z]{2,63}')
  and not matches(email, '^(?i)(test|none|no|na|nil|null|unknown|no-?e?mail|not?available|anonymous|abc|a{2,5}|x{2,5}|asdf|qwerty|fake|dummy|sample|user|guest|customer|123)@');

-- a mainland mobile as most are written, in a range that is all mobiles and not made up; without +86 only where the region is China
create macro is_plain_mobile(phone, is_mainland) as
  regexp_full_match(
    phone,
    '((([+]|00)?86[ -]?)?)1(3[0-9]|45|47|5[0-35-9]|6[2567]|7[0-35-8]|8[0-9]|9[0-35-9])[ -]?[0-9]{4}[ -]?[0-9]{4}'
  )
  and not matches(phone, '(0000[ -]?0000|1234[ -]?5678)$')
  and (is_mainland or left(phone, 1) = '+' or left(phone, 2) = '00');

-- the year in which a birth date was said, where its own year has perhaps two digits: 85-3-4, 850304
create macro birth_date_said_in(raw, said_at) as
  case when strlen(replace_all(ascii_width(raw), '[^0-9]', '')) <= 6 then cast(year(said_at) as varchar) else '' end;

-- whether the numbers of a birth date may stand in another order than year, month, day, or its year have two or three digits
create macro is_birth_date_in_doubt(raw) as
  matches(ascii_width(raw), '^[^0-9]*[0-9]{1,3}[^0-9]+[0-9]{1,2}[^0-9]+[0-9]|^[0-9]{6,7}$|^(0[1-9]|1[0-2])(0[1-9]|1[0-2])[0-9]{4}$');

-- the country of the record's address and its source's order of day and month, where a birth date is read by them
create macro birth_date_region(raw, region) as
  case when is_birth_date_in_doubt(raw) then coalesce(region, '') else '' end;

create macro birth_date_order(raw, date_order) as
  case when is_birth_date_in_doubt(raw) then coalesce(date_order, '') else '' end;

-- the letters that a source has for genders, where a gender is read by them
create macro gender_letters_of(raw, gender_letters) as
  case when lower(ascii_width(raw)) = 'm' then coalesce(gender_letters, '') else '' end;

-- a contact in the place of the other kind: an address among the numbers, a number among the addresses
create macro is_email_like(contact) as
  matches(ascii_width(contact), '^[^@]+@[^@]+$');

create macro is_phone_like(contact) as
  matches(ascii_width(contact), '^[+]?[(]?[0-9][0-9 ()-]{5,}$');

-- what an address is read from: its columns; a bar parts them, so within one it counts as a blank
create macro address_key(country, province, city, district, postal_code, street) as
  case
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

-- the country by which a telephone number is read: that of the record's address, unless the number says its own
create macro phone_region(phone, region) as
  case when left(phone, 1) = '+' or left(phone, 2) = '00' then '' else coalesce(region, '') end;

-- the country for all that share its calling code, as numbers cannot tell them apart; Hong Kong, Macau and Taiwan with the
-- mainland, as addresses have them
create macro calling_country(country) as
  case
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

-- the country of a currency: ISO 4217 begins with it, except for what several countries share
create macro currency_country(currency) as
  case when currency <> 'EUR' and left(currency, 1) <> 'X' then left(currency, 2) end;

-- the key of a company without the kind of its legal form
create macro company_stem(company_key) as
  replace_all(company_key, ' .*$', '');

-- whether two keys may be of one company: a name without a legal form may have any
create macro may_be_one_company(left_key, right_key) as
  left_key = right_key or left_key = company_stem(right_key) or right_key = company_stem(left_key);
