import { Component, computed, signal } from '@angular/core';
import { UiAvatar, UiBadge, UiBoard, UiBoardCard, UiDetails, UiPanel, UiTab, UiTabs, UiTimeline, type BoardColumn, type BoardMove, type DetailItem, type TimelineEntry } from '@libs/ui';

interface Deal {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly amount: number;
  readonly days: number;
  readonly owner: string;
  readonly stage: string;
}

const STAGES = [{ id: 'lead', title: 'Lead', hue: 1, share: 0.1 }, { id: 'qualified', title: 'Qualified', hue: 2, share: 0.3 }, { id: 'proposal', title: 'Proposal', hue: 3, share: 0.5 }, { id: 'negotiation', title: 'Negotiation', hue: 6, share: 0.8 }, { id: 'won', title: 'Won', hue: 4, share: 1 }];
const NAMES = ['Renewal 2027', 'Data migration', 'Platform rollout', 'Support plan', 'Pilot', 'Expansion'];
const ACCOUNTS = ['Meridian Foods', 'Pine & Co', 'Acme Logistics', 'Kite Analytics', 'Blue Fern', 'Quanta Bank'];
const OWNERS = ['Ada Berg', 'Theo Rossi', 'Kim Doe'];
const euro = (amount: number) => `€${Math.round(amount).toLocaleString('en')}`;

@Component({
  selector: 'app-gallery-board',
  imports: [UiAvatar, UiBadge, UiBoard, UiBoardCard, UiDetails, UiPanel, UiTab, UiTabs, UiTimeline],
  template: `
    <div class="flex h-full">
      <ui-board class="flex-1" label="Deals" [columns]="columns()" [cardId]="id" [cardLabel]="words" [openId]="peek()" (moved)="move($event)" (opened)="peek.set($event.card.id)" (more)="more()">
        <ng-template uiBoardCard let-deal>
          <div class="font-medium">{{ deal.name }}</div>
          <div class="text-muted">{{ deal.account }}</div>
          <div class="mt-2 flex items-center gap-2">
            <span class="font-semibold">{{ euro(deal.amount) }}</span><span class="flex-1"></span>
            <ui-badge [tone]="deal.days > 21 ? 'warn' : 'neutral'">{{ deal.days }}d</ui-badge><ui-avatar [name]="deal.owner" />
          </div>
        </ng-template>
      </ui-board>
      @if (open(); as deal) {
        <ui-panel [label]="deal.name" [steps]="true" [expandable]="true" (closed)="peek.set(null)">
          <ng-container uiPanelTitle>{{ deal.name }}<ui-badge tone="info">{{ deal.stage }}</ui-badge></ng-container>
          <ui-tabs label="Deal">
            <ng-template uiTab="details" label="Details"><div class="p-3"><ui-details [items]="items()" /></div></ng-template>
            <ng-template uiTab="timeline" label="Timeline" [count]="3"><div class="p-4"><ui-timeline label="Timeline" [entries]="entries" /></div></ng-template>
          </ui-tabs>
        </ui-panel>
      }
    </div>
  `,
  styles: `:host { display: block; height: 100%; }`,
})
export class GalleryBoard {
  protected readonly euro = euro;
  protected readonly peek = signal<string | null>(null);
  private readonly shown = signal(12);
  private readonly deals = signal<readonly Deal[]>(Array.from({ length: 90 }, (_, i) => ({
    id: `d${i}`, name: NAMES[i % 6] ?? '', account: ACCOUNTS[(i * 5) % 6] ?? '', amount: ((i * 7919) % 180) * 1000, days: (i * 13) % 40, owner: OWNERS[i % 3] ?? '', stage: STAGES[(i * 7 + (i >> 2)) % 4]?.id ?? 'lead',
  })));
  protected readonly columns = computed<readonly BoardColumn<Deal>[]>(() => STAGES.map((stage) => {
    const cards = this.deals().filter((deal) => deal.stage === stage.id);
    const sum = cards.reduce((total, deal) => total + deal.amount, 0);
    return { id: stage.id, title: stage.title, color: `var(--hue-${stage.hue})`, count: cards.length, sum: euro(sum), ...(stage.share < 1 ? { weighted: euro(sum * stage.share) } : {}), cards: cards.slice(0, this.shown()) };
  }));
  protected readonly open = computed(() => this.deals().find((deal) => deal.id === this.peek()) ?? null);
  protected readonly items = computed<readonly DetailItem[]>(() => {
    const deal = this.open();
    return deal ? [
      { id: 'account', label: 'Account', icon: 'building-2', text: deal.account, value: deal.account, editor: { kind: 'text' }, avatar: { name: deal.account, shape: 'company' } },
      { id: 'amount', label: 'Amount', icon: 'banknote', text: euro(deal.amount), value: String(deal.amount), editor: { kind: 'money', currency: 'EUR' }, note: 'From import of 21 Nov' },
      { id: 'closes', label: 'Closes', icon: 'calendar', text: '', value: null, editor: { kind: 'date' } },
      { id: 'owner', label: 'Owner', icon: 'circle-user', text: deal.owner, avatar: { name: deal.owner } },
      { id: 'mail', label: 'E-mail', icon: 'mail', text: 'ada@acme.com', href: 'mailto:ada@acme.com' },
    ] : [];
  });
  protected readonly entries: readonly TimelineEntry[] = [
    { id: '1', icon: 'phone', tone: 'info', title: 'Call with Ada', actor: 'Theo Rossi', text: 'Budget is approved; wants to sign before Christmas.', when: '2 hours ago', group: 'Today' },
    { id: '2', icon: 'arrow-right', title: 'Moved to Proposal', actor: 'Kim Doe', when: '5 hours ago', group: 'Today' },
    { id: '3', icon: 'check', tone: 'ok', title: 'Task done: send offer', when: 'yesterday', group: 'Yesterday' },
  ];
  protected readonly id = (deal: Deal) => deal.id;
  protected readonly words = (deal: Deal) => `${deal.name}, ${deal.account}, ${euro(deal.amount)}`;

  protected move(move: BoardMove<Deal>): void {
    this.deals.update((deals) => {
      const rest = deals.filter((deal) => deal.id !== move.card.id);
      const moved = { ...move.card, stage: move.to };
      const target = rest.filter((deal) => deal.stage === move.to)[move.index];
      const at = target ? rest.indexOf(target) : rest.length;
      return [...rest.slice(0, at), moved, ...rest.slice(at)];
    });
  }

  protected more(): void {
    this.shown.update((count) => count + 12);
  }
}
