/**
 * A SELECT of the topics of imports whose file, to the byte, was later imported to its end under another
 * mapping (`landing` attached): every row has been tried again, so what was refused under the first one is
 * settled. Under one mapping the same bytes are imported once. A topic is `file:<name>@<checksum>-<mapping>`,
 * of CloudEvents without the mapping.
 */
export const supersededTopics = `
  select 'file:' || name || '@' || left(checksum, 16)
    || case when mapping_hash = 'cloudevents' then '' else '-' || left(mapping_hash, 8) end as topic
  from landing.imports
  qualify import_id < max(import_id) over (partition by checksum)`;
