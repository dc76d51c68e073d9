import { Component, inject, input, output } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiIcon, UiToasts } from '@libs/ui';

/** New recovery codes, which are shown this once: to be copied or saved. */
@Component({
  selector: 'app-recovery-codes',
  imports: [TranslocoPipe, UiBanner, UiButton, UiIcon],
  template: `
    <ui-banner tone="warn">{{ 'security.setUp.codesText' | transloco }}</ui-banner>
    <ul [attr.aria-label]="'security.setUp.codesTitle' | transloco">
      @for (code of codes(); track code) { <li>{{ code }}</li> }
    </ul>
    <div class="actions">
      <button uiButton type="button" (click)="copy()"><ui-icon name="copy" [size]="14" />{{ 'security.setUp.copy' | transloco }}</button>
      <button uiButton type="button" (click)="download()"><ui-icon name="download" [size]="14" />{{ 'security.setUp.download' | transloco }}</button>
      <span></span>
      <button uiButton variant="primary" type="button" (click)="kept.emit()">{{ 'security.setUp.done' | transloco }}</button>
    </div>
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 14px; }
    ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(172px, 1fr)); gap: 4px 18px; margin: 0; padding: 12px 16px; border: 1px solid var(--line); border-radius: var(--radius-lg); background: var(--sunken); font-family: var(--font-mono, monospace); font-size: 13px; line-height: 1.7; list-style: none; }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; }
    .actions span { flex: 1; }
  `,
})
export class RecoveryCodes {
  readonly codes = input.required<readonly string[]>();
  readonly kept = output();
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);

  protected async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.codes().join('\n'));
    this.toasts.success(this.transloco.translate('security.setUp.copied'));
  }

  protected download(): void {
    const title = this.transloco.translate('security.setUp.file');
    const url = URL.createObjectURL(new Blob([`${title}\n\n${this.codes().join('\n')}\n`], { type: 'text/plain' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `${title}.txt` });
    link.click();
    URL.revokeObjectURL(url);
  }
}
