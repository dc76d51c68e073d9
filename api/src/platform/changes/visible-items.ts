import { abilityToSql, type SqlParameters } from '../access/ability-to-sql.js';
import { currentMemberId } from '../context/request-context.js';
import { recordTypes } from '../records/record-registry.js';

/**
 * A condition on items `i` of the trail and their sets `s` that holds for those about records which the present actor may view: whoever reads the audit log
 * sees no more of a colleague's reminders and private views there than anywhere else. Of a record that is gone for good only what one did oneself.
 */
export function visibleItems(parameters: SqlParameters): string {
  const me = parameters.add(currentMemberId());
  const branches = recordTypes().flatMap((type) => {
    const seen = abilityToSql('view', type, 't', parameters);
    if (seen === 'true') return [];
    return [`when '${type.name}' then coalesce((select ${seen} from ${type.table} t where t.tenant_id = i.tenant_id and t.id = i.record_id), s.actor_member_id = ${me}::uuid, false)`];
  });
  return branches.length > 0 ? `case i.record_type ${branches.join(' ')} else true end` : `(${me}::uuid is null or true)`;
}
