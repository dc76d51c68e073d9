import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { BulkModule } from '../bulk/index.js';
import { HandOver } from './hand-over.service.js';
import { Invitations } from './invitations.service.js';
import { memberRecord } from './member.record.js';
import { MembersResolver } from './members.resolver.js';
import { Members } from './members.service.js';
import { MembersSeed } from './members.seed.js';
import { Ownership } from './ownership.service.js';
import { teamRecord } from './team.record.js';
import './members.de.js';

@Module({ imports: [BulkModule], providers: [...provideRecord(memberRecord), ...provideRecord(teamRecord), HandOver, Invitations, Members, Ownership, MembersResolver, MembersSeed] })
export class MembersModule {}
