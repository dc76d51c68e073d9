import { SetMetadata } from '@nestjs/common';
import type { ModuleId, RecordAction, TenantPermission } from '@libs/contracts';

/**
 * Who may call an operation: holders of a permission on a record type, or of a tenant permission; any active member; any signed-in user, with
 * or without a tenant; anybody.
 */
export type OperationPermission = { readonly record: string; readonly action: RecordAction } | TenantPermission | 'member' | 'user' | 'public';

/** What every query, mutation and subscription says about itself; one that says nothing stops the boot. */
export interface OperationDeclaration {
  /** The licensed module it belongs to; `platform` for sessions and the like, which no licence switches off. */
  readonly module: ModuleId | 'platform';
  readonly permission: OperationPermission;
}

export const OPERATION_METADATA = 'kinship:operation';

/** Declares an operation's licence and permission, which the global guard enforces before the resolver runs. */
export const Operation = (declaration: OperationDeclaration): MethodDecorator => SetMetadata(OPERATION_METADATA, declaration);
