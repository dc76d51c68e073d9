import { Component, inject, input, model } from '@angular/core';
import type { Tone } from '@libs/ui';
import { ImportWords } from './import-words.js';

export interface Tile {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly tone: Tone;
}

/** Counts as buttons: pressing one shows the rows behind it. */
@Component({
  selector: 'app-count-tiles',
  template: `
    <div role="group" [attr.aria-label]="label()">
      @for (tile of tiles(); track tile.id) {
        <button type="button" class="ui-card" [attr.data-tone]="tile.count ? tile.tone : 'neutral'" [attr.aria-pressed]="selected() === tile.id" [disabled]="tile.count === 0" (click)="selected.set(tile.id)">
          <strong>{{ words.number(tile.count) }}</strong><span>{{ tile.label }}</span>
        </button>
      }
    </div>
  `,
  styles: `
    div { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 10px; }
    button { display: flex; flex-direction: column; gap: 1px; padding: 12px 14px; color: var(--fg); font: inherit; text-align: left; cursor: pointer; }
    button:hover:not(:disabled) { border-color: var(--control-line); }
    button[aria-pressed='true'] { border-color: var(--brand); box-shadow: inset 0 0 0 1px var(--brand); }
    button:disabled { cursor: default; background: none; }
    strong { font-size: 22px; font-weight: 600; letter-spacing: -0.02em; line-height: 1.2; font-variant-numeric: tabular-nums; }
    span { color: var(--muted); font-size: var(--text-sm); }
    button:disabled strong { color: var(--faint); font-weight: 500; }
    [data-tone='ok'] strong { color: var(--ok); } [data-tone='info'] strong { color: var(--info); } [data-tone='warn'] strong { color: var(--warn); } [data-tone='bad'] strong { color: var(--bad); }
    @media (max-width: 640px) { div { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px; } button { padding: 9px 10px; } strong { font-size: 18px; } }
  `,
})
export class CountTiles {
  readonly label = input.required<string>();
  readonly tiles = input.required<readonly Tile[]>();
  readonly selected = model<string | null>(null);
  protected readonly words = inject(ImportWords);
}
