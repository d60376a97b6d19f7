/** What each product sold is called: its name in the catalogue, else that of its latest line; columns sku, name. */
export const productNamesSql = `
  select l.sku, coalesce(max(p.name), max_by(l.product_name, (l.version_landed_seq, l.line_number))) as name
  from order_lines as l left join products as p on p.sku = l.sku
  where l.sku is not null
  group by l.sku`;
