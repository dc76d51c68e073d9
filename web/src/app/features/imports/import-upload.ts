import { inject, Service } from '@angular/core';
import { AppError, type ClientErrorCode } from '../../core/graphql/app-error.js';
import { CLIENT_HEADERS, SessionRefresh } from '../../core/graphql/session-refresh.js';

/** Largest file the API takes, in bytes. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends files. Not `fetch`: only XMLHttpRequest tells how much of a body has left. */
@Service()
export class ImportUpload {
  private readonly session = inject(SessionRefresh);

  /**
   * @param progress called with the share sent, 0 to 1
   * @returns the id `createImport` takes
   * @throws AppError in the API's words; UNREACHABLE when the file could not be sent
   */
  async send(file: File, progress: (share: number) => void): Promise<string> {
    let answer = await this.post(file, progress);
    if (answer.status === 401 && (await this.session.renew()) === 'renewed') answer = await this.post(file, progress);
    const body = read(answer.text);
    if (answer.status < 300 && typeof body.id === 'string') return body.id;
    const error = body.error;
    throw new AppError((error?.code ?? 'UNREACHABLE') as ClientErrorCode, error?.details?.['file']?.[0] ?? error?.message ?? '', error?.details ?? {});
  }

  private post(file: File, progress: (share: number) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', `/files/imports?name=${encodeURIComponent(file.name)}`);
      // Whatever the browser thinks the file is: the API looks for itself.
      request.setRequestHeader('content-type', 'text/csv');
      for (const [name, value] of Object.entries(CLIENT_HEADERS)) request.setRequestHeader(name, value);
      request.upload.onprogress = (event) => progress(event.lengthComputable && event.total > 0 ? event.loaded / event.total : 0);
      request.onload = () => resolve({ status: request.status, text: request.responseText });
      request.onerror = () => reject(new AppError('UNREACHABLE', ''));
      request.send(file);
    });
  }
}

interface Body {
  readonly id?: unknown;
  readonly error?: { readonly code?: string; readonly message?: string; readonly details?: Readonly<Record<string, readonly string[]>> };
}

function read(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}
