/** A part of the product that a tenant's owner can switch on and off. */
export interface LicensedModule {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tier: 'core' | 'premium' | 'enterprise';
  readonly category: 'crm' | 'ai' | 'integration' | 'pmo';
  /** Limits a tenant starts with; a key that is absent is unlimited. */
  readonly defaultLimits: Readonly<Record<string, number>>;
}

const registry = {
  'crm-core': {
    name: 'CRM core',
    description: 'Accounts, contacts, pipelines, opportunities, products, activities and imports.',
    tier: 'core',
    category: 'crm',
    defaultLimits: {},
  },
} as const satisfies Record<string, Omit<LicensedModule, 'id'>>;

export type ModuleId = keyof typeof registry;

/** Every module that exists, by id. A module joins when its code does. */
export const MODULES: Readonly<Record<ModuleId, LicensedModule>> = Object.fromEntries(
  Object.entries(registry).map(([id, module]) => [id, { id, ...module }]),
) as unknown as Readonly<Record<ModuleId, LicensedModule>>;

/** State of one module for one tenant. */
export type ModuleTier = 'TRIAL' | 'BASIC' | 'PREMIUM' | 'ENTERPRISE';
