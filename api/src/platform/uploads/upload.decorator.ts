import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { UPLOAD_METADATA, UploadGate, type UploadDeclaration } from './upload-gate.js';

/**
 * Declares a route whose body is a file. What can be known before the body arrives is decided before a byte of it is read: whether the caller may (`@Operation`), the content
 * type, the announced length, and how many files are on their way already. The route reads the body with `Uploads.receive`.
 */
export const Upload = (declaration: UploadDeclaration): MethodDecorator => applyDecorators(SetMetadata(UPLOAD_METADATA, declaration), UseInterceptors(UploadGate));
