import { chance, oneOf, weighted } from './big/chance.mjs';

/**
 * What is measured: the GraphQL request a person's screen makes, and one statement by which a bare handler answers the same as JSON. Each is a function of a workspace;
 * `next(random)` makes the variables of one request, `key` what of them the statement is told. Statements name the tenant: the floor owes nobody isolation.
 */
export const READS = [listCase, filteredListCase, countedListCase, detailCase, searchCase, boardCase, dashboardCase];
export const WRITES = [createCase, updateCase, stageCase];

const LIFECYCLES = ['LEAD', 'MQL', 'SQL', 'OPPORTUNITY', 'CUSTOMER', 'CHURNED'];
const CONTACTS = 'id firstName lastName email jobTitle lifecycle account { id name }';
const CONTACT_ROWS = `json_build_object('id', c.id, 'firstName', c.first_name, 'lastName', c.last_name, 'email', c.email, 'jobTitle', c.job_title, 'lifecycle', c.lifecycle,
  'account', case when a.id is null then null else json_build_object('id', a.id, 'name', a.name) end)`;
const contactsOf = ({ tenantId }, condition) => `from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
  where c.tenant_id = '${tenantId}' and c.deleted_at is null and c.archived_at is null and ${condition} order by c.last_name, c.id limit 50`;

function listCase(workspace) {
  return {
    name: 'list of 50 contacts with account', goal: 0.5,
    query: `{ contacts(first: 50, sort: [{ field: lastName, direction: ASC }]) { nodes { ${CONTACTS} } pageInfo { endCursor hasNextPage } } }`,
    yardstick: `{ allContacts(first: 50, orderBy: [LAST_NAME_ASC, ROW_ID_ASC], condition: { deletedAt: null, archivedAt: null }) { nodes { id: rowId firstName lastName email jobTitle lifecycle
      account: accountByTenantIdAndAccountId { id: rowId name } } pageInfo { endCursor hasNextPage } } }`,
    next: () => ({}), key: () => '',
    floor: `select json_build_object('data', json_build_object('nodes', json_agg(r.node))) from (select ${CONTACT_ROWS} as node ${contactsOf(workspace, '$1::text is not null')}) r`,
  };
}

function filteredListCase(workspace) {
  return {
    name: 'list, filtered and sorted', goal: 0.5,
    query: `query ($lifecycle: ContactLifecycle!) { contacts(first: 50, filter: { lifecycle: { eq: $lifecycle } }, sort: [{ field: lastName, direction: ASC }]) { nodes { ${CONTACTS} } pageInfo { endCursor hasNextPage } } }`,
    next: (random) => ({ lifecycle: oneOf(LIFECYCLES, random()) }), key: ({ lifecycle }) => lifecycle,
    floor: `select json_build_object('data', json_build_object('nodes', json_agg(r.node))) from (select ${CONTACT_ROWS} as node ${contactsOf(workspace, 'c.lifecycle = $1::text')}) r`,
  };
}

function countedListCase(workspace) {
  return {
    name: 'list with the number of all', goal: 0.5,
    query: `query ($lifecycle: ContactLifecycle!) { contacts(first: 50, filter: { lifecycle: { eq: $lifecycle } }, sort: [{ field: lastName, direction: ASC }]) { totalCount nodes { ${CONTACTS} } pageInfo { endCursor hasNextPage } } }`,
    next: (random) => ({ lifecycle: oneOf(LIFECYCLES, random()) }), key: ({ lifecycle }) => lifecycle,
    // The product remembers large numbers; the floor is spared the counting altogether.
    floor: filteredListCase(workspace).floor,
  };
}

function detailCase(workspace) {
  const { tenantId } = workspace;
  return {
    name: 'contact with relations and timeline', goal: 0.5,
    query: `query ($id: ID!) { contact(id: $id) { id version firstName lastName jobTitle email phone mobile lifecycle leadSource mailingCity lastContactedAt createdAt owner { id name } account { id name industry website contactCount } }
      timeline(recordType: "contact", recordId: $id, first: 20) { nodes { id kind at title actorName changes { field label beforeText afterText } activity { id type subject status occurredAt } } pageInfo { hasNextPage endCursor } } }`,
    next: (random) => ({ id: workspace.idOf('contact', Math.floor(random() * workspace.contacts)) }), key: ({ id }) => id,
    floor: `select json_build_object('data', json_build_object(
        'contact', (select json_build_object('id', c.id, 'version', c.version, 'firstName', c.first_name, 'lastName', c.last_name, 'jobTitle', c.job_title, 'email', c.email, 'phone', c.phone, 'mobile', c.mobile, 'lifecycle', c.lifecycle, 'leadSource', c.lead_source,
            'mailingCity', c.mailing_city, 'lastContactedAt', c.last_contacted_at, 'createdAt', c.created_at, 'owner', json_build_object('id', m.id, 'name', m.name),
            'account', json_build_object('id', a.id, 'name', a.name, 'industry', a.industry, 'website', a.website, 'contactCount', (select count(*) from contacts o where o.tenant_id = a.tenant_id and o.account_id = a.id and o.deleted_at is null)))
          from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id left join members m on m.tenant_id = c.tenant_id and m.id = c.owner_id where c.tenant_id = '${tenantId}' and c.id = $1::uuid),
        'timeline', (select json_agg(t) from (
          (select a.id, 'ACTIVITY' as kind, a.occurred_at as at, a.subject as title, m.name as "actorName", json_build_object('id', a.id, 'type', a.type, 'subject', a.subject, 'status', a.status, 'occurredAt', a.occurred_at)::text as more from activities a
             left join members m on m.tenant_id = a.tenant_id and m.id = a.owner_id where a.tenant_id = '${tenantId}' and a.contact_id = $1::uuid and a.deleted_at is null order by a.occurred_at desc limit 20)
          union all
          (select i.id, 'CREATED', i.created_at, i.title, s.actor_name, i.after::text from change_items i join change_sets s on s.tenant_id = i.tenant_id and s.id = i.change_set_id
             where i.tenant_id = '${tenantId}' and i.record_type = 'contact' and i.record_id = $1::uuid order by i.created_at desc limit 20) order by 3 desc limit 20) t)))`,
  };
}

