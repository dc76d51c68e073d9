import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { Invitations } from './invitations.service.js';
import { memberRecord } from './member.record.js';
import { MembersResolver } from './members.resolver.js';
import { Members } from './members.service.js';
import { MembersSeed } from './members.seed.js';
import { teamRecord } from './team.record.js';
import './members.de.js';

@Module({ providers: [...provideRecord(memberRecord), ...provideRecord(teamRecord), Invitations, Members, MembersResolver, MembersSeed] })
export class MembersModule {}
