import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiCombobox, UiDateInput, UiDialog, UiField, UiInput, UiNumberInput, UiSwitch, type OptionSearch, type UiOption } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { AppError, toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { OpportunitiesGateway, type DealPipeline } from '../opportunities/opportunities.gateway.js';
import { stageColour } from '../opportunities/stage-colour.js';
import { PeopleGateway, type Converted, type Suggestion } from './people.gateway.js';
import { personName } from './person-looks.js';

/** The lead to convert. */
export interface ConvertData {
  readonly id: string;
  readonly version: number;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
}

interface Deal {
  readonly name: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly pipelineId: string | null;
  readonly stageId: string | null;
  readonly expectedCloseOn: string | null;
  readonly role: string;
}

const ROLES = ['DECISION_MAKER', 'CHAMPION', 'EXECUTIVE_SPONSOR', 'BUYER', 'INFLUENCER', 'EVALUATOR', 'USER', 'OTHER'] as const;
/** Value of the option that stands for a new account. */
const NEW = 'new';

/** A lead becomes a contact of an account, with a deal if it brings one. A second click sends the same request, which is done once. */
@Component({
  selector: 'app-convert-dialog',
  imports: [TranslocoPipe, UiBanner, UiButton, UiCombobox, UiDateInput, UiDialog, UiField, UiInput, UiNumberInput, UiSwitch],
  templateUrl: './convert-dialog.html',
})
export class ConvertDialog {
  private readonly data = inject<ConvertData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Converted, ConvertDialog>>(DialogRef);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(PeopleGateway);
  private readonly deals = inject(OpportunitiesGateway);
  private readonly records = inject(RecordsGateway);
  private readonly formats = inject(Formats);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly requestId = crypto.randomUUID();
  /** Names of the accounts that could be chosen so far. */
  private readonly names = new Map<string, string>();
  protected readonly roles = ROLES;
  protected readonly name = personName(this.data);
  protected readonly suggestion = signal<Suggestion | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly saving = signal(false);
  protected readonly account = signal<string | null>(null);
  protected readonly newName = signal('');
  protected readonly mayDeal = this.session.can('create', 'opportunity');
  protected readonly withDeal = signal(this.mayDeal);
  protected readonly deal = signal<Deal>({ name: '', amount: null, currency: this.formats.currency(), pipelineId: null, stageId: null, expectedCloseOn: null, role: 'DECISION_MAKER' });
  private readonly pipelines = signal<readonly DealPipeline[]>([]);
  protected readonly currencies = signal<readonly UiOption[]>([{ value: this.formats.currency(), label: this.formats.currency() }]);
  protected readonly pipelineOptions = computed(() => this.pipelines().map(({ id, name }) => ({ value: id, label: name })));
  protected readonly stageOptions = computed(() => (this.pipelines().find((each) => each.id === this.deal().pipelineId)?.stages ?? []).filter((stage) => stage.type === 'OPEN').map((stage) => ({ value: stage.id, label: stage.name, color: stageColour(stage) })));
  /** The name shown for what is chosen, which the list of options may not hold. */
  protected readonly display = computed(() => (this.account() === NEW ? this.newName() : (this.suggestion()?.accounts.find(({ id }) => id === this.account())?.name ?? null)));

  /** What was guessed comes first; typing finds every account. */
  protected readonly accounts: OptionSearch = async (query) => {
    const suggestion = this.suggestion();
    const guessed: UiOption[] = query ? [] : (suggestion?.accounts ?? []).map(({ id, name }) => ({ value: id, label: name, avatar: 'company' as const }));
    const fresh: UiOption[] = !query && this.newName() ? [{ value: NEW, label: this.newName(), detail: this.transloco.translate('people.convert.new'), avatar: 'company' }] : [];
    const found = await this.records.options('account', query);
    for (const { value, label } of found) this.names.set(value, label);
    return [...fresh, ...guessed, ...found.filter(({ value }) => !guessed.some((each) => each.value === value))];
  };

  /** Reasons that belong to no field on screen are said above the form. */
  protected readonly problem = computed(() => {
    const error = this.error();
    if (!error) return null;
    const elsewhere = Object.entries(error.details).filter(([field]) => !['accountId', 'accountName', 'name', 'amount', 'currency', 'stageId', 'pipelineId', 'expectedCloseOn'].includes(field)).flatMap(([, reasons]) => reasons);
    return Object.keys(error.details).length === 0 ? this.errors.of(error) : elsewhere.join(' ') || null;
  });

  constructor() {
    void this.load();
  }

  protected choose(value: string | null): void {
    const before = this.dealName();
    this.account.set(value);
    this.error.set(null);
    this.follow(before);
  }

  protected makeNew(name: string): void {
    const before = this.dealName();
    this.newName.set(name);
    this.account.set(NEW);
    this.error.set(null);
    this.follow(before);
  }

  protected set<Field extends keyof Deal>(field: Field, value: Deal[Field]): void {
    this.deal.update((deal) => ({ ...deal, [field]: value }));
  }

  protected setPipeline(id: string | null): void {
    this.set('pipelineId', id);
    this.set('stageId', this.stageOptions()[0]?.value ?? null);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving()) return;
    const account = this.account();
    if (!account) {
      this.error.set(new AppError('VALIDATION_ERROR', '', { accountId: [this.transloco.translate('people.convert.accountNeeded')] }));
      return;
    }
    this.saving.set(true);
    this.error.set(null);
    try {
      const { name, role, ...deal } = this.deal();
      const opportunity = this.withDeal() ? { ...deal, name: name.trim() || null, role: ROLES.find((each) => each === role) ?? null } : null;
      this.ref.close(await this.gateway.convert({ contactId: this.data.id, requestId: this.requestId, ...(account === NEW ? { accountName: this.newName() } : { accountId: account }), opportunity }));
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.saving.set(false);
    }
  }

  /** The deal's name as the API would suggest it for the chosen account. */
  private dealName(): string {
    const account = this.account();
    return [account === NEW ? this.newName() : this.names.get(account ?? ''), this.name].filter(Boolean).join(' – ');
  }

  /** A name that is still the suggested one follows the account; one that somebody wrote stays. */
  private follow(before: string): void {
    if (this.deal().name === before) this.set('name', this.dealName());
  }

  private async load(): Promise<void> {
    try {
      const [suggestion, pipelines, currencies] = await Promise.all([this.gateway.suggestion(this.data.id), this.mayDeal ? this.deals.pipelines() : [], this.mayDeal ? this.deals.currencies() : []]);
      this.pipelines.set(pipelines);
      if (currencies.length > 0) this.currencies.set(currencies.map((code) => ({ value: code, label: code })));
      this.setPipeline((pipelines.find((each) => each.isDefault) ?? pipelines[0])?.id ?? null);
      this.set('name', suggestion.opportunityName);
      this.newName.set(suggestion.accountName ?? '');
      for (const { id, name } of suggestion.accounts) this.names.set(id, name);
      this.account.set(suggestion.accounts[0]?.id ?? (suggestion.accountName ? NEW : null));
      this.suggestion.set(suggestion);
      if (!suggestion.convertible) this.error.set(new AppError('PRECONDITION_FAILED', '', { '': [this.transloco.translate('people.convert.notLead')] }));
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }
}
