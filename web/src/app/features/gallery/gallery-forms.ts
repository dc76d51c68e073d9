import { Component, signal } from '@angular/core';
import { UiCombobox, UiDateInput, UiField, UiFileDrop, UiNumberInput, UiStepper, UiTagInput, type UiOption } from '@libs/ui';

@Component({
  selector: 'app-gallery-forms',
  imports: [UiCombobox, UiDateInput, UiField, UiFileDrop, UiNumberInput, UiStepper, UiTagInput],
  template: `
    <div class="mx-auto flex max-w-2xl flex-col gap-5 p-6">
      <ui-stepper label="Import" current="map" [steps]="[{ id: 'file', label: 'File' }, { id: 'map', label: 'Columns' }, { id: 'check', label: 'Check' }, { id: 'run', label: 'Import' }]" />
      <ui-field label="Owner"><ui-combobox clearable creatable [options]="people" [(value)]="owner" /></ui-field>
      <ui-field label="Stage"><ui-combobox [options]="stages" [(value)]="stage" /></ui-field>
      <ui-field label="Close date" hint="When you expect it"><ui-date [(value)]="day" /></ui-field>
      <ui-field label="Amount"><ui-number currency="EUR" [(value)]="amount" /></ui-field>
      <ui-field label="Tags"><ui-tags creatable [options]="people" [(value)]="tags" /></ui-field>
      <ui-file-drop accept=".csv,.tsv" note="CSV, up to 50 MB" />
    </div>
  `,
})
export class GalleryForms {
  protected readonly people: readonly UiOption[] = ['Ada Berg', 'Theo Rossi', 'Kim Doe', 'Sara Silva'].map((label) => ({ value: label, label, avatar: 'person' as const }));
  protected readonly stages: readonly UiOption[] = ['Lead', 'Qualified', 'Won'].map((label, i) => ({ value: label, label, color: `var(--hue-${i + 1})` }));
  protected readonly owner = signal<string | null>('Ada Berg');
  protected readonly stage = signal<string | null>('Lead');
  protected readonly day = signal<string | null>('2026-12-24');
  protected readonly amount = signal<string | null>('12500');
  protected readonly tags = signal<readonly string[]>(['Ada Berg', 'vip']);
}
