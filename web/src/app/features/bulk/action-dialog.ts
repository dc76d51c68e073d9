import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { DecimalPipe } from '@angular/common';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiCombobox, UiDialog, UiField, UiIconButton, UiTagInput, type OptionSearch, type UiOption } from '@libs/ui';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import type { FieldMetadata, RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { FieldControl } from '../records/field-control.js';
import { FieldViews } from '../records/field-views.js';
import { TagSuggestions } from '../tags/tag-suggestions.js';
import type { ActionData } from './bulk-commands.js';
import { BulkGateway, type BulkInput, type BulkPreview } from './bulk.gateway.js';
import { BulkWork } from './bulk-work.js';
import { fieldsToEdit, MOST_FIELDS } from './edit-fields.js';
import { NounPipe } from '../../core/i18n/noun.js';

/** One field and what it is set to. */
interface Setting {
  readonly field: FieldMetadata | null;
  readonly value: unknown;
}

const ACTIONS = { assign: 'ASSIGN', edit: 'UPDATE', archive: 'ARCHIVE', restore: 'RESTORE', delete: 'DELETE' } as const;

/** Asks what to set, says how many records it will change, and begins. */
@Component({
  imports: [NounPipe, DecimalPipe, FieldControl, TranslocoPipe, UiBanner, UiButton, UiCombobox, UiDialog, UiField, UiIconButton, UiTagInput],
  templateUrl: './action-dialog.html',
  styles: `
    form { display: flex; flex-direction: column; gap: 14px; }
    .row { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 6px; align-items: end; padding-bottom: 12px; border-bottom: 1px solid var(--line); }
    .row:not(:has(> button)) > ui-field, .row > ui-field:last-child:not(:first-child) { grid-column: 1 / -1; }
    .modes { display: flex; gap: 6px; margin: 0; padding: 0; border: 0; }
    .modes legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .modes label { display: flex; gap: 7px; align-items: center; min-height: 32px; padding: 0 12px 0 4px; }
    .about { margin: 0; color: var(--muted); }
    .start { align-self: flex-start; }
  `,
})
export class ActionDialog {
  protected readonly data = inject<ActionData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean, ActionDialog>>(DialogRef);
  private readonly gateway = inject(BulkGateway);
  private readonly work = inject(BulkWork);
  private readonly views = inject(FieldViews);
  private readonly records = inject(RecordsGateway);
  private readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);
  protected readonly suggestions = inject(TagSuggestions);

  protected readonly type: RecordTypeMetadata = this.data.type;
  protected readonly preview = signal<BulkPreview | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly starting = signal(false);
  protected readonly owner = signal<string | null>(null);
  protected readonly tags = signal<readonly string[]>([]);
  protected readonly tagMode = signal<'ADD_TAGS' | 'REMOVE_TAGS'>('ADD_TAGS');
  protected readonly group = signal<string | null>(null);
  protected readonly groupMode = signal<'ADD_TO_GROUP' | 'REMOVE_FROM_GROUP'>('ADD_TO_GROUP');
  /** Groups put together by hand that this person may change. */
  protected readonly groupSearch: OptionSearch = async (query) => {
    const own = this.session.can('edit', 'contactGroup', { ownerId: null, visibility: 'SHARED' }) ? {} : { ownerId: { in: ['me'] } };
    return this.records.options('contactGroup', query, { kind: { eq: 'STATIC' }, ...own });
  };
  protected readonly settings = signal<readonly Setting[]>([{ field: null, value: null }]);
  private readonly editable = fieldsToEdit(this.type);
  protected readonly ownerField = this.type.fields.find((field) => field.name === 'ownerId');
  protected readonly ownerSearch: OptionSearch | null = this.ownerField ? this.views.searchOf(this.ownerField, {}) : null;

  protected readonly canAdd = computed(() => this.settings().length < MOST_FIELDS && this.settings().every(({ field }) => field));
  protected readonly none = computed(() => this.preview()?.permitted === 0);
  protected readonly ready = computed(() => {
    if (this.none()) return false;
    if (this.data.verb === 'tag') return this.tags().length > 0;
    if (this.data.verb === 'group') return this.group() !== null;
    return this.data.verb !== 'edit' || this.settings().every(({ field }) => field);
  });
  protected readonly problem = computed(() => {
    const error = this.error();
    if (!error) return null;
    return this.errors.inFull(error);
  });

  constructor() {
    if (this.data.verb === 'tag') this.suggestions.prepare();
    this.gateway.preview(this.input()).then((preview) => this.preview.set(preview), (error: unknown) => this.error.set(toAppError(error)));
  }

  /** Fields that no other line sets. */
  protected fieldOptions(index: number): readonly UiOption[] {
    const taken = new Set(this.settings().flatMap(({ field }, at) => (field && at !== index ? [field.name] : [])));
    return this.editable.filter((field) => !taken.has(field.name)).map((field) => ({ value: field.name, label: field.label }));
  }

  protected choose(index: number, name: string | null): void {
    const field = this.editable.find((each) => each.name === name) ?? null;
    this.change(index, { field, value: field?.kind === 'boolean' ? false : field?.kind === 'tags' ? [] : null });
  }

  protected setValue(index: number, value: unknown): void {
    this.change(index, { field: this.settings()[index]!.field, value });
  }

  protected add(): void {
    this.settings.update((settings) => [...settings, { field: null, value: null }]);
  }

  protected remove(index: number): void {
    this.settings.update((settings) => settings.filter((_setting, at) => at !== index));
  }

  protected async start(event: Event): Promise<void> {
    event.preventDefault();
    if (this.starting() || !this.ready()) return;
    this.starting.set(true);
    this.error.set(null);
    try {
      await this.work.start(this.input());
      this.ref.close(true);
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.starting.set(false);
    }
  }

  private change(index: number, setting: Setting): void {
    this.settings.update((settings) => settings.map((each, at) => (at === index ? setting : each)));
  }

  private input(): BulkInput {
    const { verb, selection } = this.data;
    const base = { recordType: this.type.name, selection };
    if (verb === 'tag') return { ...base, action: this.tagMode(), tags: [...this.tags()] };
    if (verb === 'group') return { ...base, action: this.groupMode(), groupId: this.group() };
    if (verb === 'assign') return { ...base, action: 'ASSIGN', ownerId: this.owner() };
    if (verb !== 'edit') return { ...base, action: ACTIONS[verb] };
    return { ...base, action: 'UPDATE', values: Object.fromEntries(this.settings().flatMap(({ field, value }) => (field ? [[field.name, value === '' ? null : value]] : []))) };
  }
}