function searchCase(workspace) {
  return {
    name: 'search with a typing error', goal: 0.5,
    query: 'query ($query: String!) { search(query: $query, first: 10) { hits { recordType recordId title detail score } } }',
    next: (random) => {
      const { given } = workspace.contact(Math.floor(random() * workspace.contacts));
      const at = 1 + Math.floor(random() * (given.lastName.length - 2));
      // Two letters change places, the commonest error of all.
      return { query: `${given.firstName} ${given.lastName.slice(0, at)}${given.lastName[at + 1]}${given.lastName[at]}${given.lastName.slice(at + 2)}` };
    },
    key: ({ query }) => query.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''),
    floor: `select json_build_object('data', json_agg(r)) from (select 'contact' as "recordType", id as "recordId", first_name || ' ' || last_name as title, job_title as detail, word_similarity($1, search_text) as score
      from contacts where tenant_id = '${workspace.tenantId}' and deleted_at is null and search_text %> split_part($1, ' ', 1) and search_text %> split_part($1, ' ', 2) order by 5 desc limit 10) r`,
  };
}

const CARD = 'id version name amount currency amountBase probability status stageId stageChangedAt expectedCloseOn stage { id name } owner { id name } account { id name }';

function boardCase(workspace) {
  const { tenantId } = workspace;
  return {
    // A third of a megabyte an answer: nobody has a hundred of them open at once.
    name: 'board of 1,000 deals', goal: 0.5, connections: 10,
    query: `{ opportunityBoard { count amountBase weightedBase stages { count amountBase weightedBase stage { id name colour } opportunities(first: 166) { nodes { ${CARD} } pageInfo { hasNextPage endCursor } } } } }`,
    next: () => ({}), key: () => '',
    floor: `select json_build_object('data', json_agg(json_build_object('stage', json_build_object('id', s.id, 'name', s.name, 'colour', s.colour), 'count', n.count, 'amountBase', n.amount, 'nodes', cards.nodes))) from stages s
      left join lateral (select count(*) as count, sum(o.amount_base) as amount, sum(o.weighted_amount_base) from opportunities o where o.tenant_id = s.tenant_id and o.pipeline_id = s.pipeline_id and o.stage_id = s.id and o.deleted_at is null and o.archived_at is null) n on true
      left join lateral (select json_agg(c.node) as nodes from (select json_build_object('id', o.id, 'version', o.version, 'name', o.name, 'amount', o.amount, 'currency', o.currency, 'amountBase', o.amount_base, 'probability', o.probability, 'status', o.status,
          'stageId', o.stage_id, 'stageChangedAt', o.stage_changed_at, 'expectedCloseOn', o.expected_close_on, 'stage', json_build_object('id', s.id, 'name', s.name), 'owner', json_build_object('id', m.id, 'name', m.name), 'account', json_build_object('id', a.id, 'name', a.name)) as node
        from (select * from opportunities o where o.tenant_id = s.tenant_id and o.stage_id = s.id and o.deleted_at is null and o.archived_at is null order by o.stage_changed_at desc, o.id desc limit 166) o
        left join members m on m.tenant_id = o.tenant_id and m.id = o.owner_id left join accounts a on a.tenant_id = o.tenant_id and a.id = o.account_id) c) cards on true
      where s.tenant_id = '${tenantId}' and s.deleted_at is null and $1::text is not null`,
  };
}

const TASK = 'id type subject status priority dueAt occurredAt account { id name } contact { id firstName lastName }';

