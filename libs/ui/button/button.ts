import { booleanAttribute, Component, ElementRef, inject, input } from '@angular/core';
import { UiIcon } from '../icon/icon.js';
import { UI_TEXT } from '../text/ui-text.js';

/** `<button uiButton variant="primary">Save</button>`. While `loading` it keeps its width and its focus, and ignores clicks. */
@Component({
  selector: 'button[uiButton], a[uiButton]',
  imports: [UiIcon],
  template: `
    @if (loading()) {
      <span class="spinner"><ui-icon name="loader-circle" [size]="14" /><span class="ui-sr">{{ text().loading }}</span></span>
    }
    <ng-content />
  `,
  styleUrl: './button.css',
  host: {
    '[attr.data-variant]': 'variant()',
    '[attr.data-size]': 'size()',
    '[attr.aria-busy]': 'loading() || null',
    '[attr.aria-disabled]': 'loading() || null',
    '[class.loading]': 'loading()',
  },
})
export class UiButton {
  readonly variant = input<'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-ghost'>('secondary');
  readonly size = input<'sm' | 'md' | 'lg'>('md');
  readonly loading = input(false, { transform: booleanAttribute });
  protected readonly text = inject(UI_TEXT);

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // Captured, so that it comes before the listeners of whoever uses the button.
    host.addEventListener('click', (event) => this.ignoreWhileLoading(event), { capture: true });
  }

  private ignoreWhileLoading(event: Event): void {
    if (!this.loading()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
