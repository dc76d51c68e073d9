import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import { BatchLoader } from '../../platform/records/batch-loader.js';
import { decodeRow, selectList, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { accountRecord } from './account.record.js';

/** An account at its place in a hierarchy. */
export interface TreeNode {
  readonly account: AnyRow;
  readonly parentId: string | null;
  /** 0 at the top. */
  readonly depth: number;
}

export interface AccountTree {
  /** The account at the very top. */
  readonly rootId: string;
  /** Parents before their children, siblings by name. */
  readonly nodes: readonly TreeNode[];
  /** There are more accounts in this hierarchy than are answered. */
  readonly truncated: boolean;
}

const MAX_NODES = 500;

/** Reads the hierarchy of accounts. Deleted accounts end a line; hidden ones are left out of the answer. */
@Injectable()
export class AccountHierarchy {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
  ) {}

  /** Accounts directly below, by name, archived ones left out. */
  readonly children = new BatchLoader<AnyRow[]>(
    async (ids) => {
      const parameters = new SqlParameters();
      const wanted = parameters.add(ids);
      const rows = await this.database.read(`select ${selectList(accountRecord, 't')} from accounts t
           where t.parent_id = any(${wanted}::uuid[]) and t.deleted_at is null and t.archived_at is null and ${abilityToSql('view', accountRecord, 't', parameters)}
           order by t.name, t.id`,
          parameters.values);
      return Map.groupBy(rows.map((row) => decodeRow(accountRecord.allFields, row)), (row) => row['parentId'] as string);
    },
    () => [],
  );

  readonly childCounts = new BatchLoader<number>(
    async (ids) => {
      const parameters = new SqlParameters();
      const wanted = parameters.add(ids);
      const rows = await this.database.read<{ id: string; count: number }>(`select t.parent_id as id, count(*)::int as count from accounts t
           where t.parent_id = any(${wanted}::uuid[]) and t.deleted_at is null and t.archived_at is null and ${abilityToSql('view', accountRecord, 't', parameters)} group by 1`,
          parameters.values);
      return new Map(rows.map((row) => [row.id, row.count]));
    },
    () => 0,
  );

  /** The line above each account, the nearest first. */
  readonly ancestors = new BatchLoader<AnyRow[]>(
    async (ids) => {
      const lines = await this.database.read<{ start: string; id: string }>(`with recursive line as (
             select a.id as start, a.parent_id as id, 1 as distance from accounts a where a.id = any($1::uuid[]) and a.parent_id is not null
             union all
             select l.start, a.parent_id, l.distance + 1 from line l join accounts a on a.id = l.id where a.parent_id is not null and a.deleted_at is null
           ) cycle id, start set circular using path
           select start, id from line where not circular order by start, distance`,
          [ids]);
      const accounts = new Map((await this.store.byIds(accountRecord, [...new Set(lines.map((line) => line.id))])).map((row) => [row.id, row]));
      const grouped = Map.groupBy(lines, (line) => line.start);
      return new Map([...grouped].map(([start, line]) => [start, line.flatMap(({ id }) => accounts.get(id) ?? [])]));
    },
    () => [],
  );

  /** The whole hierarchy that an account is in, from its top down. @throws NOT_FOUND */
  async tree(id: string): Promise<AccountTree> {
    const account = await this.store.get(accountRecord, id);
    const above = await this.ancestors.load(id);
    const root = above.at(-1) ?? account;
    const places = await this.database.read<{ id: string; parent_id: string | null; depth: number }>(`with recursive tree as (
           select a.id, null::uuid as parent_id, 0 as depth from accounts a where a.id = $1
           union all
           select a.id, a.parent_id, t.depth + 1 from tree t join accounts a on a.parent_id = t.id where a.deleted_at is null
         ) cycle id set circular using path
         select id, parent_id, depth from tree where not circular order by depth, id limit ${MAX_NODES + 1}`,
        [root.id]);
    const rows = new Map((await this.store.byIds(accountRecord, places.map((place) => place.id))).map((row) => [row.id, row]));
    const nodes = places.slice(0, MAX_NODES).flatMap((place): TreeNode[] => {
      const row = rows.get(place.id);
      return row ? [{ account: row, parentId: place.parent_id, depth: place.depth }] : [];
    });
    return { rootId: root.id, nodes: inOrder(nodes), truncated: places.length > MAX_NODES };
  }
}

/** Depth first, siblings by name, so that a client can draw the list as it comes. A node whose parent is hidden stands below none. */
function inOrder(nodes: readonly TreeNode[]): TreeNode[] {
  const known = new Set(nodes.map((node) => node.account.id));
  const below = Map.groupBy(nodes, (node) => (node.parentId && known.has(node.parentId) ? node.parentId : null));
  const walk = (parent: string | null): TreeNode[] =>
    (below.get(parent) ?? []).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))).flatMap((node) => [{ ...node, parentId: parent }, ...walk(node.account.id)]);
  return walk(null);
}

const nameOf = (node: TreeNode): string => String(node.account['name']);
