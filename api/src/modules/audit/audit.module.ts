import { Module } from '@nestjs/common';
import { AuditResolver } from './audit.resolver.js';
import { Audit } from './audit.service.js';

/** The workspace's audit trail, read. */
@Module({ providers: [Audit, AuditResolver] })
export class AuditModule {}
