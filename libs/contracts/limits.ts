/** How many custom fields, archived ones included, a workspace may have by its plan. */
export const CUSTOM_FIELD_LIMITS = { TRIAL: 50, STARTER: 50, PROFESSIONAL: 200, ENTERPRISE: 1000 } as const;
