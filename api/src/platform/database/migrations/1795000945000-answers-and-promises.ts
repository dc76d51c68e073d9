import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey, inScope } from '../schema-builder.js';

/** Answers of mutations that may be sent again, and jobs that Redis may lose. */
export class AnswersAndPromises1795000945000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'request_answers',
      columns: ['member_id uuid not null', 'request_key text not null', 'fingerprint text not null', 'answer text', 'created_at timestamptz(3) not null default now()'],
      constraints: [foreignKey('member_id', 'members', 'cascade'), 'constraint request_answers_key unique (tenant_id, member_id, request_key)'],
      // Old ones of all tenants are forgotten together.
      policies: [`maintenance_reads for select using (${inScope('dispatch')})`, `maintenance_forgets for delete using (${inScope('dispatch')})`],
    });
    await runner.query('create index request_answers_age on request_answers (created_at)');
    await createTenantTable(runner, {
      name: 'promised_jobs',
      columns: ['queue text not null', 'job_key text not null', 'name text not null', 'envelope jsonb not null', 'looked_at timestamptz(3) not null default now()'],
      constraints: ['constraint promised_jobs_key unique (tenant_id, queue, job_key)'],
      policies: [`dispatch_scope for all using (${inScope('dispatch')}) with check (${inScope('dispatch')})`],
    });
    await runner.query('create index promised_jobs_age on promised_jobs (looked_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table promised_jobs, request_answers');
  }
}
