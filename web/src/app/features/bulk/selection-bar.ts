import { DecimalPipe } from '@angular/common';
import { Component, computed, effect, ElementRef, inject, input, model, untracked, viewChild } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { NOTHING_SELECTED, UiButton, UiIcon, UiIconButton, type GridSelection } from '@libs/ui';
import { useCommands } from '../../core/commands/commands.js';
import type { RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { BulkCommands, type BulkVerb } from './bulk-commands.js';
import { countOf, selectionInput, type ListScope } from './selection.js';

/** What can be done with the selected records, over the foot of their list. Shown while something is selected. */
@Component({
  selector: 'app-selection-bar',
  imports: [DecimalPipe, TranslocoPipe, UiButton, UiIcon, UiIconButton],
  template: `
    @if (count() > 0) {
      <div class="bar" role="toolbar" [attr.aria-label]="'bulk.bar.label' | transloco">
        <span class="count" role="status">{{ 'bulk.bar.count' | transloco: { count: (count() | number) } }}</span>
        @if (more()) {
          <button uiButton size="sm" variant="ghost" type="button" (click)="selectAll()">{{ 'bulk.bar.all' | transloco: { count: (total() ?? 0 | number) } }}</button>
        }
        <span class="line"></span>
        <div class="actions">
          @for (command of commands(); track command.verb) {
            <button #action uiButton size="sm" [variant]="command.tone === 'bad' ? 'danger-ghost' : 'ghost'" type="button" (click)="run(command.verb)"><ui-icon [name]="command.icon" [size]="14" /><span>{{ command.label | transloco }}</span></button>
          }
        </div>
        <button uiIconButton size="sm" type="button" icon="x" keys="esc" [label]="'bulk.bar.clear' | transloco" (click)="clear()"></button>
      </div>
    }
  `,
  styleUrl: './selection-bar.css',
  host: { '(keydown.escape)': 'clear()' },
})
export class SelectionBar {
  readonly type = input.required<RecordTypeMetadata>();
  readonly total = input.required<number | null>();
  readonly scope = input.required<ListScope>();
  readonly selection = model.required<GridSelection>();

  private readonly bulk = inject(BulkCommands);
  private readonly transloco = inject(TranslocoService);
  private readonly action = viewChild('action', { read: ElementRef<HTMLElement> });

  protected readonly count = computed(() => countOf(this.selection(), this.total()));
  protected readonly more = computed(() => this.total() !== null && this.count() < this.total()!);
  protected readonly commands = computed(() => this.bulk.of(this.type(), this.scope().archived === 'only', this.count()));

  constructor() {
    // Another filter makes another list; what was chosen from the one before is no longer meant.
    const list = computed(() => `${this.type().name} ${JSON.stringify(this.scope())}`);
    let shown: string | null = null;
    effect(() => {
      const now = list();
      if (shown !== null && shown !== now) untracked(() => this.clear());
      shown = now;
    });
    useCommands(() => {
      if (this.count() === 0) return [];
      const group = this.word('bulk.bar.label');
      return [
        { id: 'bulk-focus', label: this.word('bulk.bar.focus'), group, icon: 'list-checks' as const, keys: 'mod+.', run: () => (this.action()?.nativeElement as HTMLElement | undefined)?.focus() },
        ...this.commands().map((command) => ({ id: `bulk-${command.verb}`, label: this.word(command.label), group, icon: command.icon, run: () => void this.run(command.verb) })),
        { id: 'bulk-clear', label: this.word('bulk.bar.clear'), group, icon: 'x' as const, run: () => this.clear() },
      ];
    });
  }

  protected selectAll(): void {
    this.selection.set({ all: true, ids: new Set() });
  }

  protected clear(): void {
    this.selection.set(NOTHING_SELECTED);
  }

  protected async run(verb: BulkVerb): Promise<void> {
    const target = { type: this.type(), selection: selectionInput(this.selection(), this.scope()), count: this.count() };
    if (await this.bulk.run(verb, target)) this.clear();
  }

  private word(key: string): string {
    return this.transloco.translate(key);
  }
}