function dashboardCase(workspace) {
  const { tenantId, actor } = workspace;
  const mine = `tenant_id = '${tenantId}' and owner_id = '${actor.id}' and deleted_at is null and archived_at is null`;
  return {
    name: 'sums and tasks of the dashboard', goal: 0.5,
    query: `{ home { counts { overdue today upcoming undated } overdue { ${TASK} } today { ${TASK} } upcoming { ${TASK} } recentRecords { recordType recordId title label at }
      pipelineSummary { currency openCount openAmountBase weightedAmountBase wonThisMonthCount wonThisMonthAmountBase } } }`,
    next: () => ({}), key: () => '',
    floor: `select json_build_object('data', json_build_object(
      'counts', (select json_build_object('overdue', count(*) filter (where occurred_at < now()), 'upcoming', count(*) filter (where occurred_at >= now())) from activities where ${mine} and status in ('PLANNED', 'IN_PROGRESS')),
      'tasks', (select json_agg(t) from (select a.id, a.type, a.subject, a.status, a.priority, a.due_at, a.occurred_at, json_build_object('id', c.id, 'firstName', c.first_name, 'lastName', c.last_name) as contact, json_build_object('id', o.id, 'name', o.name) as account
        from activities a left join contacts c on c.tenant_id = a.tenant_id and c.id = a.contact_id left join accounts o on o.tenant_id = a.tenant_id and o.id = a.account_id
        where a.tenant_id = '${tenantId}' and a.owner_id = '${actor.id}' and a.deleted_at is null and a.archived_at is null and a.status in ('PLANNED', 'IN_PROGRESS') order by a.occurred_at limit 30) t),
      'recent', (select json_agg(r) from (select i.record_type, i.record_id, i.title, s.label, s.created_at from (select * from change_sets where tenant_id = '${tenantId}' and actor_member_id = '${actor.id}' order by created_at desc, id desc limit 8) s
        cross join lateral (select * from change_items i where i.tenant_id = s.tenant_id and i.change_set_id = s.id order by i.id limit 1) i) r),
      'pipeline', (select json_build_object('openCount', count(*) filter (where status = 'OPEN'), 'open', sum(amount_base) filter (where status = 'OPEN'), 'weighted', sum(weighted_amount_base) filter (where status = 'OPEN'),
        'won', sum(amount_base) filter (where status = 'WON' and closed_on >= date_trunc('month', now()))) from opportunities where ${mine}))) where $1::text is not null`,
  };
}

function createCase({ tenantId }) {
  return {
    name: 'create a contact', write: true,
    query: 'mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id version } changeSetId } }',
    next: (random) => ({ input: { firstName: 'Bench', lastName: `Mark ${random()}`, email: `mark${random()}@bench.example`, jobTitle: 'Buyer' } }), key: ({ input }) => input.lastName,
    floor: `with r as (insert into contacts (tenant_id, first_name, last_name, email, job_title, search_text) values ('${tenantId}', 'Bench', $1, lower($1) || '@bench.example', 'Buyer', 'bench ' || lower($1)) returning id, version) select json_build_object('data', row_to_json(r)) from r`,
  };
}

function updateCase(workspace) {
  return {
    name: 'update a contact', write: true,
    query: 'mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contact { id version jobTitle } changeSetId } }',
    next: (random) => ({ input: { id: workspace.idOf('contact', Math.floor(random() * workspace.contacts)), jobTitle: `Buyer ${Math.floor(random() * 10_000)}` } }), key: ({ input }) => input.id,
    floor: `with r as (update contacts set job_title = 'Buyer ' || floor(random() * 10000), version = version + 1, updated_at = now() where tenant_id = '${workspace.tenantId}' and id = $1::uuid returning id, version, job_title) select json_build_object('data', row_to_json(r)) from r`,
  };
}

function stageCase(workspace) {
  const { tenantId, stages } = workspace;
  const open = stages.filter(({ type }) => type === 'OPEN');
  return {
    name: 'move a deal to another stage', write: true,
    query: 'mutation ($id: ID!, $stage: ID!) { moveOpportunityStage(id: $id, stageId: $stage) { opportunity { id version stageId probability weightedAmountBase } changeSetId } }',
    next: (random) => ({ id: workspace.idOf('opportunity', Math.floor(random() * workspace.opportunities)), stage: oneOf(open, random()).id }), key: ({ id }) => id,
    floor: `with r as (update opportunities set stage_id = '${open[0].id}', status = 'OPEN', stage_changed_at = now(), version = version + 1, updated_at = now() where tenant_id = '${tenantId}' and id = $1::uuid returning id, version, stage_id) select json_build_object('data', row_to_json(r)) from r`,
  };
}

/** What a team at work asks for, in a believable mix. */
export function mixCase(workspace) {
  const parts = [[listCase, 20], [filteredListCase, 17], [countedListCase, 8], [detailCase, 22], [searchCase, 8], [boardCase, 3], [dashboardCase, 8], [createCase, 5], [updateCase, 6], [stageCase, 3]].map(([make, weight]) => [make(workspace), weight]);
  return { name: 'mix of all', goal: 0.3, pick: weighted(parts) };
}

/** Numbers of a run: the same for product and floor. */
export const numbers = (salt) => chance(salt, 99, 1);
