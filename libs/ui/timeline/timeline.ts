import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, contentChild, Directive, inject, input, TemplateRef } from '@angular/core';
import type { Tone } from '../badge/badge.js';
import { UiIcon } from '../icon/icon.js';
import type { IconName } from '../icon/icon-names.js';

export interface TimelineEntry {
  readonly id: string;
  readonly icon: IconName;
  readonly tone?: Tone;
  readonly title: string;
  readonly text?: string;
  /** Who did it. */
  readonly actor?: string;
  /** The moment in words, and in full for the tooltip. */
  readonly when: string;
  readonly moment?: string;
  /** Caption it stands under, such as the day; entries of one group follow each other. */
  readonly group?: string;
}

/** What stands under an entry's title, for more than text: `<ng-template uiTimelineEntry let-entry>`. */
@Directive({ selector: 'ng-template[uiTimelineEntry]' })
export class UiTimelineEntry {
  readonly template = inject<TemplateRef<{ $implicit: TimelineEntry }>>(TemplateRef);
}

/** What happened, newest first: `<ui-timeline label="Activity of Acme" [entries]="entries()" />`. */
@Component({
  selector: 'ui-timeline',
  imports: [NgTemplateOutlet, UiIcon],
  template: `
    @for (group of groups(); track group.name) {
      @if (group.name) { <h3>{{ group.name }}</h3> }
      <ol [attr.aria-label]="group.name || label()">
        @for (entry of group.entries; track entry.id) {
          <li>
            <span class="sign" [attr.data-tone]="entry.tone ?? 'neutral'"><ui-icon [name]="entry.icon" [size]="14" /></span>
            <div class="body">
              <p class="head"><span class="title">{{ entry.title }}</span><time [attr.datetime]="entry.moment ?? null" [attr.title]="entry.moment ?? null">{{ entry.when }}</time></p>
              @if (entry.actor) { <p class="actor">{{ entry.actor }}</p> }
              @if (entry.text) { <p class="text">{{ entry.text }}</p> }
              @if (more(); as more) { <ng-container [ngTemplateOutlet]="more.template" [ngTemplateOutletContext]="{ $implicit: entry }" /> }
            </div>
          </li>
        }
      </ol>
    }
  `,
  styles: `
    :host { display: block; }
    h3 { margin: 16px 0 8px; color: var(--muted); font-size: var(--text-sm); }
    h3:first-child { margin-top: 0; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { position: relative; display: flex; gap: 11px; padding-bottom: 16px; }
    li:not(:last-child)::before { content: ''; position: absolute; inset: 28px auto 2px 12.5px; width: 1px; background: var(--line); }
    .sign { display: grid; place-items: center; flex: none; width: 26px; height: 26px; border-radius: 50%; background: var(--neutral-soft); color: var(--neutral); }
    .sign[data-tone='ok'] { background: var(--ok-soft); color: var(--ok); }
    .sign[data-tone='warn'] { background: var(--warn-soft); color: var(--warn); }
    .sign[data-tone='bad'] { background: var(--bad-soft); color: var(--bad); }
    .sign[data-tone='info'] { background: var(--info-soft); color: var(--info); }
    .sign[data-tone='brand'] { background: var(--brand-soft); color: var(--brand-fg); }
    .body { flex: 1; min-width: 0; padding-top: 3px; }
    p { margin: 0; }
    .head { display: flex; gap: 10px; align-items: baseline; }
    .title { flex: 1; min-width: 0; font-weight: 500; }
    time, .actor { color: var(--muted); font-size: var(--text-sm); white-space: nowrap; }
    .text { margin-top: 3px; color: var(--fg); white-space: pre-line; }
  `,
})
export class UiTimeline {
  readonly label = input.required<string>();
  readonly entries = input.required<readonly TimelineEntry[]>();
  protected readonly more = contentChild(UiTimelineEntry);
  protected readonly groups = computed(() => [...Map.groupBy(this.entries(), (entry) => entry.group ?? '')].map(([name, entries]) => ({ name, entries })));
}
