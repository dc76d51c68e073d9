import { afterNextRender, DestroyRef, Directive, ElementRef, inject, output } from '@angular/core';

/** How far below what is seen more is asked for, so that it is there when a person comes to it. */
const AHEAD = '600px 0px';

/** Tells that the end of a scrolled list comes into sight. */
@Directive({ selector: '[uiSeen]' })
export class UiSeen {
  readonly uiSeen = output();

  constructor() {
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroy = inject(DestroyRef);
    afterNextRender(() => {
      if (typeof IntersectionObserver === 'undefined') return;
      const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.uiSeen.emit(), { root: element.closest('.list'), rootMargin: AHEAD });
      observer.observe(element);
      destroy.onDestroy(() => observer.disconnect());
    });
  }
}
