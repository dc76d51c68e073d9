import type { MigrationInterface, QueryRunner } from 'typeorm';
import { foreignKey } from '../../../platform/database/schema-builder.js';

/** Activities point at opportunities, which are younger; and a member's latest changes are found without reading everybody's. */
export class ActivitiesOfOpportunities1795000210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table activities add constraint activities_opportunity_fk ${foreignKey('opportunity_id', 'opportunities')}`);
    await runner.query('create index change_sets_actor on change_sets (tenant_id, actor_member_id, created_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index change_sets_actor');
    await runner.query('alter table activities drop constraint activities_opportunity_fk');
  }
}
