import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import type { Reach, RecordAction, TenantPermission } from '@libs/contracts';
import { UiBanner, UiButton, UiDialog, UiIconButton, UiInput, UiToasts } from '@libs/ui';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { RecordTypesStore } from '../../../core/records/record-types.store.js';
import { SettingsGateway, type MemberRow } from '../settings.gateway.js';
import { exceptionsOf, GRANTABLE, keyOf, permissionsOf, RECORD_ACTIONS, withException, type Exception } from './exceptions.js';

/** What one member may do beyond their role, or may not although the role says so. Closes with true when it was saved. */
@Component({
  selector: 'app-exceptions-dialog',
  imports: [TranslocoPipe, UiBanner, UiButton, UiDialog, UiIconButton, UiInput],
  template: `
    <ui-dialog [heading]="'settings.exceptions.title' | transloco: { name: member.name }">
      <p class="lead">{{ 'settings.exceptions.lead' | transloco: { role: roleWord } }}</p>
      @if (problem(); as text) { <ui-banner tone="bad" class="mb-3">{{ text }}</ui-banner> }
      @if (list().length === 0) { <p class="none">{{ 'settings.exceptions.none' | transloco }}</p> }
      @else {
        <ul [attr.aria-label]="'settings.exceptions.list' | transloco">
          @for (exception of list(); track key(exception)) {
            <li><span>{{ wordsOf(exception) }}</span><button uiIconButton type="button" icon="trash-2" [label]="'settings.exceptions.remove' | transloco: { what: wordsOf(exception) }" (click)="remove(exception)"></button></li>
          }
        </ul>
      }
      <fieldset>
        <legend>{{ 'settings.exceptions.addRecords' | transloco }}</legend>
        <select uiInput [attr.aria-label]="'settings.exceptions.action' | transloco" (change)="action.set($any($event.target).value)">
          @for (each of actions; track each) { <option [value]="each" [selected]="each === action()">{{ 'settings.exceptions.actions.' + each | transloco }}</option> }
        </select>
        <select uiInput [attr.aria-label]="'settings.exceptions.records' | transloco" (change)="recordType.set($any($event.target).value)">
          @for (each of types(); track each.name) { <option [value]="each.name" [selected]="each.name === recordType()">{{ each.labelPlural }}</option> }
        </select>
        <select uiInput [attr.aria-label]="'settings.exceptions.reach' | transloco" (change)="chosenReach.set($any($event.target).value)">
          @for (each of reaches(); track each) { <option [value]="each" [selected]="each === reach()">{{ 'settings.exceptions.reaches.' + each | transloco }}</option> }
        </select>
        <button uiButton type="button" (click)="addRecord()">{{ 'settings.exceptions.add' | transloco }}</button>
      </fieldset>
      <fieldset>
        <legend>{{ 'settings.exceptions.addTenant' | transloco }}</legend>
        <select uiInput class="wide" [attr.aria-label]="'settings.exceptions.permission' | transloco" (change)="permission.set($any($event.target).value)">
          @for (each of permissions; track each) { <option [value]="each" [selected]="each === permission()">{{ 'settings.exceptions.permissions.' + each | transloco }}</option> }
        </select>
        <select uiInput [attr.aria-label]="'settings.exceptions.grant' | transloco" (change)="granted.set($any($event.target).value === 'yes')">
          <option value="yes" [selected]="granted()">{{ 'settings.exceptions.granted' | transloco }}</option>
          <option value="no" [selected]="!granted()">{{ 'settings.exceptions.taken' | transloco }}</option>
        </select>
        <button uiButton type="button" (click)="addTenant()">{{ 'settings.exceptions.add' | transloco }}</button>
      </fieldset>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'settings.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="button" [loading]="saving()" [disabled]="!changed()" (click)="save()">{{ 'settings.save' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `
    .lead { max-width: 64ch; margin: 0 0 14px; color: var(--muted); }
    .none { margin: 0 0 14px; padding: 12px; border: 1px dashed var(--line-strong); border-radius: var(--radius); color: var(--muted); }
    ul { margin: 0 0 14px; padding: 0; border: 1px solid var(--line); border-radius: var(--radius); list-style: none; }
    li { display: flex; gap: 8px; align-items: center; justify-content: space-between; padding: 5px 6px 5px 12px; border-top: 1px solid var(--line); }
    li:first-child { border-top: 0; }
    fieldset { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 12px; padding: 0; border: 0; }
    legend { padding: 0 0 6px; font-size: var(--text-sm); font-weight: 500; }
    select { flex: 1 1 130px; width: auto; }
    select.wide { flex-grow: 2; }
  `,
})
export class ExceptionsDialog {
  protected readonly member = inject<MemberRow>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean, ExceptionsDialog>>(DialogRef);
  private readonly gateway = inject(SettingsGateway);
  private readonly store = inject(RecordTypesStore);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly key = keyOf;
  protected readonly actions = RECORD_ACTIONS;
  protected readonly roleWord = this.transloco.translate(`roles.${this.member.role ?? 'MEMBER'}`);
  protected readonly permissions = GRANTABLE;
  protected readonly types = this.store.all;
  private readonly before = exceptionsOf(this.member.permissions);
  protected readonly list = signal(this.before);
  protected readonly changed = computed(() => JSON.stringify(permissionsOf(this.list())) !== JSON.stringify(permissionsOf(this.before)));
  protected readonly action = signal<RecordAction>('edit');
  protected readonly recordType = signal(this.types()[0]?.name ?? '');
  protected readonly chosenReach = signal<Reach>('any');
  protected readonly permission = signal<TenantPermission>(GRANTABLE[0]!);
  protected readonly granted = signal(true);
  protected readonly saving = signal(false);
  private readonly error = signal<AppError | null>(null);

  /** "Their own" says something only about records that have an owner, and nobody owns what is not made yet. */
  protected readonly reaches = computed<readonly Reach[]>(() => {
    const owned = this.store.find(this.recordType())?.fields.some((field) => field.name === 'ownerId') ?? false;
    return owned && this.action() !== 'create' ? ['any', 'own', 'none'] : ['any', 'none'];
  });
  protected readonly reach = computed<Reach>(() => (this.reaches().includes(this.chosenReach()) ? this.chosenReach() : 'any'));
  protected readonly problem = computed(() => {
    const error = this.error();
    return error && this.errors.inFull(error);
  });

  protected wordsOf(exception: Exception): string {
    const word = (key: string): string => this.transloco.translate(`settings.exceptions.${key}`);
    if (exception.kind === 'tenant') return `${word(`permissions.${exception.permission}`)}: ${word(exception.granted ? 'granted' : 'taken')}`;
    return `${word(`actions.${exception.action}`)} · ${this.store.find(exception.recordType)?.labelPlural ?? exception.recordType}: ${word(`reaches.${exception.reach}`)}`;
  }

  protected addRecord(): void {
    this.list.update((list) => withException(list, { kind: 'record', recordType: this.recordType(), action: this.action(), reach: this.reach() }));
  }

  protected addTenant(): void {
    this.list.update((list) => withException(list, { kind: 'tenant', permission: this.permission(), granted: this.granted() }));
  }

  protected remove(exception: Exception): void {
    this.list.update((list) => list.filter((each) => keyOf(each) !== keyOf(exception)));
  }

  protected async save(): Promise<void> {
    this.saving.set(true);
    this.error.set(null);
    try {
      await this.gateway.setPermissions(this.member.id, permissionsOf(this.list()));
      this.toasts.success(this.transloco.translate('settings.members.done.exceptions', { name: this.member.name }));
      this.ref.close(true);
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.saving.set(false);
    }
  }
}
