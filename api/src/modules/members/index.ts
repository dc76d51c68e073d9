export { handOverRest, joinHandOvers } from './hand-over-participants.js';
export { memberRecord } from './member.record.js';
export { MembersModule } from './members.module.js';
export { teamRecord } from './team.record.js';
