import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Operation } from '../../platform/access/operation.decorator.js';
import { validationError } from '../../platform/errors/app-error.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { Upload } from '../../platform/uploads/upload.decorator.js';
import { Uploads } from '../../platform/uploads/uploads.service.js';
import { MAX_PICTURE, pictureType } from './feedback-model.js';
import { FeedbackBox } from './feedback.service.js';

const HEAD_BYTES = 16;

/** Pictures that come with feedback. What they are is read from their bytes, never from their name or header. */
@Controller()
export class FeedbackPicturesController {
  constructor(
    private readonly files: FileStore,
    private readonly feedback: FeedbackBox,
    private readonly uploads: Uploads,
  ) {}

  /** `POST /files/feedback` with the bytes of a PNG, JPEG or WebP as the body. @returns `{ id }` for `sendFeedback`. @throws VALIDATION_ERROR */
  @Post('files/feedback')
  @Operation({ module: 'crm-core', permission: 'member' })
  @Upload({ maxBytes: MAX_PICTURE, noForm: 'Send the bytes of the picture as the body.' })
  async upload(@Req() request: Request): Promise<{ id: string }> {
    await this.feedback.checkAllowance();
    const stored = await this.uploads.receive(request);
    const type = pictureType(await this.headOf(stored.key, stored.bytes));
    if (!type) {
      await this.files.remove(stored.key);
      throw validationError({ file: ['Only PNG, JPEG and WebP pictures are taken.'] });
    }
    return { id: await this.feedback.keepPicture(stored, type) };
  }

  /** `GET /files/feedback/:id`. @throws NOT_FOUND, FORBIDDEN, UNAUTHENTICATED */
  @Get('files/feedback/:id')
  @Operation({ module: 'crm-core', permission: 'manage:settings' })
  async download(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const { storageKey, contentType, bytes } = await this.feedback.picture(id);
    response.set({ 'content-type': contentType, 'content-length': String(bytes), 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-store' });
    // A reader that goes away in the middle is no failure of ours.
    await pipeline(this.files.read(storageKey), response).catch(() => undefined);
  }

  private async headOf(key: string, bytes: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.files.readRange(key, 0, Math.min(bytes, HEAD_BYTES))) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
}
