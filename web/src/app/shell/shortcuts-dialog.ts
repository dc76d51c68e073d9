import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiDialog, UiInput, UiKbd } from '@libs/ui';
import { Commands } from '../core/commands/commands.js';

interface Line {
  readonly label: string;
  readonly keys: string;
  readonly group: string;
}

/** Keys that components handle themselves, told here once. */
const BUILT_IN: readonly { group: string; label: string; keys: string }[] = [
  { group: 'lists', label: 'nextRecord', keys: 'j' },
  { group: 'lists', label: 'previousRecord', keys: 'k' },
  { group: 'lists', label: 'open', keys: 'mod+enter' },
  { group: 'lists', label: 'edit', keys: 'enter' },
  { group: 'lists', label: 'select', keys: 'x' },
  { group: 'lists', label: 'selectMore', keys: 'shift+down' },
  { group: 'board', label: 'moveFocus', keys: 'right' },
  { group: 'board', label: 'moveCard', keys: 'alt+right' },
];

@Component({
  selector: 'app-shortcuts-dialog',
  imports: [TranslocoPipe, UiDialog, UiInput, UiKbd],
  template: `
    <ui-dialog [heading]="'shortcuts.title' | transloco">
      <input #box uiInput type="search" [placeholder]="'shortcuts.filter' | transloco" [attr.aria-label]="'shortcuts.filter' | transloco" (input)="filter.set(box.value)" />
      <div class="groups">
        @for (group of groups(); track group.name) {
          <section>
            <h3>{{ group.name }}</h3>
            <dl>
              @for (line of group.lines; track line.label) {
                <div><dt>{{ line.label }}</dt><dd><ui-kbd [keys]="line.keys" /></dd></div>
              }
            </dl>
          </section>
        }
      </div>
    </ui-dialog>
  `,
  styles: `
    .groups { columns: 2; column-gap: 32px; margin-top: 14px; }
    section { break-inside: avoid; margin-bottom: 16px; }
    h3 { margin-bottom: 4px; color: var(--muted); font-size: var(--text-sm); }
    dl { margin: 0; }
    dl div { display: flex; align-items: center; justify-content: space-between; gap: 12px; min-height: 28px; border-bottom: 1px solid var(--line); }
    dd { margin: 0; }
    @media (max-width: 600px) { .groups { columns: 1; } }
  `,
})
export class ShortcutsDialog {
  private readonly commands = inject(Commands);
  private readonly transloco = inject(TranslocoService);
  protected readonly filter = signal('');
  protected readonly groups = computed(() => {
    const wanted = this.filter().trim().toLowerCase();
    const own = this.commands.all().flatMap((command): Line[] => (command.keys ? [{ label: command.label, keys: command.keys, group: command.group }] : []));
    const built = BUILT_IN.map(({ group, label, keys }): Line => ({ group: this.word(group), label: this.word(label), keys }));
    const lines = [...own, ...built].filter((line) => line.label.toLowerCase().includes(wanted));
    return [...Map.groupBy(lines, (line) => line.group)].map(([name, each]) => ({ name, lines: each }));
  });

  private word(key: string): string {
    return this.transloco.translate(`shortcuts.${key}`);
  }
}
