import { computed, inject, Injectable, signal } from '@angular/core';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { ImportUpload } from './import-upload.js';
import { inSuggestedOrder, type ImportDetail } from './import-model.js';
import { ImportsGateway } from './imports.gateway.js';

export interface Upload {
  readonly key: number;
  readonly file: File;
  /** Share sent, 0 to 1. */
  readonly sent: number;
  readonly fileId: string | null;
  readonly record: ImportDetail | null;
  readonly problem: string;
  /** The columns fit no kind of record: a person has to say what the file holds. */
  readonly needsType: boolean;
}

/** Files on their way in; each becomes an import. One goes after another: the last of a slow line's worth is better than halves of all. */
@Injectable()
export class UploadQueue {
  private readonly upload = inject(ImportUpload);
  private readonly gateway = inject(ImportsGateway);
  private readonly errors = inject(ErrorText);
  private readonly list = signal<readonly Upload[]>([]);
  private last = 0;
  readonly uploads = this.list.asReadonly();
  readonly done = computed(() => this.list().length > 0 && this.list().every(({ record }) => record !== null));
  readonly working = computed(() => this.list().some(({ record, problem, needsType }) => !record && !problem && !needsType));
  /** What was uploaded, in the order that suits references between the files. */
  readonly ordered = computed(() => inSuggestedOrder(this.list().flatMap(({ record }) => record ?? [])));

  /** @param recordType null lets the API recognise it */
  async add(files: readonly File[], recordType: string | null): Promise<void> {
    const added = files.map((file): Upload => {
      this.last += 1;
      return { key: this.last, file, sent: 0, fileId: null, record: null, problem: '', needsType: false };
    });
    this.list.update((list) => [...list, ...added]);
    for (const upload of added) await this.send(upload.key, recordType);
  }

  async send(key: number, recordType: string | null): Promise<void> {
    const upload = this.list().find((each) => each.key === key);
    if (!upload) return;
    this.change(key, { problem: '', needsType: false });
    try {
      const fileId = upload.fileId ?? (await this.upload.send(upload.file, (sent) => this.change(key, { sent })));
      this.change(key, { fileId, sent: 1 });
      this.change(key, { record: await this.gateway.create(fileId, recordType) });
    } catch (error) {
      const unknownType = toAppError(error).reasonsFor('recordType').length > 0;
      this.change(key, { needsType: unknownType, problem: unknownType ? '' : this.errors.inFull(error) });
    }
  }

  /** Another kind of record than was recognised. */
  async retype(key: number, recordType: string): Promise<void> {
    const record = this.list().find((each) => each.key === key)?.record;
    if (!record) return this.send(key, recordType);
    try {
      this.change(key, { record: await this.gateway.changeMapping(record.id, { recordType }) });
    } catch (error) {
      this.change(key, { problem: this.errors.of(error) });
    }
  }

  /** Takes a file out; what the API has of it is cancelled. */
  async remove(key: number): Promise<void> {
    const record = this.list().find((each) => each.key === key)?.record;
    this.list.update((list) => list.filter((each) => each.key !== key));
    if (record) await this.gateway.cancel(record.id).catch((error: unknown) => this.errors.toast(error));
  }

  private change(key: number, change: Partial<Upload>): void {
    this.list.update((list) => list.map((each) => (each.key === key ? { ...each, ...change } : each)));
  }
}
