import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkDrag, type CdkDragDrop, CdkDragHandle, CdkDropList, moveItemInArray } from '@angular/cdk/drag-drop';
import { afterNextRender, Component, computed, DestroyRef, ElementRef, inject, Injector, input, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiDialogs, UiEmpty, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem, UiSkeleton } from '@libs/ui';
import { firstValueFrom } from 'rxjs';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { usePage } from '../../../core/page/page.js';
import { RecordTypesStore } from '../../../core/records/record-types.store.js';
import { RecordsLive } from '../../../core/records/records-live.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { RecordEditing } from '../../records/record-editing.js';
import { UndoableWrites } from '../../records/undoable-writes.js';
import { CustomFieldsGateway, type Allowance, type CustomField } from './custom-fields.gateway.js';
import { DeleteFieldDialog, type DeleteFieldData } from './delete-field-dialog.js';
import { FieldDialog, type FieldDialogData } from './field-dialog.js';
import { KINDS } from './field-kinds.js';

/** The fields that a workspace adds to its records, by record type and in their order. The handle drags; Alt and an arrow on it move the field, too. */
@Component({
  selector: 'app-custom-fields-page',
  imports: [CdkDrag, CdkDragHandle, CdkDropList, TranslocoPipe, UiBadge, UiBanner, UiButton, UiEmpty, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem, UiSkeleton],
  templateUrl: './custom-fields-page.html',
  styleUrls: ['../sales/sales-settings.css', './custom-fields-page.css'],
})
export class CustomFieldsPage {
  /** Query parameter: the record type in view. */
  readonly type = input<string>();
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(CustomFieldsGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly writes = inject(UndoableWrites);
  private readonly editing = inject(RecordEditing);
  private readonly dialogs = inject(UiDialogs);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly transloco = inject(TranslocoService);
  private readonly fields = signal<readonly CustomField[] | null>(null);
  protected readonly allowance = signal<Allowance | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly icons = KINDS;
  protected readonly editable = computed(() => this.session.has('manage:customFields'));
  protected readonly takers = computed(() => this.types.all().filter((type) => type.customizable));
  protected readonly chosen = computed(() => this.takers().find((each) => each.name === this.type()) ?? this.takers()[0] ?? null);
  /** In the order just asked for, until the answer is there. */
  protected readonly shown = linkedSignal(() => this.fields()?.filter((field) => field.recordType === this.chosen()?.name && !field.archivedAt) ?? null);
  protected readonly archived = computed(() => this.fields()?.filter((field) => field.recordType === this.chosen()?.name && field.archivedAt) ?? []);

  protected readonly reload = async (): Promise<void> => {
    try {
      const [{ fields, allowance }] = await Promise.all([this.gateway.all(), this.types.reload()]);
      this.fields.set(fields);
      this.allowance.set(allowance);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  };

  constructor() {
    usePage(() => ({ title: this.transloco.translate('customFields.title') }));
    void this.reload();
    inject(RecordsLive).events.pipe(takeUntilDestroyed(inject(DestroyRef))).subscribe((event) => {
      if (event.kind === 'RESYNC' || event.recordType === 'customField') void this.reload();
    });
  }

  protected countOf(recordType: string): number {
    return this.fields()?.filter((field) => field.recordType === recordType && !field.archivedAt).length ?? 0;
  }

  protected choose(type: string): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: { type }, queryParamsHandling: 'merge' });
  }

  protected async open(field: CustomField | null): Promise<void> {
    const data: FieldDialogData = { recordType: this.chosen()!.name, field };
    const changeSetId = await firstValueFrom(this.dialogs.open<string, FieldDialogData, FieldDialog>(FieldDialog, { data, size: 'lg' }).closed, { defaultValue: undefined });
    if (!changeSetId) return;
    await this.reload();
    this.editing.offerUndoText(this.transloco.translate(field ? 'customFields.changed' : 'customFields.added'), changeSetId, () => void this.reload());
  }

  protected archive(field: CustomField): void {
    void this.writes.run('customFields.archivedOne', { label: field.label }, () => this.gateway.archive(field.id), this.reload);
  }

  protected restore(field: CustomField): void {
    void this.writes.run('customFields.restoredOne', { label: field.label }, () => this.gateway.restore(field.id), this.reload);
  }

  protected async delete(field: CustomField): Promise<void> {
    try {
      const data: DeleteFieldData = { label: field.label, records: await this.gateway.recordsWithValue(field.id) };
      const typed = await firstValueFrom(this.dialogs.open<string, DeleteFieldData, DeleteFieldDialog>(DeleteFieldDialog, { data, size: 'sm' }).closed, { defaultValue: undefined });
      if (typed) await this.writes.run('customFields.deletedOne', { label: field.label }, () => this.gateway.delete(field.id, typed), this.reload);
    } catch (error) {
      this.errors.toast(error);
    }
  }

  protected drop(event: CdkDragDrop<unknown>): void {
    if (event.previousIndex !== event.currentIndex) void this.reorder(event.previousIndex, event.currentIndex);
  }

  protected onKey(event: KeyboardEvent, index: number): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const to = index + (event.key === 'ArrowUp' ? -1 : 1);
    const field = this.shown()?.[index];
    if (!field || to < 0 || to >= this.shown()!.length) return;
    void this.reorder(index, to);
    void this.announcer.announce(this.transloco.translate('customFields.movedTo', { label: field.label, place: to + 1 }));
    afterNextRender(() => this.host.querySelectorAll<HTMLElement>('.handle')[to]?.focus(), { injector: this.injector });
  }

  private async reorder(from: number, to: number): Promise<void> {
    const next = [...this.shown()!];
    moveItemInArray(next, from, to);
    this.shown.set(next);
    const ids = [...next, ...this.archived()].map((field) => field.id);
    await this.writes.run('customFields.reordered', {}, () => this.gateway.reorder(this.chosen()!.name, ids), this.reload);
  }
}
