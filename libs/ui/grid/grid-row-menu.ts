import { CdkContextMenuTrigger } from '@angular/cdk/menu';
import { Directive, ElementRef, inject, input, type TemplateRef } from '@angular/core';

/** Opens the menu of the row under the pointer, or with the menu key of the row where the grid's active cell is. */
@Directive({ selector: '[uiGridRowMenu]', hostDirectives: [CdkContextMenuTrigger], host: { '(contextmenu)': 'onContextMenu($event)' } })
export class UiGridRowMenu<Row> {
  readonly template = input<TemplateRef<{ $implicit: Row }> | null>(null, { alias: 'uiGridRowMenu' });
  readonly uiGridRowMenuRows = input.required<(index: number) => Row | undefined>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly trigger = inject(CdkContextMenuTrigger, { self: true });

  constructor() {
    // It would open before it is known of which row; this directive opens it.
    this.trigger.disabled = true;
  }

  protected onContextMenu(event: MouseEvent): void {
    const template = this.template();
    const cell = event.target instanceof Element ? this.cellOf(event.target) : null;
    const row = cell ? this.uiGridRowMenuRows()(Number(cell.dataset['row'])) : undefined;
    if (!template || !cell || row === undefined) return;
    event.preventDefault();
    // A key names no place on the screen.
    const byKey = event.target === this.host || (event.clientX === 0 && event.clientY === 0);
    const { left, bottom } = cell.getBoundingClientRect();
    Object.assign(this.trigger, { menuTemplateRef: template, menuData: { $implicit: row }, disabled: false });
    const place = byKey ? { clientX: left + 12, clientY: bottom } : { clientX: event.clientX, clientY: event.clientY };
    this.trigger._openOnContextMenu(new MouseEvent('contextmenu', { ...place, button: byKey ? 0 : 2 }));
    this.trigger.disabled = true;
  }

  private cellOf(target: Element): HTMLElement | null {
    const active = target === this.host ? this.host.getAttribute('aria-activedescendant') : null;
    const cell = active ? document.getElementById(active) : target.closest<HTMLElement>('[data-row]');
    return cell && Number(cell.dataset['row']) >= 0 ? cell : null;
  }
}
