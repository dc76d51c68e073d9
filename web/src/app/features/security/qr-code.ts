import { Component, computed, input } from '@angular/core';
import { encode } from 'uqr';

const MARGIN = 3;

/** A QR code. Dark on light in every theme: cameras read nothing else reliably. */
@Component({
  selector: 'app-qr-code',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="box()" shape-rendering="crispEdges">
      <rect class="paper" width="100%" height="100%" />
      <path class="ink" [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host { display: block; width: 188px; max-width: 100%; }
    svg { display: block; width: 100%; border: 1px solid var(--line); border-radius: var(--radius-lg); }
    .paper { fill: white; }
    .ink { fill: black; }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  /** What it is, for whoever does not see it. */
  readonly label = input.required<string>();
  private readonly code = computed(() => encode(this.text(), { border: MARGIN }));
  protected readonly box = computed(() => `0 0 ${this.code().size} ${this.code().size}`);
  protected readonly path = computed(() =>
    this.code()
      .data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
      .join(''),
  );
}
