import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DEFINERS_PATH } from '../schema-builder.js';

/** Functions that run as the schema's owner don't look among temporary objects first, where whoever asks could have put their own tables and views. */
export class DefinersPath1795000961000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterDefiners(runner, DEFINERS_PATH);
  }

  async down(runner: QueryRunner): Promise<void> {
    await alterDefiners(runner, 'public');
  }
}

async function alterDefiners(runner: QueryRunner, path: string): Promise<void> {
  const functions = (await runner.query(`select oid::regprocedure::text as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and pg_get_userbyid(proowner) = current_user`)) as { name: string }[];
  for (const { name } of functions) await runner.query(`alter function ${name} set search_path = ${path}`);
}
