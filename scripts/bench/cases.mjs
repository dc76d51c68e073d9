/**
 * What is measured: the GraphQL request a person's screen makes, and the SQL by which a bare handler answers the same rows as JSON.
 * `floor(tenant, ids)` is one statement; `$1` is a value that differs from call to call.
 */
export const CASES = [
  {
    name: 'list of 50 contacts with their account',
    query: '{ contacts(first: 50, sort: [{ field: lastName, direction: ASC }], filter: { jobTitle: { eq: "Buyer" } }) { nodes { id firstName lastName email jobTitle account { id name } } pageInfo { endCursor hasNextPage } } }',
    variables: () => ({}),
    floor: (tenant) => `select coalesce(json_agg(r), '[]') from (select c.id, c.first_name, c.last_name, c.email, c.job_title, json_build_object('id', a.id, 'name', a.name) as account
      from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id where c.tenant_id = '${tenant}' and c.deleted_at is null and c.archived_at is null and c.job_title = 'Buyer'
      order by c.last_name, c.id limit 50) r where $1::text is not null`,
  },
  {
    name: 'one account',
    query: 'query ($id: ID!) { account(id: $id) { id version name industry website phone annualRevenue owner { id name } } }',
    variables: (random, ids) => ({ id: ids[Math.floor(random() * ids.length)] }),
    key: ({ id }) => id,
    floor: (tenant) => `select row_to_json(r) from (select a.id, a.version, a.name, a.industry, a.website, a.phone, a.annual_revenue, json_build_object('id', m.id, 'name', m.name) as owner
      from accounts a left join members m on m.tenant_id = a.tenant_id and m.id = a.owner_id where a.tenant_id = '${tenant}' and a.id = $1::uuid) r`,
  },
  {
    name: 'search with a typing error',
    query: 'query ($query: String!) { search(query: $query, types: ["contact"], first: 10) { hits { recordId title detail } } }',
    variables: (random) => ({ query: `Petersn${Math.floor(random() * 900) + 100}` }),
    key: ({ query }) => query.toLowerCase(),
    floor: (tenant) => `select coalesce(json_agg(r), '[]') from (select id, first_name, last_name from contacts where tenant_id = '${tenant}' and deleted_at is null and search_text %> $1 order by word_similarity($1, search_text) desc limit 10) r`,
  },
  {
    name: 'sums of the board',
    query: 'query { opportunityBoard { count amountBase stages { count amountBase stage { id name } } } }',
    variables: () => ({}),
    floor: (tenant) => `select coalesce(json_agg(r), '[]') from (select o.stage_id, count(*), sum(o.amount_base) from opportunities o where o.tenant_id = '${tenant}' and o.deleted_at is null group by o.stage_id) r where $1::text is not null`,
  },
  {
    name: 'create a contact',
    query: 'mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id version } changeSetId } }',
    variables: (random) => ({ input: { firstName: 'Bench', lastName: `Mark ${random()}` } }),
    key: ({ input }) => input.lastName,
    floor: (tenant) => `with r as (insert into contacts (tenant_id, first_name, last_name) values ('${tenant}', 'Bench', $1) returning id, version) select row_to_json(r) from r`,
  },
];
