import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, effect, inject, signal } from '@angular/core';
import { matchScore, UiPalette, type PaletteItem } from '@libs/ui';
import { Commands, type Command } from '../core/commands/commands.js';

const TYPING_PAUSE_MS = 140;
const MIN_SEARCH_LENGTH = 2;

/** The palette over the page: commands at once, records as they are found. */
@Component({
  selector: 'app-palette-dialog',
  imports: [UiPalette],
  template: `<ui-palette [(query)]="query" [items]="items()" [busy]="busy()" (run)="run($event)" />`,
})
export class PaletteDialog {
  private readonly commands = inject(Commands);
  private readonly ref = inject<DialogRef<void, PaletteDialog>>(DialogRef);
  protected readonly query = signal('');
  protected readonly busy = signal(false);
  private readonly found = signal<readonly Command[]>([]);

  private readonly matching = computed(() => {
    const query = this.query();
    return this.commands
      .all()
      .filter((command) => !command.hidden)
      .map((command) => ({ command, score: matchScore(query, `${command.label} ${command.detail ?? ''}`) }))
      .filter((each) => each.score > 0)
      .sort((a, b) => (query ? b.score - a.score : 0))
      .map((each) => each.command);
  });
  protected readonly items = computed<readonly Command[]>(() => [...this.found(), ...this.matching()]);

  constructor() {
    effect((onCleanup) => {
      const query = this.query().trim();
      const abort = new AbortController();
      // From the first letter on: nothing is missing before it was looked for.
      this.busy.set(this.isSearched(query));
      const timer = setTimeout(() => void this.search(query, abort.signal), TYPING_PAUSE_MS);
      onCleanup(() => {
        clearTimeout(timer);
        abort.abort();
      });
    });
  }

  /** A source that fails leaves the others' results. */
  private async search(query: string, signal: AbortSignal): Promise<void> {
    if (!this.isSearched(query)) {
      this.found.set([]);
      return;
    }
    const results = await Promise.allSettled(this.commands.searchSources().map((source) => source(query, signal)));
    if (signal.aborted) return;
    this.found.set(results.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])));
    this.busy.set(false);
  }

  private isSearched(query: string): boolean {
    return query.length >= MIN_SEARCH_LENGTH && this.commands.searchSources().length > 0;
  }

  protected run(item: PaletteItem): void {
    const command = this.items().find((each) => each.id === item.id);
    this.ref.close();
    command?.run();
  }
}
