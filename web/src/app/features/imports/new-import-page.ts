import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiField, UiFileDrop, UiIcon, UiIconButton, UiInput, UiProgress, UiStepper, type Step } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { usePage } from '../../core/page/page.js';
import { MAX_FILE_BYTES } from './import-upload.js';
import { inSuggestedOrder, STEPS, type ImportTarget } from './import-model.js';
import { ImportWords } from './import-words.js';
import { ImportsGateway } from './imports.gateway.js';
import { UploadQueue, type Upload } from './upload-queue.js';

/** The first step: files come in, and each is recognised. */
@Component({
  selector: 'app-new-import-page',
  imports: [TranslocoPipe, UiBanner, UiButton, UiField, UiFileDrop, UiIcon, UiIconButton, UiInput, UiProgress, UiStepper],
  providers: [UploadQueue],
  template: `
    <div class="frame">
      <ui-stepper [label]="'imports.steps.label' | transloco" [steps]="steps" current="file" />
      <h2>{{ 'imports.newFile.heading' | transloco }}</h2>
      <p class="lead">{{ 'imports.newFile.lead' | transloco }}</p>
      @if (problem()) { <ui-banner tone="bad">{{ problem() }}</ui-banner> }
      <ui-field [label]="'imports.newFile.type' | transloco" [hint]="'imports.newFile.typeHint' | transloco">
        <select uiInput #box class="type" (change)="chosen.set(box.value)">
          <option value="" [selected]="chosen() === ''">{{ 'imports.newFile.recognise' | transloco }}</option>
          @for (target of types(); track target.recordType) { <option [value]="target.recordType" [selected]="chosen() === target.recordType">{{ target.labelPlural }}</option> }
        </select>
      </ui-field>
      <ui-file-drop accept=".csv,.tsv,.txt,.xlsx,.xlsm,.vcf,.vcard,.json,.jsonl,.ndjson,text/csv,text/tab-separated-values,text/plain,text/vcard,application/json,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" multiple [maxBytes]="maxBytes" [note]="'imports.newFile.note' | transloco" [disabled]="queue.working()" (files)="take($event)" />
      @if (queue.uploads().length) {
        <ul class="ui-card" [attr.aria-label]="'imports.newFile.files' | transloco" aria-live="polite">
          @for (upload of queue.uploads(); track upload.key) {
            <li>
              <ui-icon [name]="upload.record ? 'circle-check' : upload.problem ? 'circle-alert' : 'file-text'" [size]="16" [class.ok]="upload.record" [class.bad]="upload.problem" />
              <div class="name"><strong>{{ upload.file.name }}</strong><p>{{ about(upload) }}</p></div>
              @if (upload.record || upload.needsType) {
                <select uiInput #kind [attr.aria-label]="'imports.newFile.typeOf' | transloco: { name: upload.file.name }" (change)="queue.retype(upload.key, kind.value)">
                  @if (upload.needsType) { <option value="" selected>{{ 'imports.newFile.chooseType' | transloco }}</option> }
                  @for (target of types(); track target.recordType) { <option [value]="target.recordType" [selected]="upload.record?.recordType === target.recordType">{{ target.labelPlural }}</option> }
                </select>
              } @else if (upload.problem) {
                <button uiButton size="sm" type="button" (click)="queue.send(upload.key, chosen() || null)">{{ 'app.retry' | transloco }}</button>
              } @else {
                <ui-progress [label]="upload.file.name" [value]="upload.sent < 1 ? upload.sent * 100 : null" />
              }
              <button uiIconButton type="button" icon="x" size="sm" [label]="'imports.newFile.remove' | transloco: { name: upload.file.name }" (click)="queue.remove(upload.key)"></button>
            </li>
          }
        </ul>
        @if (queue.ordered().length > 1) { <p class="order">{{ 'imports.newFile.order' | transloco: { files: order() } }}</p> }
        <div class="foot"><button uiButton variant="primary" type="button" [disabled]="!queue.ordered().length || queue.working()" (click)="begin()">{{ 'imports.newFile.begin' | transloco: { name: queue.ordered()[0]?.name ?? '' } }}<ui-icon name="arrow-right" [size]="14" /></button></div>
      }
    </div>
  `,
  styles: `
    :host { display: block; height: 100%; overflow: auto; }
    .frame { display: flex; flex-direction: column; gap: 12px; max-width: 860px; margin: 0 auto; padding: 18px 24px 60px; }
    h2 { margin-top: 6px; font-size: 18px; }
    .lead, .order { margin: 0; color: var(--muted); }
    .type { max-width: 320px; }
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: grid; grid-template-columns: 18px minmax(0, 1fr) 180px auto; gap: 12px; align-items: center; padding: 10px 14px; border-bottom: 1px solid var(--line); }
    li:last-child { border-bottom: 0; }
    li > ui-icon { color: var(--muted); } li > .ok { color: var(--ok); } li > .bad { color: var(--bad); }
    .name { min-width: 0; overflow-wrap: anywhere; } .name strong { font-weight: 500; } .name p { margin: 0; color: var(--muted); font-size: var(--text-sm); }
    .foot { display: flex; justify-content: flex-end; }
    @media (max-width: 640px) { .frame { padding: 12px 14px 80px; } li { grid-template-columns: 18px minmax(0, 1fr) auto; } li select, li ui-progress, li > button:not(:last-child) { grid-column: 2; } li > button:last-child { grid-column: 3; grid-row: 1; } }
  `,
})
export class NewImportPage {
  /** Type of record, preselected by whoever links here. */
  readonly type = input<string>();
  protected readonly queue = inject(UploadQueue);
  private readonly words = inject(ImportWords);
  private readonly router = inject(Router);
  private readonly errors = inject(ErrorText);
  private readonly targets = signal<readonly ImportTarget[]>([]);
  protected readonly problem = signal('');
  protected readonly maxBytes = MAX_FILE_BYTES;
  protected readonly steps: readonly Step[] = STEPS.map((id) => ({ id, label: this.words.say(`steps.${id}`) }));
  protected readonly types = computed(() => inSuggestedOrder(this.targets().filter((target) => target.allowed)));
  protected readonly chosen = linkedSignal(() => this.type() ?? '');
  protected readonly order = computed(() => this.queue.ordered().map(({ name }) => name).join(', '));

  constructor() {
    usePage(() => ({ title: this.words.say('import'), crumbs: [{ label: this.words.say('title'), link: '/imports' }] }));
    inject(ImportsGateway).targets().then((targets) => this.targets.set(targets), (error: unknown) => this.problem.set(this.errors.of(error)));
  }

  protected async take(files: readonly File[]): Promise<void> {
    const alone = files.length === 1 && this.queue.uploads().length === 0;
    await this.queue.add(files, this.chosen() || null);
    if (alone && this.queue.done()) this.begin();
  }

  protected begin(): void {
    const first = this.queue.ordered()[0];
    if (first) void this.router.navigate(['/imports', first.id]);
  }

  protected about(upload: Upload): string {
    if (upload.problem) return upload.problem;
    if (upload.needsType) return this.words.say('newFile.unknown');
    if (upload.record) return this.words.say('newFile.recognised', { size: this.words.bytes(upload.file.size), columns: upload.record.columns.length, format: upload.record.preset ?? this.words.say(`formats.${upload.record.dialect.format}`) });
    return upload.sent < 1 ? this.words.say('newFile.sending', { size: this.words.bytes(upload.file.size) }) : this.words.say('newFile.reading');
  }
}
