import { Component, input } from '@angular/core';
import { uniqueId } from '@libs/ui';

/** One matter on a page of the settings: what it is, a sentence about it, and its controls. */
@Component({
  selector: 'app-settings-section',
  template: `
    <section [attr.aria-labelledby]="id">
      <header>
        <div><h2 [id]="id">{{ heading() }}</h2>@if (text()) { <p>{{ text() }}</p> }</div>
        <ng-content select="[sectionAction]" />
      </header>
      <ng-content />
    </section>
  `,
  styles: `
    :host { display: block; padding: 22px 0; border-top: 1px solid var(--line); }
    :host(:first-child) { border-top: 0; padding-top: 0; }
    header { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: flex-start; justify-content: space-between; margin-bottom: 14px; }
    header > div { flex: 1 1 260px; min-width: 0; }
    h2 { font-size: var(--text-lg); }
    p { max-width: 62ch; margin: 3px 0 0; color: var(--muted); line-height: 1.5; }
  `,
})
export class SettingsSection {
  readonly heading = input.required<string>();
  readonly text = input('');
  protected readonly id = uniqueId('section');
}
