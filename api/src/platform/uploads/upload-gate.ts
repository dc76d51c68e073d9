import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { finalize, type Observable } from 'rxjs';
import { fileTooLarge, validationError } from '../errors/app-error.js';
import { Uploads } from './uploads.service.js';

/** What an upload route says about the files it takes. */
export interface UploadDeclaration {
  readonly maxBytes: number;
  /** What is told to a caller who sends a form instead. */
  readonly noForm: string;
}

export const UPLOAD_METADATA = 'kinship:upload';
const FORMS = /^(multipart\/|application\/x-www-form-urlencoded)/i;

/** What every upload passes after the guards and before a byte of it is read. Routes get it with `@Upload`. */
@Injectable()
export class UploadGate implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly uploads: Uploads,
  ) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { maxBytes, noForm } = this.reflector.get<UploadDeclaration>(UPLOAD_METADATA, execution.getHandler());
    const request = execution.switchToHttp().getRequest<Request>();
    if (FORMS.test(request.headers['content-type'] ?? '')) throw validationError({ file: [noForm] });
    const announced = Number(request.headers['content-length'] ?? maxBytes);
    if (announced > maxBytes) throw fileTooLarge(maxBytes);
    await this.uploads.begin(request, announced, maxBytes);
    return next.handle().pipe(finalize(() => void this.uploads.end(request)));
  }
}
