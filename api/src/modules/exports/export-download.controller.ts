import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { requireCan, requirePermission } from '../../platform/access/ability.js';
import { Operation } from '../../platform/access/operation.decorator.js';
import { notFound } from '../../platform/errors/app-error.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { FileStore } from '../../platform/storage/file-store.js';
import type { ExportFormat } from './export-model.js';
import { ExportStore } from './export-store.js';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  CSV: 'text/csv; charset=utf-8',
  JSON: 'application/json; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Where exported files are fetched. The address alone opens nothing: session, permission and expiry are asked each time. */
@Controller()
export class ExportDownloadController {
  constructor(
    private readonly files: FileStore,
    private readonly store: ExportStore,
  ) {}

  /** `GET /files/exports/:id`. @throws NOT_FOUND for what is not there (any more), FORBIDDEN, UNAUTHENTICATED */
  @Get('files/exports/:id')
  @Operation({ module: 'crm-core', permission: 'export:records' })
  async download(@Param('id') id: string, @Res() response: Response): Promise<void> {
    requirePermission('export:records');
    if (!UUID.test(id)) throw notFound('This export');
    const record = await this.store.get(id);
    requireCan('view', recordTypeNamed(record.recordType));
    if (record.status !== 'READY' || !record.storageKey || !record.expiresAt || Date.parse(record.expiresAt) < Date.now()) throw notFound('The file of this export');
    response.set({
      'content-type': TYPES[record.format],
      'content-length': String(record.bytes),
      'content-disposition': `attachment; filename="${record.name}"`,
      'cache-control': 'private, no-store',
    });
    // A reader that goes away in the middle is no failure of ours.
    await pipeline(this.files.read(record.storageKey), response).catch(() => undefined);
  }
}
