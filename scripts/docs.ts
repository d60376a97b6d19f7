// `npm run docs`: docs/events.md and docs/schemas/*.json from the contracts. `--check` fails where they are stale.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type EventType, piiOf, registry } from '../ingest/contracts/index.ts';

const docs = path.join(path.dirname(fileURLToPath(import.meta.url)), '../docs');
type Schema = Record<string, unknown>;

const dataSchema = (event: EventType): Schema =>
  z.toJSONSchema(event.data, { unrepresentable: 'any', io: 'input' }) as Schema;

/** The schema as producers may hold their data to it: a field that may be left out may be null as well. */
const jsonSchema = (event: EventType): Schema => ({
  ...orNull(dataSchema(event)),
  title: event.type,
  description: event.description,
  examples: [event.example],
});

function orNull(schema: Schema): Schema {
  const { properties, items, required } = schema;
  return {
    ...schema,
    ...(items ? { items: orNull(items as Schema) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties as Record<string, Schema>).map(([name, inner]) => [
              name,
              (required as string[] | undefined)?.includes(name) ? orNull(inner) : nullable(orNull(inner)),
            ]),
          ),
        }
      : {}),
  };
}

function nullable(schema: Schema): Schema {
  const union = schema.anyOf as Schema[] | undefined;
  if (union?.some(({ type }) => type === 'null')) return schema;
  if (union) return { ...schema, anyOf: [...union, { type: 'null' }] };
  if (typeof schema.type !== 'string') return schema;
  const words = schema.enum ? { enum: [...(schema.enum as unknown[]), null] } : {};
  return { ...schema, type: [schema.type, 'null'], ...words };
}

/** One line per field: its path, what it may be, whether it must be there, how personal it is. */
function fields(type: string, schema: Schema, prefix = ''): string[] {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Record<string, Schema>).flatMap(([name, inner]) => {
    const at = prefix ? `${prefix}.${name}` : name;
    const items = inner.items as Schema | undefined;
    const nested = items?.properties
      ? fields(type, items, `${at}[]`)
      : inner.properties
        ? fields(type, inner, at)
        : [];
    const pii = piiOf(type, at);
    return [
      `| \`${at}\` | ${describe(inner)} | ${required.includes(name) ? 'yes' : ''} | ${pii && pii !== 'none' ? pii : ''} |`,
      ...nested,
    ];
  });
}

function describe(schema: Schema): string {
  const union = schema.anyOf as Schema[] | undefined;
  if (union) return [...new Set(union.map(describe))].join(' or ');
  if (Array.isArray(schema.enum)) return schema.enum.map((word) => `\`${String(word)}\``).join(', ');
  if (schema.type === 'array') return `list of ${describe(schema.items as Schema)}`;
  if (schema.format === 'date-time') return 'time with offset';
  if (schema.format === 'date') return 'date';
  if (typeof schema.pattern === 'string' && schema.pattern.includes('\\d')) return 'decimal text';
  return (
    { string: 'text', integer: 'whole number', number: 'number', boolean: 'true or false', object: 'object' }[
      String(schema.type)
    ] ?? 'any'
  );
}

function page(): string {
  const topics = [...new Set(registry.map(({ topic }) => topic))];
  const head = `# Events

An event is a CloudEvents 1.0 JSON document, structured (the message is the envelope) or binary (\`ce_*\` headers, the
message is \`data\`). \`id\`, \`source\`, \`type\`, \`specversion\` "1.0" and \`time\` with an offset are required; \`(source, id)\`
names an event. Money is a decimal text such as \`"128.00"\` or a JSON number. Unknown fields inside \`data\` are kept
and listed in \`schema_drift\`.
Null in a field that is not required is the same as leaving it out; in a required field it is refused.
Numbers are read as IEEE 754 doubles: send what must be exact as text. A message holds at most 1 MiB and nests at most
64 deep. What is refused becomes a dead letter with its reason.

This page is generated from \`ingest/contracts\` by \`npm run docs\`; JSON Schemas stand in \`docs/schemas\`. The last
column says how personal a field is; masks, erasure and access follow it, and unknown fields count as contact data.
`;
  const body = topics.map((topic) => {
    const events = registry
      .filter((event) => event.topic === topic)
      .map((event) => {
        const who = {
          required: 'names a customer',
          optional: 'may be anonymous',
          none: 'not about a customer',
        }[event.customer];
        return `### ${event.type}\n\n${event.description} (${who})\n\n| field of data | what | required | personal |\n|---|---|---|---|\n${fields(event.type, dataSchema(event)).join('\n')}\n\n\`\`\`json\n${JSON.stringify(event.example, null, 1)}\n\`\`\`\n`;
      });
    return `## Topic \`${topic}\`\n\n${events.join('\n')}`;
  });
  return `${head}\n${body.join('\n')}`;
}

const wanted = new Map<string, string>([
  ['events.md', page()],
  ...registry.map(
    (event) => [`schemas/${event.type}.json`, `${JSON.stringify(jsonSchema(event), null, 2)}\n`] as const,
  ),
]);

const stale = [...wanted].filter(([name, text]) => {
  const file = path.join(docs, name);
  return !fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text;
});
if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    process.stderr.write(`stale: ${stale.map(([name]) => name).join(', ')}; type: npm run docs\n`);
    process.exit(1);
  }
} else
  for (const [name, text] of wanted) {
    fs.mkdirSync(path.dirname(path.join(docs, name)), { recursive: true });
    fs.writeFileSync(path.join(docs, name), text);
  }
