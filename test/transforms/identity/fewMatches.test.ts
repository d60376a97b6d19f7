import { expect, it } from 'vitest';
import { mulberry } from '../../../bench/random.ts';
import { matchRecords } from '../../../transforms/identity/matchRecords.ts';
import { recogniseFields } from '../../../transforms/identity/recognise.ts';
import { openEngine } from '../../../warehouse/index.ts';

const random = mulberry(3);
const below = (n: number) => Math.floor(random() * n);
/** small numbers far more often, as common names are */
const skewed = (n: number) => Math.min(n - 1, Math.floor(Math.exp(random() * Math.log(n + 1)) - 1));
const two = (n: number) => String(n).padStart(2, '0');
const word = (kind: string, n: number) =>
  `${['ka', 'mi', 'su', 'ra', 'po', 'de', 'lo'][n % 7]}${['ran', 'ley', 'tik', 'mos', 'dev'][n % 5]}${kind}${String.fromCharCode(97 + (n % 26))}`;

/**
 * Many people of few names in a dozen towns, each with its area of postcodes: what agrees on a name and a
 * town is nobody's copy.
 */
function crowd(people: number, copies: number) {
  const rows = Array.from({ length: people }, (_, person) => {
    const town = Math.floor(random() ** 1.5 * 13);
    const [given, family] = [word('g', skewed(60)), word('f', skewed(30))];
    return {
      first_name: given,
      last_name: family,
      date_of_birth: `${1935 + below(70)}-${two(1 + below(12))}-${two(1 + below(28))}`,
      email: `${given}.${family}${1000 + person}@${['mail.com', 'post.net'][below(2)]}`,
      phone: `9${100_000_000 + below(899_999_999)}`,
      street: `${word('s', below(18))} road ${1 + below(150)}`,
      city: word('c', town),
      postcode: String(10_000 + town * 4_000 + below(60) * 10),
      person,
    };
  });
  const again = rows.slice(0, copies).map((row) => ({
    ...row,
    email: random() < 0.3 ? '' : row.email,
    phone: random() < 0.3 ? '' : row.phone,
    first_name: random() < 0.2 ? row.first_name.slice(1) : row.first_name,
  }));
  return [...rows, ...again];
}

it('finds the few copies among many people of few names and towns, and nobody else', async () => {
  const rows = crowd(4000, 40);
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'person');
    const shape = JSON.stringify([Object.fromEntries(columns.map((column) => [column, 'VARCHAR']))]);
    await connection.run(
      `create table people as select row_number() over () as id, one.* from (select unnest(from_json($1, '${shape}')) as one)`,
      [JSON.stringify(rows)],
    );
    const fields = await recogniseFields(connection, 'people', columns);
    const { clusters } = await matchRecords(connection, { table: 'people', key: 'id', fields });
    const joined = [...clusters].filter(([record, first]) => record !== first);
    const right = joined.filter(([record, first]) => rows[record]?.person === rows[first]?.person);
    expect(right.length).toBeGreaterThan(37);
    expect(joined.length - right.length).toBeLessThan(3);
  } finally {
    engine.close();
  }
});
