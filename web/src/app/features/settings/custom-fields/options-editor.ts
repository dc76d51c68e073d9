import { CdkDrag, type CdkDragDrop, CdkDragHandle, CdkDropList, moveItemInArray } from '@angular/cdk/drag-drop';
import { afterNextRender, Component, ElementRef, inject, Injector, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuRadio } from '@libs/ui';
import { hueOf, OPTION_COLOURS } from '../../../core/records/option-colour.js';
import type { OptionDraft } from './field-kinds.js';

/** The options of a select in their order. The handle drags; Alt and an arrow on it move the option, too. Enter in a label goes on to a new one. */
@Component({
  selector: 'app-options-editor',
  imports: [CdkDrag, CdkDragHandle, CdkDropList, TranslocoPipe, UiButton, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuRadio],
  template: `
    <ul cdkDropList [attr.aria-label]="'customFields.options' | transloco" (cdkDropListDropped)="drop($event)">
      @for (option of options(); track $index; let i = $index) {
        <li cdkDrag cdkDragLockAxis="y" [class.archived]="option.archived">
          <button uiIconButton size="sm" type="button" class="handle" cdkDragHandle icon="grip-vertical" [iconSize]="14" [label]="'customFields.moveOption' | transloco: { label: option.label }" (keydown)="onKey($event, i)"></button>
          <button type="button" class="colour" [style.--dot]="hue(option.colour)" [attr.aria-label]="'customFields.colourOf' | transloco: { label: option.label }" [uiMenuFor]="menu"></button>
          <ng-template #menu>
            <ui-menu>
              @for (colour of colours; track colour) { <button uiMenuRadio [checked]="option.colour === colour" (triggered)="change(i, { colour })"><i class="dot" [style.background]="hue(colour)"></i>{{ 'customFields.colours.' + colour | transloco }}</button> }
            </ui-menu>
          </ng-template>
          <input uiInput class="label" maxlength="80" [attr.aria-label]="'customFields.optionLabel' | transloco" [value]="option.label" (input)="change(i, { label: $any($event.target).value })" (keydown.enter)="next($event)" />
          @if (option.value) {
            <button uiIconButton size="sm" type="button" [icon]="option.archived ? 'archive-restore' : 'archive'" [iconSize]="14" [label]="(option.archived ? 'customFields.restoreOption' : 'customFields.archiveOption') | transloco: { label: option.label }" (click)="change(i, { archived: !option.archived })"></button>
          }
          <button uiIconButton size="sm" type="button" icon="x" [iconSize]="14" [label]="'customFields.removeOption' | transloco: { label: option.label }" (click)="remove(i)"></button>
        </li>
      }
    </ul>
    <button uiButton size="sm" type="button" (click)="add()"><ui-icon name="plus" [size]="14" />{{ 'customFields.addOption' | transloco }}</button>
  `,
  styles: `
    ul { margin: 0 0 6px; padding: 0; list-style: none; }
    li { display: flex; gap: 6px; align-items: center; padding: 3px 0; }
    .label { flex: 1; min-width: 0; }
    .archived .label { color: var(--muted); text-decoration: line-through; }
    .handle { cursor: grab; }
    .colour { display: grid; flex: none; place-items: center; width: 28px; height: 28px; padding: 0; border: 0; border-radius: var(--radius-sm); background: none; }
    .colour::before { content: ''; width: 14px; height: 14px; border-radius: 50%; background: var(--dot); }
    .colour:hover { background: var(--hover); }
    .dot { display: inline-block; width: 10px; height: 10px; margin-right: 8px; border-radius: 50%; }
    .cdk-drag-preview { border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow-lg); }
    .cdk-drag-placeholder { opacity: 0.35; }
  `,
})
export class OptionsEditor {
  readonly options = model.required<readonly OptionDraft[]>();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  protected readonly colours = OPTION_COLOURS;

  protected hue(colour: string | null): string {
    return hueOf(colour) ?? 'var(--faint)';
  }

  protected change(index: number, changes: Partial<OptionDraft>): void {
    this.options.update((options) => options.map((option, at) => (at === index ? { ...option, ...changes } : option)));
  }

  protected add(): void {
    // Each new one in the next colour, so that a list is told apart without any work.
    const colour = OPTION_COLOURS[(this.options().length % (OPTION_COLOURS.length - 1)) + 1]!;
    this.options.update((options) => [...options, { value: null, label: '', colour, archived: false }]);
    this.focus('.label', this.options().length - 1);
  }

  protected next(event: Event): void {
    event.preventDefault();
    this.add();
  }

  protected remove(index: number): void {
    this.options.update((options) => options.filter((_, at) => at !== index));
  }

  protected drop(event: CdkDragDrop<unknown>): void {
    this.move(event.previousIndex, event.currentIndex);
  }

  protected onKey(event: KeyboardEvent, index: number): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const to = index + (event.key === 'ArrowUp' ? -1 : 1);
    if (to < 0 || to >= this.options().length) return;
    this.move(index, to);
    this.focus('.handle', to);
  }

  private move(from: number, to: number): void {
    const next = [...this.options()];
    moveItemInArray(next, from, to);
    this.options.set(next);
  }

  private focus(selector: string, index: number): void {
    afterNextRender(() => this.host.querySelectorAll<HTMLElement>(selector)[index]?.focus(), { injector: this.injector });
  }
}
