import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiIcon } from '@libs/ui';
import type { RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { DuplicateWords } from './duplicate-words.js';
import { DuplicatesGateway, type PossibleDuplicate } from './duplicates.gateway.js';
import { IDENTIFIED } from './identified.js';

const WAIT_MS = 400;

/** Beside a form: which stored records the input is probably about, and why. It never stands in the way of saving. */
@Component({
  selector: 'app-possible-duplicates',
  imports: [RouterLink, TranslocoPipe, UiIcon],
  template: `
    <div role="status" [class.shown]="found().length > 0">
      @if (found().length > 0) {
        <p class="title"><ui-icon name="triangle-alert" [size]="14" />{{ 'duplicates.perhaps' | transloco }}</p>
        <ul>
          @for (match of found(); track match.recordId) {
            <li>
              <a [routerLink]="['/', type().plural, match.recordId]" target="_blank">{{ match.record.title }}</a>
              <span>{{ facts(match) }}</span>
              <em>{{ why(match) }}</em>
            </li>
          }
        </ul>
      }
    </div>
  `,
  styles: `
    .shown { padding: 10px 12px; border: 1px solid color-mix(in srgb, var(--warn) 30%, transparent); border-radius: 8px; background: var(--warn-soft); }
    .title { display: flex; gap: 6px; align-items: center; margin: 0 0 4px; font-weight: 500; color: var(--warn); }
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; flex-wrap: wrap; gap: 2px 8px; padding: 3px 0; font-size: var(--text-sm); }
    a { color: var(--fg); font-weight: 500; text-decoration: underline; }
    span, em { color: var(--fg); font-style: normal; }
  `,
})
export class PossibleDuplicates {
  readonly type = input.required<RecordTypeMetadata>();
  readonly values = input.required<Readonly<Record<string, unknown>>>();
  readonly exceptId = input<string | null>(null);
  private readonly gateway = inject(DuplicatesGateway);
  private readonly words = inject(DuplicateWords);
  protected readonly found = signal<readonly PossibleDuplicate[]>([]);
  /** Only what was typed; what a form starts with says nothing about whom it is for. */
  private readonly draft = computed(() => Object.fromEntries(Object.entries(this.values()).filter(([, value]) => typeof value === 'string' && value !== '')));
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    effect(() => {
      const draft = this.draft();
      untracked(() => this.ask(draft));
    });
  }

  protected facts(match: PossibleDuplicate): string {
    return this.words.facts(this.type().name, match.record).slice(0, 2).join(' · ');
  }

  protected why(match: PossibleDuplicate): string {
    return match.reasons.filter(({ agrees }) => agrees).map((reason) => this.words.reason(reason)).join(', ');
  }

  private ask(draft: Readonly<Record<string, unknown>>): void {
    clearTimeout(this.timer);
    if (!IDENTIFIED.has(this.type().name)) return;
    const turn = ++this.asked;
    this.timer = setTimeout(() => void this.look(draft, turn), WAIT_MS);
  }

  private async look(draft: Readonly<Record<string, unknown>>, turn: number): Promise<void> {
    // A warning that can't be had is no reason to disturb whoever types.
    const found = await this.gateway.possible(this.type().name, draft, this.exceptId()).catch(() => []);
    if (turn === this.asked) this.found.set(found);
  }
}
