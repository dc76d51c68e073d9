import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBadge, UiButton, UiIcon, UiSkeleton, UiTooltip } from '@libs/ui';
import { useCommands } from '../../core/commands/commands.js';
import { Formats } from '../../core/format/formats.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { SessionStore } from '../../core/session/session.store.js';
import { dealPart } from '../opportunities/deal-part.js';
import { RecordEditing } from '../records/record-editing.js';
import { Converting } from './converting.js';
import { PeopleGateway, type ContactLifecycle } from './people.gateway.js';
import { isLead, personName, WAY } from './person-looks.js';

/** Where a contact stands: the lifecycle as a path (a click moves it), when they were last spoken to and when they should be, and the way from lead to customer. */
@Component({
  selector: 'app-contact-standing',
  imports: [RouterLink, TranslocoPipe, UiBadge, UiButton, UiIcon, UiSkeleton, UiTooltip],
  template: `
    @if (contact(); as shown) {
      <ol [attr.aria-label]="'people.standing.label' | transloco">
        @for (state of way; track state; let index = $index) {
          <li [class.reached]="index <= at()" [class.current]="index === at()">
            <button type="button" [disabled]="!editable()" [attr.aria-current]="index === at() ? 'step' : null" [attr.aria-label]="(index === at() ? 'people.standing.current' : 'people.standing.to') | transloco: { state: 'people.lifecycles.' + state | transloco }" [uiTooltip]="'people.lifecycles.' + state | transloco" (click)="move(state)">
              <i></i><span>{{ 'people.lifecycles.' + state | transloco }}</span>
            </button>
          </li>
        }
      </ol>
      <div class="state">
        @if (shown.lifecycle === 'CHURNED') { <ui-badge tone="warn">{{ 'people.standing.churned' | transloco }}</ui-badge> }
        <span class="fact"><ui-icon name="message-circle" [size]="14" />{{ contacted() }}</span>
        @if (shown.nextTouchOn) { <span class="fact" [class.late]="late()"><ui-icon name="alarm-clock" [size]="14" />{{ (late() ? 'people.standing.touchLate' : 'people.standing.nextTouch') | transloco: { day: formats.date(shown.nextTouchOn) } }}</span> }
        @if (shown.conversion; as conversion) {
          <span class="fact"><ui-icon name="badge-check" [size]="14" />{{ 'people.standing.converted' | transloco: { when: formats.relative(conversion.createdAt) } }}
            @if (conversion.opportunity; as deal) { · <a class="ui-link" [routerLink]="['/opportunities', deal.id]">{{ deal.name }}</a> }</span>
        }
        <span class="grow"></span>
        @if (convertible()) { <button uiButton size="sm" type="button" (click)="convert()"><ui-icon name="git-merge" [size]="14" />{{ 'people.standing.convert' | transloco }}</button> }
      </div>
    } @else if (!part.error()) { <ui-skeleton class="block h-14" /> }
  `,
  styles: `
    :host { display: block; padding: 0 16px 12px; container-type: inline-size; }
    ol { display: flex; gap: 3px; margin: 0; padding: 0; list-style: none; }
    li { flex: 1; min-width: 0; }
    li button { display: flex; flex-direction: column; gap: 5px; justify-content: center; width: 100%; min-height: 24px; padding: 6px 0; border: 0; border-radius: var(--radius-sm); background: none; color: var(--muted); font: 500 var(--text-sm)/1.3 var(--font); text-align: left; }
    i { display: block; width: 100%; height: 6px; border-radius: 3px; background: var(--active); }
    .reached i { background: color-mix(in oklab, var(--brand) 45%, var(--surface)); }
    .current i, li button:hover:enabled i { background: var(--brand); }
    .current button { color: var(--fg); }
    li span { display: none; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .state { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; min-height: 30px; margin-top: 4px; font-size: var(--text-sm); }
    .fact { display: inline-flex; gap: 6px; align-items: center; color: var(--muted); }
    .late { color: var(--bad); }
    .grow { flex: 1; }
    @container (min-width: 560px) { li span { display: block; } }
    @media (pointer: coarse) { li button { min-height: 40px; } }
  `,
})
export class ContactStanding {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly formats = inject(Formats);
  private readonly gateway = inject(PeopleGateway);
  private readonly converting = inject(Converting);
  private readonly editing = inject(RecordEditing);
  private readonly types = inject(RecordTypesStore);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  protected readonly way = WAY;
  protected readonly part = dealPart(this.id, [], (id) => this.gateway.standing(id));
  protected readonly contact = this.part.value;
  protected readonly editable = computed(() => this.contact() !== null && this.session.can('edit', 'contact', this.contact() ?? undefined));
  protected readonly at = computed(() => WAY.findIndex((state) => state === this.contact()?.lifecycle));
  protected readonly late = computed(() => (this.contact()?.nextTouchOn ?? '9') < this.formats.today());
  protected readonly convertible = computed(() => {
    const contact = this.contact();
    return contact !== null && this.editable() && !contact.conversion && !contact.archivedAt && isLead(contact.lifecycle);
  });
  protected readonly contacted = computed(() => {
    const { lastContactedAt, lastRespondedAt } = this.contact() ?? {};
    const last = lastContactedAt ? this.transloco.translate<string>('people.standing.lastContacted', { when: this.formats.relative(lastContactedAt) }) : this.transloco.translate<string>('people.standing.neverContacted');
    return lastRespondedAt ? `${last}, ${this.transloco.translate<string>('people.standing.responded', { when: this.formats.relative(lastRespondedAt) })}` : last;
  });

  constructor() {
    useCommands(() => {
      const contact = this.contact();
      if (!contact || !this.convertible()) return [];
      const label = this.transloco.translate<string>('people.standing.convertNamed', { name: personName(contact) });
      return [{ id: 'convert-contact', label, group: this.types.find('contact')?.labelPlural ?? '', icon: 'git-merge' as const, run: () => void this.convert() }];
    });
  }

  protected async move(lifecycle: ContactLifecycle): Promise<void> {
    const contact = this.contact();
    if (!contact || contact.lifecycle === lifecycle) return;
    await this.editing.save(this.types.named('contact'), contact, { lifecycle });
    await this.part.reload();
  }

  protected async convert(): Promise<void> {
    const contact = this.contact();
    if (contact && (await this.converting.open(contact))) await this.part.reload();
  }
}
