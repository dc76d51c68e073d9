import { Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiButton, UiDateInput, UiField, UiIcon, UiTagInput } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { isMissing, type FieldMetadata } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { FieldControl } from '../records/field-control.js';
import { ActivitiesGateway } from './activities.gateway.js';
import { ACTIVITY_ICONS, endOf, QUICK_TYPES, type QuickType } from './activity-looks.js';
import { ActivityWork } from './activity-work.js';

/** What an activity is entered about: `{ accountId }`, `{ contactId }` or `{ opportunityId }`. */
export type About = Readonly<Partial<Record<'accountId' | 'contactId' | 'opportunityId', string>>>;

/** Writes down in a few keystrokes what was done, or what is to be done. Ctrl/Cmd+Enter saves. */
@Component({
  selector: 'app-quick-log',
  imports: [FieldControl, TranslocoPipe, UiButton, UiDateInput, UiField, UiIcon, UiTagInput],
  template: `
    <form #form (submit)="save($event)">
      <div class="types" role="radiogroup" [attr.aria-label]="'activities.kind' | transloco">
        @for (each of types; track each) {
          <button type="button" role="radio" [attr.aria-checked]="type() === each" [attr.tabindex]="type() === each ? 0 : -1" (click)="type.set(each)" (keydown)="step($event)"><ui-icon [name]="icons[each]!" [size]="14" /><span>{{ 'activities.types.' + each | transloco }}</span></button>
        }
      </div>
      <textarea class="ui-input" rows="2" [attr.aria-label]="hint()" [placeholder]="hint()" [value]="words()" (input)="words.set($any($event.target).value)" (keydown.control.enter)="form.requestSubmit()" (keydown.meta.enter)="form.requestSubmit()"></textarea>
      @if (words() || type() === 'TASK') {
        <div class="more">
          @if (type() === 'TASK') { <ui-field [label]="'activities.due' | transloco"><ui-date [(value)]="due" /></ui-field> }
          @for (field of asked(); track field.name) {
            <ui-field class="grow" [label]="field.label" [hint]="field.help ?? ''" [mandatory]="true" [errors]="errorsOf(field)"><app-field-control [field]="field" [value]="own()[field.name]" (valueChange)="setOwn(field.name, $event)" /></ui-field>
          }
          <ui-field class="grow" [label]="'activities.mention' | transloco"><ui-tags [(value)]="mentions" [search]="people" /></ui-field>
          <button uiButton variant="primary" type="submit" [loading]="saving()" [disabled]="!words().trim()">{{ (type() === 'TASK' ? 'activities.addTask' : 'activities.log') | transloco }}</button>
        </div>
      }
    </form>
  `,
  styles: `
    form { display: flex; flex-direction: column; gap: 8px; margin-bottom: 18px; padding: 10px; border: 1px solid var(--line); border-radius: var(--radius-lg); background: var(--surface); }
    .types { display: flex; flex-wrap: wrap; gap: 4px; }
    .types button { display: inline-flex; gap: 6px; align-items: center; min-height: 28px; padding: 0 9px; border: 1px solid transparent; border-radius: 99px; background: none; color: var(--muted); font: 500 var(--text-sm)/1 var(--font); }
    .types button:hover { background: var(--hover); }
    .types button[aria-checked='true'] { border-color: var(--line-strong); background: var(--raised); color: var(--fg); }
    textarea { height: auto; padding: 7px 9px; resize: vertical; }
    .more { display: flex; flex-wrap: wrap; gap: 10px; align-items: start; }
    .more button { align-self: end; }
    .grow { flex: 1; min-width: 160px; }
    @media (pointer: coarse) { .types button { min-height: 40px; } }
  `,
})
export class QuickLog {
  readonly about = input.required<About>();
  /** Something was entered. */
  readonly logged = output();
  private readonly gateway = inject(ActivitiesGateway);
  private readonly work = inject(ActivityWork);
  private readonly formats = inject(Formats);
  private readonly records = inject(RecordsGateway);
  private readonly transloco = inject(TranslocoService);
  private readonly recordTypes = inject(RecordTypesStore);
  protected readonly types = QUICK_TYPES;
  protected readonly icons = ACTIVITY_ICONS;
  protected readonly type = signal<QuickType>('NOTE');
  protected readonly words = signal('');
  protected readonly due = signal<string | null>(null);
  protected readonly mentions = signal<readonly string[]>([]);
  protected readonly saving = signal(false);
  /** What the workspace's own fields ask of every plan; what is only written down is not held up by them. */
  protected readonly asked = computed<readonly FieldMetadata[]>(() => (this.type() === 'TASK' ? (this.recordTypes.find('activity')?.fields ?? []).filter((field) => field.customKey !== null && isMissing(field, null)) : []));
  protected readonly own = signal<Readonly<Record<string, unknown>>>({});
  private readonly refused = signal(false);
  protected readonly hint = computed(() => this.transloco.translate(`activities.hints.${this.type()}`));
  protected readonly people = (query: string) => this.records.options('member', query);

  protected step(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = QUICK_TYPES.at((QUICK_TYPES.indexOf(this.type()) + by) % QUICK_TYPES.length)!;
    this.type.set(next);
    const buttons = (event.currentTarget as HTMLElement).parentElement!.querySelectorAll<HTMLElement>('button');
    buttons[QUICK_TYPES.indexOf(next)]?.focus();
  }

  protected setOwn(name: string, value: unknown): void {
    this.own.update((values) => ({ ...values, [name]: value }));
  }

  protected errorsOf(field: FieldMetadata): readonly string[] {
    return this.refused() && isMissing(field, this.own()[field.name]) ? [this.transloco.translate('records.required', { field: field.label })] : [];
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const words = this.words().trim();
    if (!words || this.saving()) return;
    this.refused.set(this.asked().some((field) => isMissing(field, this.own()[field.name])));
    if (this.refused()) return;
    this.saving.set(true);
    const mentionIds = [...this.mentions()];
    const about = this.about();
    const due = this.due();
    const [subject = words] = words.split('\n');
    const saved = await this.work.run(
      'activities.logged',
      () =>
        this.type() === 'TASK'
          ? this.gateway.plan({ type: 'TASK', subject: subject.slice(0, 255), ...(words === subject ? {} : { description: words }), ...(due ? { dueAt: endOf(this.formats, due) } : {}), mentionIds, ...about, ...this.own() })
          : this.gateway.log({ type: this.type(), description: words, mentionIds, ...about }),
      () => this.logged.emit(),
    );
    this.saving.set(false);
    if (!saved) return;
    this.words.set('');
    this.own.set({});
    this.mentions.set([]);
    this.due.set(null);
  }
}
