import { Module } from '@nestjs/common';
import { AuditExportController } from './audit-export.controller.js';
import { AuditResolver } from './audit.resolver.js';
import { Audit } from './audit.service.js';
import './audit.de.js';

/** The workspace's audit trail, read. */
@Module({ controllers: [AuditExportController], providers: [Audit, AuditResolver] })
export class AuditModule {}
