import { Component, computed, input } from '@angular/core';
import { UiIcon } from '../icon/icon.js';
import type { IconName } from '../icon/icon-names.js';

/** A figure with its name and what changed. `trend` colours the note: up is good unless `upIsBad`. */
@Component({
  selector: 'ui-stat',
  imports: [UiIcon],
  template: `
    <p class="label">@if (icon(); as icon) { <ui-icon [name]="icon" [size]="14" /> }{{ label() }}</p>
    <p class="value">{{ value() }}</p>
    @if (note()) {
      <p class="note" [attr.data-mood]="mood()">
        @if (trend() !== 'none') { <ui-icon [name]="trend() === 'up' ? 'trending-up' : 'trending-down'" [size]="13" /> }
        {{ note() }}
      </p>
    }
    <ng-content />
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 2px; min-width: 0; padding: 14px 16px; }
    p { margin: 0; }
    .label { display: flex; align-items: center; gap: 6px; color: var(--muted); font-size: var(--text-sm); }
    .value { font-size: 22px; font-weight: 600; letter-spacing: -0.02em; line-height: 1.25; }
    .note { display: flex; align-items: center; gap: 4px; font-size: var(--text-sm); color: var(--muted); }
    .note[data-mood='good'] { color: var(--ok); }
    .note[data-mood='poor'] { color: var(--bad); }
  `,
  host: { class: 'ui-card', role: 'group', '[attr.aria-label]': 'label()' },
})
export class UiStat {
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  readonly note = input('');
  readonly trend = input<'up' | 'down' | 'none'>('none');
  readonly upIsBad = input(false);
  readonly icon = input<IconName | null>(null);
  protected readonly mood = computed(() =>
    this.trend() === 'none' ? null : (this.trend() === 'up') !== this.upIsBad() ? 'good' : 'poor',
  );
}

/** A line without axes, for a table cell or a stat. `label` says in words what it shows. */
@Component({
  selector: 'ui-sparkline',
  template: `
    <svg [attr.viewBox]="'0 0 ' + width() + ' ' + height()" [attr.width]="width()" [attr.height]="height()" role="img" [attr.aria-label]="label()">
      @if (points().length) {
        <path class="area" [attr.d]="area()" />
        <path class="line" [attr.d]="line()" />
      }
    </svg>
  `,
  styles: `
    :host { display: inline-block; line-height: 0; }
    .line { fill: none; stroke: var(--brand); stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }
    .area { fill: color-mix(in oklab, var(--brand) 14%, transparent); }
  `,
})
export class UiSparkline {
  readonly values = input.required<readonly number[]>();
  readonly label = input.required<string>();
  readonly width = input(96);
  readonly height = input(24);

  protected readonly points = computed(() => {
    const values = this.values();
    const low = Math.min(...values);
    const span = Math.max(...values) - low || 1;
    const step = this.width() / Math.max(1, values.length - 1);
    return values.map((value, i) => [i * step, 2 + (1 - (value - low) / span) * (this.height() - 4)] as const);
  });
  protected readonly line = computed(() => this.points().map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''));
  protected readonly area = computed(() => `${this.line()}L${this.width()} ${this.height()}L0 ${this.height()}Z`);
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value in words, with its unit. */
  readonly text: string;
  readonly color?: string;
}

/** Horizontal bars with their values in words: readable without the picture, so it is a list to a screen reader. */
@Component({
  selector: 'ui-bars',
  template: `
    <ul [attr.aria-label]="label()">
      @for (bar of bars(); track bar.label) {
        <li>
          <span class="name">{{ bar.label }}</span>
          <span class="track"><i [style.width.%]="(Math.max(0, bar.value) / top()) * 100" [style.background]="bar.color"></i></span>
          <span class="value">{{ bar.text }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul { display: grid; grid-template-columns: minmax(0, max-content) 1fr max-content; gap: 9px 12px; margin: 0; padding: 0; list-style: none; }
    li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; }
    .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--muted); max-width: 18ch; }
    .track { height: 10px; border-radius: 3px; background: var(--hover); }
    i { display: block; min-width: 2px; height: 100%; border-radius: 3px; background: var(--brand); transition: width 300ms var(--ease); }
    .value { text-align: right; font-weight: 500; }
  `,
})
export class UiBars {
  readonly bars = input.required<readonly Bar[]>();
  readonly label = input.required<string>();
  protected readonly Math = Math;
  protected readonly top = computed(() => Math.max(1e-9, ...this.bars().map((bar) => bar.value)));
}
