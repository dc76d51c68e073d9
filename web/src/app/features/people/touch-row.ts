import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiAvatar, UiButton, UiCheckbox, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuItem } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import type { ClientRecord } from '../../core/records/record-metadata.js';
import { personName } from './person-looks.js';

export const TOUCH_TYPES = ['CALL', 'EMAIL', 'MEETING', 'SMS'] as const;
export type TouchType = (typeof TOUCH_TYPES)[number];

/** What somebody entered about a touch. */
export interface Touch {
  readonly contact: ClientRecord;
  readonly type: TouchType;
  readonly note: string;
  readonly responded: boolean;
}

const SNOOZES = [1, 7, 30, 90] as const;
const CADENCES = [7, 14, 30, 90, 180, 365, 0] as const;
const ICONS = { CALL: 'phone', EMAIL: 'mail', MEETING: 'users', SMS: 'message-square' } as const;

interface Person {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly jobTitle?: string | null;
  readonly phone?: string | null;
  readonly mobile?: string | null;
  readonly doNotCall?: boolean;
  readonly doNotEmail?: boolean;
  readonly lastContactedAt?: string | null;
  readonly nextTouchOn?: string | null;
  readonly touchEveryDays?: number | null;
  readonly account?: { readonly name?: string } | null;
}

/** A person to call: who, since when, how to reach them; written down, put off, or asked for more or less often in place. */
@Component({
  selector: 'app-touch-row',
  imports: [RouterLink, TranslocoPipe, UiAvatar, UiButton, UiCheckbox, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuItem],
  templateUrl: './touch-row.html',
  styleUrl: './touch-row.css',
})
export class TouchRow {
  readonly contact = input.required<ClientRecord>();
  /** Whether it may be changed. */
  readonly editable = input(false);
  /** Writes a touch down; false when that was refused. */
  readonly log = input.required<(touch: Touch) => Promise<boolean>>();
  readonly snoozed = output<{ contact: ClientRecord; days: number }>();
  readonly paced = output<{ contact: ClientRecord; days: number | null }>();
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  protected readonly types = TOUCH_TYPES;
  protected readonly icons = ICONS;
  protected readonly snoozes = SNOOZES;
  protected readonly cadences = CADENCES;
  protected readonly open = signal(false);
  protected readonly type = signal<TouchType>('CALL');
  protected readonly note = signal('');
  protected readonly responded = signal(false);
  protected readonly saving = signal(false);
  protected readonly person = computed(() => this.contact() as Person);
  protected readonly name = computed(() => personName(this.person()));
  protected readonly about = computed(() => [this.person().jobTitle, this.person().account?.name].filter(Boolean).join(' · '));
  protected readonly number = computed(() => (this.person().doNotCall ? null : (this.person().mobile ?? this.person().phone ?? null)));
  protected readonly mail = computed(() => (this.person().doNotEmail ? null : (this.person().email ?? null)));
  protected readonly late = computed(() => (this.person().nextTouchOn ?? '9') < this.formats.today());
  protected readonly due = computed(() => {
    const day = this.person().nextTouchOn;
    if (!day) return '';
    const today = this.formats.today();
    return this.transloco.translate<string>(`people.touch.${day < today ? 'overdue' : day === today ? 'dueToday' : 'due'}`, { day: this.formats.date(day) });
  });
  protected readonly last = computed(() => {
    const { lastContactedAt, touchEveryDays } = this.person();
    const last = lastContactedAt ? this.transloco.translate<string>('people.touch.last', { when: this.formats.relative(lastContactedAt) }) : this.transloco.translate<string>('people.touch.never');
    return touchEveryDays ? `${last}, ${this.transloco.translate<string>('people.touch.every', { days: touchEveryDays })}` : last;
  });

  protected dial(number: string): string {
    return `tel:${number.replace(/[^+\d]/g, '')}`;
  }

  protected step(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = TOUCH_TYPES.at((TOUCH_TYPES.indexOf(this.type()) + by) % TOUCH_TYPES.length)!;
    this.type.set(next);
    (event.currentTarget as HTMLElement).parentElement!.querySelectorAll<HTMLElement>('[role=radio]')[TOUCH_TYPES.indexOf(next)]?.focus();
  }

  /** What was noted stays until it is saved. */
  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving()) return;
    this.saving.set(true);
    const saved = await this.log()({ contact: this.contact(), type: this.type(), note: this.note().trim(), responded: this.responded() });
    this.saving.set(false);
    if (!saved) return;
    this.open.set(false);
    this.note.set('');
    this.responded.set(false);
  }
}
