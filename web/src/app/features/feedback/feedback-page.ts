import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiEmpty, UiField, UiFileDrop, UiIcon, UiIconButton, UiInput, UiSkeleton, UiToasts, type Tone } from '@libs/ui';
import { AgoPipe } from '../../core/format/formats.js';
import { AppError, toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SessionStore } from '../../core/session/session.store.js';
import { SettingsSection } from '../settings/settings-section.js';
import { FeedbackGateway, type FeedbackRow } from './feedback.gateway.js';

const KINDS = ['PROBLEM', 'IDEA', 'QUESTION', 'PRAISE'] as const;
const TONES: Readonly<Record<string, Tone>> = { PROBLEM: 'bad', IDEA: 'info', QUESTION: 'warn', PRAISE: 'ok' };
const MAX_BYTES = 5 * 1_048_576;

/** Everybody writes here what is wrong, missing or good; those who run the workspace read it below. */
@Component({
  selector: 'app-feedback-page',
  imports: [AgoPipe, SettingsSection, TranslocoPipe, UiBadge, UiBanner, UiButton, UiEmpty, UiField, UiFileDrop, UiIcon, UiIconButton, UiInput, UiSkeleton],
  templateUrl: './feedback-page.html',
  styleUrls: ['../settings/settings-page.css', './feedback-page.css'],
  host: { '(paste)': 'paste($event)' },
})
export class FeedbackPage {
  private readonly gateway = inject(FeedbackGateway);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);
  protected readonly kinds = KINDS;
  protected readonly maxBytes = MAX_BYTES;
  protected readonly kind = signal<(typeof KINDS)[number]>('PROBLEM');
  protected readonly message = signal('');
  protected readonly page = signal(pathBefore());
  protected readonly picture = signal<File | null>(null);
  protected readonly sending = signal(false);
  private readonly error = signal<AppError | null>(null);
  protected readonly problem = computed(() => {
    const error = this.error();
    return error && (Object.keys(error.details).length === 0 || error.details['']) ? this.errors.of(error) : null;
  });

  protected readonly reads = computed(() => this.session.has('manage:settings'));
  protected readonly rows = signal<readonly FeedbackRow[] | null>(null);
  protected readonly next = signal<string | null>(null);
  protected readonly listProblem = signal<AppError | null>(null);

  constructor() {
    if (this.reads()) void this.load(false);
  }

  protected toneOf(row: FeedbackRow): Tone {
    return TONES[row.kind] ?? 'neutral';
  }

  protected reasons(field: string): readonly string[] | null {
    return this.errors.forField(this.error(), field);
  }

  protected paste(event: ClipboardEvent): void {
    const file = [...(event.clipboardData?.files ?? [])].find((each) => each.type.startsWith('image/'));
    if (file) this.picture.set(file);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.sending()) return;
    if (!this.message().trim()) {
      this.error.set(new AppError('VALIDATION_ERROR', '', { message: [this.say('messageMissing')] }));
      return;
    }
    this.sending.set(true);
    this.error.set(null);
    try {
      const picture = this.picture();
      const pictureId = picture ? await this.gateway.upload(picture) : null;
      const sent = await this.gateway.send({ kind: this.kind(), message: this.message().trim(), page: this.page().trim() || null, pictureId });
      this.message.set('');
      this.picture.set(null);
      if (this.reads()) this.rows.update((rows) => [sent, ...(rows ?? [])]);
      this.toasts.success(this.say('sent'));
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.sending.set(false);
    }
  }

  protected async settle(row: FeedbackRow): Promise<void> {
    try {
      const settled = await this.gateway.settle(row.id, row.settledAt === null);
      this.rows.update((rows) => (rows ?? []).map((each) => (each.id === settled.id ? settled : each)));
    } catch (error) {
      this.errors.toast(error);
    }
  }

  protected async load(more: boolean): Promise<void> {
    try {
      const page = await this.gateway.list(more ? this.next() : null);
      this.rows.update((rows) => (more ? [...(rows ?? []), ...page.nodes] : page.nodes));
      this.next.set(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
    } catch (error) {
      this.listProblem.set(toAppError(error));
      this.rows.update((rows) => rows ?? []);
    }
  }

  private say(key: string): string {
    return this.transloco.translate(`feedback.${key}`);
  }
}

/** The page of ours somebody came from. */
function pathBefore(): string {
  const state: unknown = history.state;
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null;
  return typeof from === 'string' && from.startsWith('/') ? from : '';
}
