import { Tab, TabContent, TabList, TabPanel, Tabs } from '@angular/aria/tabs';
import { NgTemplateOutlet } from '@angular/common';
import { Component, contentChildren, Directive, inject, input, linkedSignal, model, TemplateRef } from '@angular/core';

/** One tab: `<ng-template uiTab="timeline" label="Timeline" [count]="3">...</ng-template>`. Its content is made when first shown. */
@Directive({ selector: 'ng-template[uiTab]' })
export class UiTab {
  readonly value = input.required<string>({ alias: 'uiTab' });
  readonly label = input.required<string>();
  readonly count = input<number | null>(null);
  readonly template = inject<TemplateRef<unknown>>(TemplateRef);
}

/** `<ui-tabs [(selected)]="tab" label="Record">` with `uiTab` templates inside. Arrow keys, Home and End move. */
@Component({
  selector: 'ui-tabs',
  imports: [NgTemplateOutlet, Tabs, TabList, Tab, TabPanel, TabContent],
  template: `
    <div ngTabs class="tabs">
      <div ngTabList class="list" [attr.aria-label]="label()" [selectedTab]="current()" (selectedTabChange)="select($event)">
        @for (tab of tabs(); track tab.value()) {
          <button type="button" ngTab class="tab" [value]="tab.value()">
            {{ tab.label() }}
            @if (tab.count() !== null) { <span class="count">{{ tab.count() }}</span> }
          </button>
        }
      </div>
      @for (tab of tabs(); track tab.value()) {
        <div ngTabPanel class="panel" [value]="tab.value()">
          <ng-template ngTabContent><ng-container [ngTemplateOutlet]="tab.template" /></ng-template>
        </div>
      }
    </div>
  `,
  styles: `
    :host { display: block; min-height: 0; }
    .tabs { display: flex; flex-direction: column; height: 100%; min-height: 0; }
    .list { display: flex; flex: none; gap: 2px; padding: 0 10px; border-bottom: 1px solid var(--line); overflow-x: auto; scrollbar-width: none; }
    .tab {
      position: relative; display: inline-flex; align-items: center; gap: 6px; height: 36px; padding: 0 9px;
      border: 0; background: none; color: var(--muted); font: 500 var(--text)/1 var(--font); white-space: nowrap; border-radius: var(--radius);
    }
    .tab:hover { color: var(--fg); }
    .tab:focus-visible { outline-offset: -3px; }
    .tab[aria-selected='true'] { color: var(--fg); }
    .tab[aria-selected='true']::after { content: ''; position: absolute; inset: auto 6px -1px; height: 2px; border-radius: 1px; background: var(--brand); }
    .count { padding: 0 5px; border-radius: 4px; background: var(--neutral-soft); color: var(--neutral); font-size: var(--text-xs); line-height: 16px; }
    .panel { flex: 1; min-height: 0; overflow: auto; }
    .panel[inert] { display: none; }
  `,
})
export class UiTabs {
  readonly label = input.required<string>();
  readonly selected = model<string | undefined>(undefined);
  protected readonly tabs = contentChildren(UiTab);
  protected readonly current = linkedSignal(() => this.selected() ?? this.tabs()[0]?.value());

  protected select(value: string | undefined): void {
    this.current.set(value);
    this.selected.set(value);
  }
}
