import { afterNextRender, Component, ElementRef, inject, input, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiIcon } from '@libs/ui';
import { Logo } from '../../shell/logo.js';

/** The two halves of the pages before one is signed in: a form, and on wide screens what the product is for. */
@Component({
  selector: 'app-auth-layout',
  imports: [Logo, TranslocoPipe, UiIcon],
  template: `
    <main>
      <div class="brand"><app-logo [size]="28" /><span>{{ 'app.name' | transloco }}</span></div>
      <div class="form">
        <h1 #title tabindex="-1">{{ heading() }}</h1>
        <p class="lead">{{ lead() }}</p>
        <ng-content />
      </div>
    </main>
    <aside>
      <div class="board" aria-hidden="true">
        @for (column of preview; track column.hue) {
          <div class="col">
            <div class="head"><i [style.background]="'var(--hue-' + column.hue + ')'"></i><b [style.width.px]="column.head"></b></div>
            @for (card of column.cards; track $index) {
              <div class="card" [class.live]="card.live"><b [style.width.%]="card.a"></b><b class="soft" [style.width.%]="card.b"></b><span><b class="strong"></b><em></em></span></div>
            }
          </div>
        }
      </div>
      <p class="quote">{{ 'auth.aside.quote' | transloco }}</p>
      <ul>
        @for (point of ['one', 'two', 'three']; track point) {
          <li><ui-icon name="check" [size]="15" />{{ 'auth.aside.' + point | transloco }}</li>
        }
      </ul>
    </aside>
  `,
  styleUrl: './auth-layout.css',
})
export class AuthLayout {
  readonly heading = input.required<string>();
  readonly lead = input.required<string>();
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  constructor() {
    // Come to from another page, as after signing out, it begins at its heading; a page that is loaded is read by itself.
    if (inject(Router).navigated) afterNextRender(() => this.title().nativeElement.focus({ preventScroll: true }));
  }

  protected readonly preview = [
    { hue: 1, head: 44, cards: [{ a: 72, b: 48, live: false }, { a: 58, b: 64, live: false }, { a: 80, b: 40, live: false }] },
    { hue: 2, head: 58, cards: [{ a: 64, b: 52, live: true }, { a: 76, b: 38, live: false }] },
    { hue: 4, head: 36, cards: [{ a: 54, b: 60, live: false }, { a: 70, b: 44, live: false }, { a: 62, b: 50, live: false }] },
  ] as const;
}
