import { inject, Service, type Type } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { UiDialogs, UiToasts, type UiOption } from '@libs/ui';
import { firstValueFrom } from 'rxjs';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { fieldNamed, titleOf, type ClientRecord, type FieldMetadata, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { RecordsGateway, type Written } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { ConflictDialog, type ConflictData } from './conflict-dialog.js';
import { FieldViews } from './field-views.js';
import { RecordExtensions } from './record-extensions.js';
import { RecordFormDialog, type RecordFormData } from './record-form-dialog.js';

/** Creating, changing and removing records as people do it: with undo, and a way out of conflicts. Lists, panels and boards share it. */
@Service()
export class RecordEditing {
  private readonly gateway = inject(RecordsGateway);
  private readonly views = inject(FieldViews);
  private readonly extensions = inject(RecordExtensions);
  private readonly dialogs = inject(UiDialogs);
  private readonly toasts = inject(UiToasts);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private fetching = false;

  /** Opens the form. @returns the new record, or null when the person thought better of it */
  async create(data: RecordFormData): Promise<ClientRecord | null> {
    // The second click of a double click, while the form is on its way.
    if (this.fetching) return null;
    this.fetching = true;
    const form: Type<unknown> = (await this.extensions.form(data.type.name).finally(() => (this.fetching = false))) ?? RecordFormDialog;
    const ref = this.dialogs.open<Written, RecordFormData, unknown>(form, { data, size: 'lg' });
    const written = await firstValueFrom(ref.closed, { defaultValue: undefined });
    if (!written) return null;
    this.offerUndo('records.created', titleOf(data.type, written.record), written.changeSetId);
    return written.record;
  }

  /**
   * Saves one edited value: shown at once, undone with a click, and merged by the person when somebody was quicker.
   * @returns the record as saved, or null when nothing was
   */
  async edit(type: RecordTypeMetadata, record: ClientRecord, field: FieldMetadata, text: string | null, option?: UiOption): Promise<ClientRecord | null> {
    const value = this.views.toInput(field, text);
    // Nobody is shown a record without its name, not even until the API refuses.
    if (field.required && value === null) {
      this.toasts.error(this.transloco.translate('records.needed', { field: field.label }));
      return null;
    }
    const relations = field.relation && field.target ? { [field.relation]: option ? this.views.optionRecord(field, option) : null } : {};
    return this.save(type, record, { [field.name]: value }, relations);
  }

  /** Saves several values at once; see `edit`. */
  async save(type: RecordTypeMetadata, seen: ClientRecord, changes: Readonly<Record<string, unknown>>, relations: Readonly<Record<string, ClientRecord | null>> = {}): Promise<ClientRecord | null> {
    try {
      const { record, changeSetId } = await this.gateway.update(type, seen, changes, relations);
      this.offerUndo('records.saved', titleOf(type, record), changeSetId);
      return record;
    } catch (error) {
      const known = toAppError(error);
      if (known.code !== 'CONFLICT') {
        this.errors.toast(error, (name) => fieldNamed(type, name)?.label);
        return null;
      }
      const current = await this.gateway.refresh(type, seen.id);
      const contested = Object.keys(changes).some((name) => JSON.stringify(current[name] ?? null) !== JSON.stringify(seen[name] ?? null));
      // Somebody changed other fields: both changes stand, and nobody has to be asked.
      if (!contested) return this.save(type, current, changes, relations);
      const ref = this.dialogs.open<Readonly<Record<string, unknown>>, ConflictData, ConflictDialog>(ConflictDialog, { data: { type, seen, current, changes, relations }, size: 'lg' });
      const chosen = await firstValueFrom(ref.closed, { defaultValue: undefined });
      return chosen && Object.keys(chosen).length > 0 ? this.save(type, current, chosen, relations) : current;
    }
  }

  async archive(type: RecordTypeMetadata, record: ClientRecord): Promise<boolean> {
    return this.remove('records.archived', type, record, () => (record['archivedAt'] ? this.gateway.restore(type, record.id) : this.gateway.archive(type, record.id)));
  }

  async delete(type: RecordTypeMetadata, record: ClientRecord): Promise<boolean> {
    return this.remove('records.deleted', type, record, () => this.gateway.delete(type, record.id));
  }

  /** A toast whose Undo takes the change set back, and says what could not be. */
  offerUndo(key: string, title: string, changeSetId: string, undone?: () => void): void {
    this.offerUndoText(this.transloco.translate(key, { title }), changeSetId, undone);
  }

  /** The same with words of one's own; to somebody who may not undo, it only says what was done. */
  offerUndoText(text: string, changeSetId: string, undone?: () => void): void {
    if (this.session.has('revert:changes')) this.toasts.undoable(text, () => void this.revert(changeSetId, undone));
    else this.toasts.success(text);
  }

  async revert(changeSetId: string, undone?: () => void): Promise<void> {
    try {
      const { skipped } = await this.gateway.revert(changeSetId);
      if (skipped.length > 0) this.toasts.show({ text: this.transloco.translate('records.undonePartly', { reason: skipped[0]!.reason }), tone: 'bad' });
      else this.toasts.success(this.transloco.translate('records.undone'));
      undone?.();
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private async remove(key: string, type: RecordTypeMetadata, record: ClientRecord, act: () => Promise<string>): Promise<boolean> {
    try {
      this.offerUndo(key, titleOf(type, record), await act());
      return true;
    } catch (error) {
      this.errors.toast(error);
      return false;
    }
  }

  /** Page of a record. */
  pageOf(type: RecordTypeMetadata, id: string): string {
    return `/${type.plural}/${id}`;
  }

  /** Goes from a record that was merged to the one it became part of, in the panel or on the page, wherever it was shown. */
  follow(type: RecordTypeMetadata, from: string, to: string): void {
    const url = this.router.url.includes(from) ? this.router.url.replace(from, to) : this.pageOf(type, to);
    void this.router.navigateByUrl(url, { replaceUrl: true });
  }

  openPage(type: RecordTypeMetadata, id: string): void {
    void this.router.navigateByUrl(this.pageOf(type, id));
  }
}
