import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiCombobox, UiDialog, UiField, UiInput, type UiOption } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';

export interface TagDialogData {
  readonly verb: 'rename' | 'merge';
  readonly name: string;
  readonly count: number;
  /** Other tags, to merge into. */
  readonly others: readonly UiOption[];
  /** Does it; what it throws is said in the dialog. */
  readonly run: (to: string) => Promise<void>;
}

/** Asks what a tag is to be called, or which other one it becomes part of. */
@Component({
  selector: 'app-tag-dialog',
  imports: [TranslocoPipe, UiBanner, UiButton, UiCombobox, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="'tags.' + data.verb + 'Title' | transloco: { name: data.name }">
      <form id="tag-form" (submit)="save($event)">
        <p>{{ 'tags.' + data.verb + 'Text' | transloco: { count: data.count, name: data.name } }}</p>
        @if (data.verb === 'rename') {
          <ui-field [label]="'tags.name' | transloco"><input uiInput maxlength="60" autocomplete="off" [value]="to()" (input)="to.set($any($event.target).value)" /></ui-field>
        } @else {
          <ui-field [label]="'tags.into' | transloco"><ui-combobox [value]="to() || null" [options]="data.others" (valueChange)="to.set($event ?? '')" /></ui-field>
        }
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close(false)">{{ 'tags.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="tag-form" [disabled]="!ready()" [loading]="saving()">{{ 'tags.' + data.verb | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `
    form { display: flex; flex-direction: column; gap: 14px; }
    p { margin: 0; color: var(--muted); line-height: 1.5; }
  `,
})
export class TagDialog {
  protected readonly data = inject<TagDialogData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean, TagDialog>>(DialogRef);
  private readonly errors = inject(ErrorText);
  protected readonly to = signal(this.data.verb === 'rename' ? this.data.name : '');
  protected readonly saving = signal(false);
  protected readonly problem = signal<string | null>(null);

  protected ready(): boolean {
    const to = this.to().trim();
    return to !== '' && to !== this.data.name;
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.ready() || this.saving()) return;
    this.saving.set(true);
    this.problem.set(null);
    try {
      await this.data.run(this.to().trim());
      this.ref.close(true);
    } catch (error) {
      this.problem.set(this.errors.inFull(error));
    } finally {
      this.saving.set(false);
    }
  }
}
