import type { ActivityType } from './activity.record.js';

/** What a team that sells and introduces a data platform does all day; `{first}` is the person, `{account}` their company. */
export interface DemoTemplate {
  readonly type: ActivityType;
  readonly subject: string;
  readonly description?: string;
  /** How it ended, once it is done. */
  readonly outcome?: string;
  readonly minutes?: number;
}

/** Things that were done. */
export const DONE: readonly DemoTemplate[] = [
  { type: 'CALL', subject: 'First call with {first}', description: 'They came to us after the webinar on month-end reporting.', outcome: 'Three systems, no common customer number. Wants to see how we match records.', minutes: 25 },
  { type: 'CALL', subject: 'Called {first} about the offer', outcome: 'Board meets next week; the training days are still in question.', minutes: 15 },
  { type: 'CALL', subject: 'Check-in after go-live', outcome: 'Finance uses it daily. Operations still exports to spreadsheets; offered a half-day session.', minutes: 20 },
  { type: 'CALL', subject: 'Returned the call of {first}', outcome: 'Question about user rights for the auditors. Sent the guide.', minutes: 10 },
  { type: 'CALL', subject: 'Left a message for {first}', outcome: 'Voicemail; asked for a call back before Thursday.', minutes: 2 },
  { type: 'EMAIL', subject: 'Sent the revised offer', description: 'Two licences fewer, support for the first year included. Valid for thirty days.' },
  { type: 'EMAIL', subject: 'Answers to the security questionnaire', description: '84 questions answered; the three on data residency need a word from their side.', outcome: '{first} forwarded it to the data protection officer.' },
  { type: 'EMAIL', subject: 'Summary of the workshop', description: 'Decisions, open points and who does what by when.' },
  { type: 'EMAIL', subject: 'Introduced the implementation lead', outcome: '{first} proposed two dates for the kick-off.' },
  { type: 'EMAIL', subject: 'Case study for {account}', description: 'The one from the manufacturing customer with four plants.' },
  { type: 'MEETING', subject: 'Kick-off at {account}', description: 'Scope, timetable, access to the source systems.', outcome: 'Agreed on eight weeks. {first} names a data owner for each system.', minutes: 120 },
  { type: 'MEETING', subject: 'Quarterly review', description: 'Use, open tickets, plans for the next quarter.', outcome: 'Happy with the support. Warehouse project moves to next year.', minutes: 60 },
  { type: 'MEETING', subject: 'Price negotiation', outcome: 'They want twelve per cent; we can do eight if they sign for two years.', minutes: 45 },
  { type: 'MEETING', subject: 'Requirements with finance', outcome: 'Consolidation across entities is what matters. Everything else can wait.', minutes: 90 },
  { type: 'DEMO', subject: 'Demo for the operations team', description: 'With their own shipment data, anonymised.', outcome: 'Six people, good questions. {first} wants a pilot with one site.', minutes: 50 },
  { type: 'DEMO', subject: 'Dashboard demo for management', outcome: 'Liked the drill-down. Asked twice about mobile.', minutes: 40 },
  { type: 'PROPOSAL', subject: 'Proposal for {account}', description: 'Platform, migration and three training days, in two variants.' },
  { type: 'CONTRACT', subject: 'Contract sent for signature', outcome: 'Their legal department has changed the liability clause; ours looks at it.' },
  { type: 'NOTE', subject: 'New budget year starts in April', description: 'According to {first} nothing above fifty thousand is signed before that.' },
  { type: 'NOTE', subject: 'Competitor in the picture', description: '{first} mentioned a cheaper offer without migration. We should talk about what the migration saves.' },
  { type: 'NOTE', subject: 'Change of responsibility', description: '{first} takes over the project; the former sponsor has left.' },
  { type: 'LINKEDIN_MESSAGE', subject: 'Message to {first}', description: 'Congratulated on the new site and asked who looks after reporting there.', outcome: 'Answered within the hour and named a colleague.' },
  { type: 'SMS', subject: 'Confirmed the appointment', outcome: 'Confirmed.' },
  { type: 'TASK', subject: 'Prepare figures for the review', outcome: 'In the shared folder.' },
  { type: 'TASK', subject: 'Send references', outcome: 'Two references from the same industry, both agreed to take a call.' },
];

/** Things that are still to be done. */
export const PLANNED: readonly DemoTemplate[] = [
  { type: 'CALL', subject: 'Call {first} about the decision', minutes: 15 },
  { type: 'CALL', subject: 'Ask procurement for the order number', minutes: 10 },
  { type: 'CALL', subject: 'Follow up on the offer with {first}', description: 'Last word: waiting for the budget round.', minutes: 20 },
  { type: 'EMAIL', subject: 'Send {first} the revised timetable' },
  { type: 'EMAIL', subject: 'Answer the open security questions', description: 'Data residency and sub-processors.' },
  { type: 'MEETING', subject: 'Steering meeting at {account}', description: 'Progress, risks, the second region.', minutes: 60 },
  { type: 'MEETING', subject: 'Workshop on data quality', description: 'Bring the list of duplicates.', minutes: 180 },
  { type: 'MEETING', subject: 'Lunch with {first}', minutes: 75 },
  { type: 'DEMO', subject: 'Demo of the new reporting', minutes: 45 },
  { type: 'TASK', subject: 'Prepare the renewal for {account}', description: 'Use over the year, open tickets, proposal for the next term.' },
  { type: 'TASK', subject: 'Update the project plan' },
  { type: 'TASK', subject: 'Check the contract changes', description: 'Clause 9 and the price annex.' },
  { type: 'TASK', subject: 'Book travel for the kick-off' },
  { type: 'PROPOSAL', subject: 'Write the proposal for {account}', description: 'Two variants: with and without the migration.' },
];

/** Without a date: some day. */
export const SOME_DAY: readonly DemoTemplate[] = [
  { type: 'TASK', subject: 'Collect ideas for the reference story with {account}' },
  { type: 'TASK', subject: 'Find out who runs logistics at {account}' },
  { type: 'TASK', subject: 'Clean up the contacts of {account}' },
];
