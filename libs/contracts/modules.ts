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
  'analytics-reports': { name: 'Analytics and reports', description: 'Dashboards and a report builder over every record type.', tier: 'premium', category: 'crm', defaultLimits: {} },
  'white-label': { name: 'White label', description: 'Logo, colours, fonts and domains of your own.', tier: 'enterprise', category: 'crm', defaultLimits: {} },
  'ai-assistant': { name: 'Assistant', description: 'Reads and proposes changes in plain language.', tier: 'premium', category: 'ai', defaultLimits: {} },
  'ai-chatbot': { name: 'Chatbot', description: 'Answers visitors of your site and takes in leads.', tier: 'premium', category: 'ai', defaultLimits: { conversations: 1000, messagesPerConversation: 50 } },
  'ai-document-analyzer': { name: 'Document analyzer', description: 'Reads documents and takes fields from them.', tier: 'premium', category: 'ai', defaultLimits: { documentsPerMonth: 100, pagesPerDocument: 50 } },
  'ai-lead-scoring': { name: 'Lead scoring', description: 'Scores leads by your own history, with reasons.', tier: 'premium', category: 'ai', defaultLimits: { scoredLeads: 1000 } },
  'ai-email-assistant': { name: 'E-mail assistant', description: 'Writes, shortens and answers e-mails.', tier: 'premium', category: 'ai', defaultLimits: { emailsPerMonth: 500 } },
  'ai-forecasting': { name: 'Forecasting', description: 'Revenue by period, with its range.', tier: 'premium', category: 'ai', defaultLimits: {} },
  'ai-enrichment': { name: 'Enrichment', description: 'Proposes what is missing about companies and people.', tier: 'premium', category: 'ai', defaultLimits: {} },
  'ai-product-descriptions': { name: 'Product descriptions', description: 'Texts for products in your tone and language.', tier: 'premium', category: 'ai', defaultLimits: {} },
  'ai-scheduling': { name: 'Scheduling', description: 'Booking pages that know your calendars.', tier: 'premium', category: 'ai', defaultLimits: {} },
  'ai-client-intake': { name: 'Client intake', description: 'Public forms whose answers become records after review.', tier: 'premium', category: 'ai', defaultLimits: {} },
  'ai-content-generator': { name: 'Content generator', description: 'Posts, campaigns and case studies in your voice.', tier: 'premium', category: 'ai', defaultLimits: {} },
  pmo: { name: 'Projects', description: 'Projects, tasks, milestones and meetings for clients.', tier: 'premium', category: 'pmo', defaultLimits: { projects: 50, tasksPerProject: 500 } },
  'integration-google': { name: 'Google', description: 'Mail, calendar and contacts of Google Workspace.', tier: 'premium', category: 'integration', defaultLimits: {} },
  'integration-microsoft': { name: 'Microsoft', description: 'Mail, calendar and contacts of Microsoft 365.', tier: 'premium', category: 'integration', defaultLimits: {} },
  'integration-slack': { name: 'Slack', description: 'Messages to your channels.', tier: 'premium', category: 'integration', defaultLimits: {} },
  'integration-hubspot': { name: 'HubSpot', description: 'Records kept in step with HubSpot.', tier: 'enterprise', category: 'integration', defaultLimits: {} },
  'integration-salesforce': { name: 'Salesforce', description: 'Records kept in step with Salesforce.', tier: 'enterprise', category: 'integration', defaultLimits: { syncRecordsPerDay: 10000 } },
} as const satisfies Record<string, Omit<LicensedModule, 'id'>>;

export type ModuleId = keyof typeof registry;

/**
 * Every module that can be licensed, by id: the names, tiers and limits that licences, guards and plans agree on. Being here offers nothing to anybody: a tenant
 * has the modules of its rows in `tenant_modules`, and what is not built is in nobody's.
 */
export const MODULES: Readonly<Record<ModuleId, LicensedModule>> = Object.fromEntries(
  Object.entries(registry).map(([id, module]) => [id, { id, ...module }]),
) as unknown as Readonly<Record<ModuleId, LicensedModule>>;

/** State of one module for one tenant. */
export type ModuleTier = 'TRIAL' | 'BASIC' | 'PREMIUM' | 'ENTERPRISE';
