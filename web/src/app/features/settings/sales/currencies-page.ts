import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiCombobox, UiIcon, UiIconButton, UiNumberInput, UiSkeleton } from '@libs/ui';
import { AgoPipe, Formats } from '../../../core/format/formats.js';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { usePage } from '../../../core/page/page.js';
import { RecordsLive } from '../../../core/records/records-live.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { SalesSettingsGateway, type Currencies } from './sales-settings.gateway.js';
import { UndoableWrites } from '../../records/undoable-writes.js';

/** What other currencies are worth in the workspace's own. Amounts keep the rate they were entered at. */
@Component({
  selector: 'app-currencies-page',
  imports: [AgoPipe, TranslocoPipe, UiBanner, UiButton, UiCombobox, UiIcon, UiIconButton, UiNumberInput, UiSkeleton],
  templateUrl: './currencies-page.html',
  styleUrl: './sales-settings.css',
})
export class CurrenciesPage {
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(SalesSettingsGateway);
  private readonly writes = inject(UndoableWrites);
  private readonly session = inject(SessionStore);
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  private readonly names = computed(() => new Intl.DisplayNames([this.formats.wordLocale()], { type: 'currency' }));
  protected readonly currencies = signal<Currencies | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly editable = computed(() => this.session.has('manage:settings'));
  protected readonly code = signal<string | null>(null);
  protected readonly rate = signal<string | null>(null);
  protected readonly offered = computed(() => {
    const present = new Set([this.currencies()?.baseCurrency, ...(this.currencies()?.rates ?? []).map((rate) => rate.currency)]);
    return (this.currencies()?.available ?? []).filter((code) => !present.has(code)).map((code) => ({ value: code, label: code, detail: this.nameOf(code) }));
  });
  protected readonly complete = computed(() => this.code() !== null && Number(this.rate()) > 0);
  protected readonly reload = async (): Promise<void> => {
    try {
      this.currencies.set(await this.gateway.currencies());
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  };

  constructor() {
    usePage(() => ({ title: this.transloco.translate('salesSettings.currencies') }));
    void this.reload();
    inject(RecordsLive).events.pipe(takeUntilDestroyed(inject(DestroyRef))).subscribe((event) => {
      if (event.kind === 'RESYNC' || event.recordType === 'exchangeRate') void this.reload();
    });
  }

  protected nameOf(code: string): string {
    return this.names().of(code) ?? code;
  }

  protected set(currency: string, rate: string | null, present: number): void {
    if (Number(rate) > 0 && Number(rate) !== present) void this.writes.run('salesSettings.rateSaved', { currency }, () => this.gateway.setRate(currency, Number(rate)), this.reload);
    else if (!(Number(rate) > 0)) void this.reload();
  }

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const currency = this.code();
    if (!currency || !this.complete()) return;
    const done = await this.writes.run('salesSettings.rateSaved', { currency }, () => this.gateway.setRate(currency, Number(this.rate())), this.reload);
    if (!done) return;
    this.code.set(null);
    this.rate.set(null);
  }

  protected remove(currency: string): void {
    void this.writes.run('salesSettings.rateRemoved', { currency }, () => this.gateway.removeRate(currency), this.reload);
  }
}
