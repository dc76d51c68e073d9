import { createMongoAbility, subject, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { type PackRule, unpackRules } from '@casl/ability/extra';
import { TENANT_PERMISSIONS, type RecordAction, type TenantPermission } from '@libs/contracts';

type Rule = RawRuleOf<MongoAbility>;

/** What the signed-in member may do, from the rules the API sends with `me`. The API decides again at every call: this only hides what would be refused. */
export class Abilities {
  static readonly none = new Abilities([], []);
  private readonly ability: MongoAbility;
  private readonly tenant: ReadonlySet<string>;

  constructor(rules: unknown, tenant: readonly string[]) {
    this.ability = createMongoAbility(asRules(rules));
    this.tenant = new Set(tenant);
  }

  /** `can('edit', 'account', account)`: this record; without a record, at least some. Needs `ownerId` in the record for "own" rules. */
  can(action: RecordAction, recordType: string, record?: object): boolean {
    return this.ability.can(action, record ? subject(recordType, { ...record }) : recordType);
  }

  /** `has('manage:pipelines')`: a permission about the whole tenant. */
  has(permission: TenantPermission): boolean {
    return this.tenant.has(permission) || this.ability.can(permission, 'workspace');
  }
}

function asRules(value: unknown): Rule[] {
  if (!Array.isArray(value)) return [];
  const packed = value.every((rule) => Array.isArray(rule));
  return packed ? unpackRules(value as PackRule<Rule>[]) : (value as Rule[]);
}

export const isTenantPermission = (value: string): value is TenantPermission => value in TENANT_PERMISSIONS;
