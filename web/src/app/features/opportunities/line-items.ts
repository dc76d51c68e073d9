import { Component, computed, inject, input, viewChild } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiCombobox, UiIconButton, UiNumberInput, UiSkeleton, type OptionSearch } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SessionStore } from '../../core/session/session.store.js';
import { RecordEditing } from '../records/record-editing.js';
import { DealMoves } from './deal-moves.js';
import { dealPart } from './deal-part.js';
import { OpportunitiesGateway, type LineItem } from './opportunities.gateway.js';

/** What is sold with a deal: quantities, prices and discounts edited in place; the total is what the API calculates. */
@Component({
  selector: 'app-line-items',
  imports: [TranslocoPipe, UiBanner, UiCombobox, UiIconButton, UiNumberInput, UiSkeleton],
  templateUrl: './line-items.html',
  styleUrl: './line-items.css',
})
export class LineItems {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(OpportunitiesGateway);
  private readonly moves = inject(DealMoves);
  private readonly editing = inject(RecordEditing);
  private readonly formats = inject(Formats);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly adder = viewChild<UiCombobox>('adder');
  protected readonly part = dealPart(this.id, ['lineItem'], (id) => this.gateway.lineItems(id));
  protected readonly deal = this.part.value;
  protected readonly editable = computed(() => this.session.can('edit', 'opportunity', this.deal() ?? undefined));
  protected readonly total = computed(() => {
    const priced = (this.deal()?.lineItems ?? []).filter((item) => item.total !== null);
    return priced.length > 0 ? this.money(String(priced.reduce((sum, item) => sum + Number(item.total), 0).toFixed(2))) : '';
  });
  protected readonly products: OptionSearch = async (query) =>
    (await this.gateway.products(query)).map(({ id, name, sku, price, currency }) => ({ value: id, label: name, detail: [sku, price === null ? '' : this.formats.money(price, currency ?? undefined)].filter(Boolean).join(' · ') }));

  protected money(amount: string | null): string {
    return this.formats.money(amount, this.deal()?.currency);
  }

  /** What was sold stays on the deal when its product is deleted. */
  protected named(item: LineItem): string {
    return item.product?.name ?? this.transloco.translate<string>('opportunities.items.gone');
  }

  protected async add(productId: string | null): Promise<void> {
    if (!productId) return;
    await this.write('added', '', () => this.gateway.addLineItem({ opportunityId: this.id(), productId }), productId);
    this.adder()?.value.set(null);
  }

  /** What is refused, or emptied and can't be empty, gives way to what the deal holds. */
  protected async set(item: LineItem, field: 'quantity' | 'unitPrice' | 'discountPercent', box: UiNumberInput): Promise<void> {
    const value = box.value();
    const present = item[field] === null ? null : String(item[field]);
    if (box.bad() || (value === null ? present === null : present !== null && Number(value) === Number(present))) return;
    const change = field === 'unitPrice' ? { unitPrice: value } : { [field]: Number(value) };
    const kept = (value !== null || field === 'unitPrice') && (await this.write('changed', this.named(item), () => this.gateway.updateLineItem({ id: item.id, expectedVersion: item.version, ...change })));
    if (!kept) box.value.set(present);
  }

  protected remove(item: LineItem): void {
    void this.write('removed', this.named(item), () => this.gateway.removeLineItem(item.id));
  }

  private async write(word: 'added' | 'changed' | 'removed', product: string, act: () => Promise<string>, productId?: string): Promise<boolean> {
    try {
      const changeSetId = await act();
      await this.part.reload();
      const name = product || this.deal()?.lineItems.find((item) => item.productId === productId)?.product?.name || this.transloco.translate<string>('opportunities.items.product');
      this.offerUndo(`opportunities.items.${word}`, name, changeSetId);
      return true;
    } catch (error) {
      this.moves.explain(error, 'lineItem');
      await this.part.reload();
      return false;
    }
  }

  private offerUndo(key: string, product: string, changeSetId: string): void {
    this.editing.offerUndoText(this.transloco.translate(key, { product }), changeSetId, () => void this.part.reload());
  }
}
