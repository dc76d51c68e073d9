import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Operation } from '../../platform/access/operation.decorator.js';
import { BYTE_ORDER_MARK, csvLine } from '../exports/index.js';
import { Audit } from './audit.service.js';
import type { AuditFilter } from './audit.types.js';

const PAGE = 200;
const HEADER = ['at', 'by', 'via', 'what', 'undone', 'record type', 'record', 'record id', 'operation', 'field', 'before', 'after'];

/** The audit log as a file: a line for each field that was changed, newest first, read page by page while it is sent. */
@Controller()
export class AuditExportController {
  constructor(private readonly audit: Audit) {}

  /** `GET /files/audit.csv` with the filter of `auditLog` as query parameters. @throws VALIDATION_ERROR, FORBIDDEN, UNAUTHENTICATED */
  @Get('files/audit.csv')
  @Operation({ module: 'crm-core', permission: 'view:audit' })
  async download(@Query() query: Readonly<Record<string, unknown>>, @Res() response: Response): Promise<void> {
    const filter = filterOf(query);
    // What is wrong with the filter is told before the first byte is sent.
    await this.audit.entries(filter, 1, null);
    response.set({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="audit.csv"', 'cache-control': 'private, no-store' });
    // A reader that goes away in the middle is no failure of ours.
    await pipeline(Readable.from(this.lines(filter)), response).catch(() => undefined);
  }

  private async *lines(filter: AuditFilter): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + textLine(HEADER);
    for (let after: string | null = null; ; ) {
      const page = await this.audit.entries(filter, PAGE, after);
      for (const entry of page.nodes) {
        const head = [entry.at, entry.actorName, entry.via, entry.label, entry.reverted ? 'yes' : ''];
        for (let last: string | null = null; ; ) {
          const items = await this.audit.items(entry.id, PAGE, last);
          for (const item of items.nodes) {
            const subject = [item.recordType, item.title, item.recordId, item.operation];
            if (item.changes.length === 0) yield textLine([...head, ...subject, '', '', '']);
            for (const change of item.changes) yield textLine([...head, ...subject, change.label, change.beforeText ?? '', change.afterText ?? '']);
          }
          if (!items.pageInfo.hasNextPage) break;
          last = items.pageInfo.endCursor;
        }
      }
      if (!page.pageInfo.hasNextPage) return;
      after = page.pageInfo.endCursor;
    }
  }
}

const textLine = (texts: readonly string[]): string => csvLine(texts.map((text) => (text ? { kind: 'text', text } : { kind: 'empty' })));

function filterOf(query: Readonly<Record<string, unknown>>): AuditFilter {
  const text = (key: string): string | null => (typeof query[key] === 'string' && query[key] !== '' ? query[key] : null);
  return { actorId: text('actorId'), via: text('via'), recordType: text('recordType'), recordId: text('recordId'), search: text('search'), from: text('from'), until: text('until') };
}
