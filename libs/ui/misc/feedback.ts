import { Component, computed, inject, input, output } from '@angular/core';
import type { Tone } from '../badge/badge.js';
import { UiIconButton } from '../button/icon-button.js';
import { UiIcon } from '../icon/icon.js';
import type { IconName } from '../icon/icon-names.js';
import { UI_TEXT } from '../text/ui-text.js';

/** `<ui-skeleton width="60%" height="12px" />`: a grey bar in the shape of what is coming. Put `aria-busy` on the region. */
@Component({
  selector: 'ui-skeleton',
  template: '',
  styles: `
    :host {
      display: block; border-radius: var(--radius-sm); background: linear-gradient(90deg, var(--active), var(--hover) 45%, var(--active) 90%);
      background-size: 200% 100%; animation: shimmer 1.4s linear infinite;
    }
    @keyframes shimmer { to { background-position: -200% 0; } }
  `,
  host: { '[style.width]': 'width()', '[style.height]': 'height()', '[style.border-radius]': "round() ? '50%' : null", 'aria-hidden': 'true' },
})
export class UiSkeleton {
  readonly width = input('100%');
  readonly height = input('12px');
  readonly round = input(false);
}

/** An empty state that teaches: icon, title, a sentence, and the actions as content. */
@Component({
  selector: 'ui-empty',
  imports: [UiIcon],
  template: `
    <span class="icon"><ui-icon [name]="icon()" [size]="22" /></span>
    <h2>{{ title() }}</h2>
    @if (text()) { <p>{{ text() }}</p> }
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 6px; padding: 40px 24px; text-align: center; }
    .icon {
      display: grid; place-items: center; width: 44px; height: 44px; margin-bottom: 6px; border-radius: 12px;
      background: var(--brand-soft); color: var(--brand-fg);
    }
    h2 { font-size: var(--text-lg); }
    p { margin: 0; max-width: 44ch; color: var(--muted); }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; justify-content: center; margin-top: 10px; }
    .actions:empty { display: none; }
  `,
})
export class UiEmpty {
  readonly icon = input<IconName>('inbox');
  readonly title = input.required<string>();
  readonly text = input('');
}

const BANNER_ICONS: Readonly<Record<Tone, IconName>> = {
  neutral: 'info', brand: 'sparkles', ok: 'circle-check', warn: 'triangle-alert', bad: 'circle-alert', info: 'info',
};

/** A message over a page or a form. `bad` is announced at once, the others politely. */
@Component({
  selector: 'ui-banner',
  imports: [UiIcon, UiIconButton],
  template: `
    <ui-icon [name]="iconName()" [size]="15" />
    <div class="text"><ng-content /></div>
    <ng-content select="[uiBannerAction]" />
    @if (dismissible()) { <button uiIconButton type="button" icon="x" size="sm" [label]="text().dismiss" (click)="dismissed.emit()"></button> }
  `,
  styles: `
    :host {
      display: flex; align-items: center; gap: 9px; padding: 7px 12px; border-radius: var(--radius);
      background: var(--neutral-soft); color: var(--neutral);
    }
    :host([data-tone='ok']) { background: var(--ok-soft); color: var(--ok); }
    :host([data-tone='warn']) { background: var(--warn-soft); color: var(--warn); }
    :host([data-tone='bad']) { background: var(--bad-soft); color: var(--bad); }
    :host([data-tone='info']) { background: var(--info-soft); color: var(--info); }
    :host([data-tone='brand']) { background: var(--brand-soft); color: var(--brand-fg); }
    .text { flex: 1; min-width: 0; }
    button { color: inherit; }
  `,
  host: { '[attr.data-tone]': 'tone()', '[attr.role]': "tone() === 'bad' ? 'alert' : 'status'" },
})
export class UiBanner {
  readonly tone = input<Tone>('info');
  readonly icon = input<IconName | null>(null);
  readonly dismissible = input(false);
  readonly dismissed = output();
  protected readonly text = inject(UI_TEXT);
  protected readonly iconName = computed(() => this.icon() ?? BANNER_ICONS[this.tone()]);
}

/** `<ui-progress [value]="30" [max]="100" label="Import" />`; `null` is "under way, length unknown". */
@Component({
  selector: 'ui-progress',
  template: `<i [style.width.%]="percent()"></i>`,
  styles: `
    :host { display: block; height: 6px; overflow: hidden; border-radius: 3px; background: var(--active); }
    i { display: block; height: 100%; border-radius: 3px; background: var(--brand); transition: width 240ms var(--ease); }
    :host([data-tone='ok']) i { background: var(--ok); }
    :host([data-tone='warn']) i { background: var(--warn); }
    :host([data-tone='bad']) i { background: var(--bad); }
    :host(.unknown) i { width: 40% !important; animation: slide 1.2s ease-in-out infinite; }
    @keyframes slide { from { transform: translateX(-100%); } to { transform: translateX(250%); } }
  `,
  host: {
    role: 'progressbar',
    'aria-valuemin': '0',
    '[attr.aria-valuemax]': 'max()',
    '[attr.aria-valuenow]': 'value()',
    '[attr.aria-label]': 'label()',
    '[attr.data-tone]': 'tone()',
    '[class.unknown]': 'value() === null',
  },
})
export class UiProgress {
  readonly value = input<number | null>(null);
  readonly max = input(100);
  readonly label = input.required<string>();
  readonly tone = input<Tone>('brand');
  protected readonly percent = computed(() => {
    const value = this.value();
    return value === null || this.max() <= 0 ? 0 : Math.min(100, Math.max(0, (value / this.max()) * 100));
  });
}
