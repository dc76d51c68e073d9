import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiIcon } from '@libs/ui';
import { ImportWords } from './import-words.js';

const ORDER = ['member', 'product', 'account', 'contact', 'opportunity'] as const;

/** What an empty workspace needs to know: which file first, and why. */
@Component({
  selector: 'app-imports-guide',
  imports: [RouterLink, TranslocoPipe, UiButton, UiIcon],
  template: `
    <span class="icon"><ui-icon name="file-up" [size]="24" /></span>
    <h2>{{ 'imports.guide.heading' | transloco }}</h2>
    <p>{{ 'imports.guide.text' | transloco }}</p>
    <ol>
      @for (step of steps(); track step.type; let i = $index) {
        <li class="ui-card"><span class="number">{{ i + 1 }}</span><div><a [routerLink]="['/imports/new']" [queryParams]="{ type: step.type }">{{ step.label }}</a><p>{{ 'imports.guide.' + step.type | transloco }}</p></div><ui-icon name="chevron-right" [size]="15" /></li>
      }
    </ol>
    <a uiButton variant="primary" size="lg" routerLink="/imports/new">{{ 'imports.guide.action' | transloco }}</a>
    <p class="note">{{ 'imports.guide.note' | transloco }}</p>
  `,
  styles: `
    :host { display: flex; flex-direction: column; align-items: center; max-width: 620px; margin: 0 auto; padding: clamp(12px, 5vh, 48px) 0; text-align: center; }
    .icon { display: grid; place-items: center; width: 48px; height: 48px; margin-bottom: 12px; border-radius: 12px; background: var(--brand-soft); color: var(--brand-fg); }
    h2 { font-size: var(--text-xl); letter-spacing: -0.02em; }
    p { margin: 4px 0 0; color: var(--muted); }
    ol { display: flex; flex-direction: column; gap: 8px; width: 100%; margin: 22px 0; padding: 0; list-style: none; text-align: left; }
    li { position: relative; display: flex; gap: 14px; align-items: center; padding: 11px 14px; }
    li:hover { border-color: var(--control-line); }
    li div { flex: 1; }
    li p { margin: 0; font-size: var(--text-sm); }
    li ui-icon { color: var(--faint); }
    a:not([uiButton]) { color: var(--fg); font-weight: 500; text-decoration: none; }
    li a::after { content: ''; position: absolute; inset: 0; border-radius: inherit; }
    .number { display: grid; place-items: center; flex: none; width: 24px; height: 24px; border-radius: 50%; background: var(--brand-soft); color: var(--brand-fg); font-size: var(--text-sm); font-weight: 600; }
    .note { margin-top: 10px; font-size: var(--text-sm); }
  `,
})
export class ImportsGuide {
  private readonly words = inject(ImportWords);
  protected readonly steps = computed(() => ORDER.map((type) => ({ type, label: this.words.many(type) })));
}
