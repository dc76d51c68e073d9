import { DiscoveryService } from '@nestjs/core';
import type { UnitOfWork } from '../database/database.js';

/** Marks a provider that prepares a new tenant (default pipeline, preferences). Runs in the sign-up's transaction and tenant; lower orders first. */
export const OnTenantCreated = DiscoveryService.createDecorator<{ readonly order: number }>();

export interface TenantPreparation {
  /** The owner acts; what throws here undoes the whole sign-up. */
  prepareTenant(unit: UnitOfWork): Promise<void>;
}
