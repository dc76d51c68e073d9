import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiCombobox, UiDateInput, UiDialog, UiField, UiInput, UiNumberInput, type OptionSearch } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { AppError, toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { defaultsOf, isMissing, type FieldMetadata } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsGateway, type Written } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { FieldControl } from '../records/field-control.js';
import type { RecordFormData } from '../records/record-form-dialog.js';
import { OpportunitiesGateway, type DealPipeline } from './opportunities.gateway.js';
import { stageColour } from './stage-colour.js';

const FIELDS = ['name', 'accountId', 'amount', 'currency', 'pipelineId', 'stageId', 'ownerId', 'expectedCloseOn', 'nextStep', 'campaignId', 'leadSource'] as const;
type FormField = (typeof FIELDS)[number];
type Values = { readonly [Field in FormField]?: string | null };

/** A new deal: what it is, for whom, what it is worth, and in which stage of which pipeline it starts; then what the workspace's own fields ask. Nothing typed is lost on an error. */
@Component({
  selector: 'app-deal-form-dialog',
  imports: [FieldControl, NgTemplateOutlet, TranslocoPipe, UiBanner, UiButton, UiCombobox, UiDateInput, UiDialog, UiField, UiInput, UiNumberInput],
  templateUrl: './deal-form-dialog.html',
})
export class DealFormDialog {
  protected readonly data = inject<RecordFormData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Written, DealFormDialog>>(DialogRef);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(OpportunitiesGateway);
  private readonly records = inject(RecordsGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly session = inject(SessionStore);
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  protected readonly values = signal<Values>({ currency: this.formats.currency(), ownerId: this.session.member()?.id ?? null, ...(this.data.values as Values | undefined) });
  /** Of the workspace's own fields, those that must be filled stand in the form; the others wait below. */
  protected readonly required: readonly FieldMetadata[];
  protected readonly further: readonly FieldMetadata[];
  protected readonly own = signal<Readonly<Record<string, unknown>>>({});
  protected readonly all = computed<Readonly<Record<string, unknown>>>(() => ({ ...this.values(), ...this.own() }));
  protected readonly open = signal(false);
  protected readonly error = signal<AppError | null>(null);
  protected readonly saving = signal(false);
  private readonly pipelines = signal<readonly DealPipeline[]>([]);
  protected readonly currencies = signal<readonly { value: string; label: string }[]>([{ value: this.formats.currency(), label: this.formats.currency() }]);
  protected readonly me = this.session.member()?.name ?? '';
  protected readonly pipelineOptions = computed(() => this.pipelines().map(({ id, name }) => ({ value: id, label: name })));
  protected readonly stageOptions = computed(() => (this.pipelines().find((each) => each.id === this.values().pipelineId)?.stages ?? []).filter((stage) => stage.type === 'OPEN').map((stage) => ({ value: stage.id, label: stage.name, color: stageColour(stage) })));
  protected readonly accounts: OptionSearch = (query) => this.records.options('account', query);
  protected readonly campaigns: OptionSearch = (query) => this.records.options('campaign', query);
  protected readonly members: OptionSearch = (query) => this.records.options('member', query);

  /** Reasons that belong to no field on screen are said above the form. */
  protected readonly problem = computed(() => {
    const error = this.error();
    if (!error) return null;
    const elsewhere = Object.entries(error.details).filter(([name]) => !this.shown.has(name)).flatMap(([, reasons]) => reasons);
    return Object.keys(error.details).length === 0 ? this.errors.of(error) : elsewhere.join(' ') || null;
  });

  private readonly shown: ReadonlySet<string>;

  constructor() {
    const { type } = this.data;
    const own = type.fields.filter((field) => field.customKey !== null && !field.readOnly);
    this.required = own.filter((field) => field.required);
    this.further = own.filter((field) => !field.required);
    this.shown = new Set([...FIELDS, ...own.map((field) => field.name)]);
    const defaults = defaultsOf(type);
    this.own.set(Object.fromEntries(own.flatMap(({ name }) => (name in defaults ? [[name, defaults[name]]] : []))));
    void this.gateway.pipelines().then((pipelines) => this.choose(pipelines), (error: unknown) => this.error.set(toAppError(error)));
    void this.gateway.currencies().then((codes) => this.currencies.set(codes.map((code) => ({ value: code, label: code }))), () => undefined);
  }

  protected set(name: FormField, value: string | null): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  protected setOwn(name: string, value: unknown): void {
    this.own.update((values) => ({ ...values, [name]: value }));
  }

  /** What a member may not see is not asked for. */
  protected sees(recordType: string): boolean {
    return this.types.find(recordType) !== undefined;
  }

  protected isWide(field: FieldMetadata): boolean {
    return field.kind === 'longText';
  }

  /** Another pipeline has other stages. */
  protected setPipeline(id: string | null): void {
    this.set('pipelineId', id);
    this.set('stageId', this.stageOptions()[0]?.value ?? null);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving()) return;
    const missing = this.required.filter((field) => isMissing(field, this.own()[field.name]));
    if (missing.length > 0) {
      this.error.set(new AppError('VALIDATION_ERROR', '', Object.fromEntries(missing.map((field) => [field.name, [this.transloco.translate('records.required', { field: field.label })]]))));
      return;
    }
    this.saving.set(true);
    this.error.set(null);
    try {
      const input = Object.fromEntries(Object.entries(this.all()).filter(([, value]) => value !== null && value !== '' && value !== undefined));
      this.ref.close(await this.records.create(this.data.type, input));
    } catch (error) {
      const known = toAppError(error);
      this.error.set(known);
      if (this.further.some((field) => known.reasonsFor(field.name).length > 0)) this.open.set(true);
    } finally {
      this.saving.set(false);
    }
  }

  private choose(pipelines: readonly DealPipeline[]): void {
    this.pipelines.set(pipelines);
    const chosen = pipelines.find((each) => each.id === this.values().pipelineId) ?? pipelines.find((each) => each.isDefault) ?? pipelines[0];
    if (!chosen) return;
    this.set('pipelineId', chosen.id);
    if (!chosen.stages.some((stage) => stage.id === this.values().stageId && stage.type === 'OPEN')) this.set('stageId', this.stageOptions()[0]?.value ?? null);
  }
}
