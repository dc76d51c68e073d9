import { Controller, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { requirePermission } from '../../platform/access/ability.js';
import { Operation } from '../../platform/access/operation.decorator.js';
import { AppError, validationError } from '../../platform/errors/app-error.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { Upload } from '../../platform/uploads/upload.decorator.js';
import { Uploads } from '../../platform/uploads/uploads.service.js';
import { ImportStore } from './import-store.js';

/** Largest file that is taken, in bytes. */
const MAX_BYTES = 100 * 1_048_576;
/** What a member may send in an hour, in bytes: far above what anybody moves in with, far below what fills a disk. */
const MOST_AN_HOUR = 10 * MAX_BYTES;

/** The door for files; what is done with them goes over GraphQL. */
@Controller()
export class ImportUploadController {
  constructor(
    private readonly files: FileStore,
    private readonly store: ImportStore,
    private readonly uploads: Uploads,
  ) {}

  /**
   * `POST /files/imports?name=accounts.csv` with the bytes of the file as the body, whatever its content type but JSON and forms.
   *
   * @returns `{ id, name, bytes }`; the id is what `createImport` takes
   * @throws VALIDATION_ERROR for a file that is too large or empty, or a form; RATE_LIMITED for a member who has sent too much within the hour; FORBIDDEN, UNAUTHENTICATED
   */
  @Post('files/imports')
  @Operation({ module: 'crm-core', permission: 'import:records' })
  @Upload({ maxBytes: MAX_BYTES, noForm: 'Send the bytes of the file as the body, with a type such as text/csv or application/json.' })
  async upload(@Req() request: Request, @Query('name') name?: string): Promise<{ id: string; name: string; bytes: number }> {
    requirePermission('import:records');
    await this.requireRoom(request);
    const stored = await this.uploads.receive(request);
    if (stored.bytes === 0) {
      await this.files.remove(stored.key);
      throw validationError({ file: ['The file is empty.'] });
    }
    const called = fileName(name);
    return { id: await this.store.insertFile({ ...stored, name: called }), name: called, bytes: stored.bytes };
  }

  /** Those count that are still on their way, so that many sent at once are refused before they have arrived. */
  private async requireRoom(request: Request): Promise<void> {
    const [sent, underWay] = await Promise.all([this.store.bytesOfThisHour(), this.uploads.bytesBeside(request)]);
    if (sent + underWay < MOST_AN_HOUR) return;
    throw new AppError('RATE_LIMITED', `You have sent ${MOST_AN_HOUR / 1_048_576} MB of files within an hour. Send the next one later.`, { retryAfter: 3600 });
  }
}

/** The name without folders and what can't be shown. */
const fileName = (given: string | undefined): string =>
  (typeof given === 'string' ? given : '')
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\p{C}/gu, '')
    .trim()
    .slice(0, 200) || 'Unnamed file';
