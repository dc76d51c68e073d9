export { OpportunitiesModule } from './opportunities.module.js';
export { lineItemRecord, type LineItem } from './line-item.record.js';
export { opportunityContactRecord, type OpportunityContact } from './opportunity-contact.record.js';
export { LOST_REASONS, OPPORTUNITY_STATUSES, opportunityRecord, type Opportunity, type OpportunityStatus } from './opportunity.record.js';
