import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { UiToasts } from '@libs/ui';
import { AppError, type ClientErrorCode, toAppError } from './app-error.js';

/** Codes whose message the API words for this very case. */
const WORDED: ReadonlySet<ClientErrorCode> = new Set<ClientErrorCode>(['VALIDATION_ERROR', 'PRECONDITION_FAILED', 'CONFLICT', 'FORBIDDEN', 'TWO_FACTOR_REQUIRED', 'MODULE_NOT_ENABLED', 'TRIAL_EXPIRED', 'USAGE_LIMIT_REACHED']);

/** Codes whose details are reasons. */
const EXPLAINED: ReadonlySet<ClientErrorCode> = new Set<ClientErrorCode>(['VALIDATION_ERROR', 'PRECONDITION_FAILED']);

/** Errors in words a person can act on. */
@Service()
export class ErrorText {
  private readonly transloco = inject(TranslocoService);
  private readonly toasts = inject(UiToasts);

  of(error: unknown): string {
    const known = toAppError(error);
    const own = WORDED.has(known.code) ? known.message : '';
    const text = own || this.transloco.translate(`errors.${known.code}`);
    return known.code === 'INTERNAL' && known.requestId ? `${text} ${this.transloco.translate('errors.reference', { id: known.requestId })}` : text;
  }

  /** The reasons for one field, or null when there are none (for `ui-field [errors]`). */
  forField(error: AppError | null, field: string): readonly string[] | null {
    const reasons = error?.reasonsFor(field) ?? [];
    return reasons.length ? reasons : null;
  }

  /** With the reasons for each value, where the API gives some. `labelOf` says what people call a field of the input. */
  inFull(error: unknown, labelOf: (field: string) => string | undefined = () => undefined): string {
    const known = toAppError(error);
    // Other codes have details for programs, such as the record that one was merged into.
    const reasons = Object.entries(EXPLAINED.has(known.code) ? known.details : {}).flatMap(([field, each]) => each.map((reason) => {
      const label = labelOf(field);
      return label && !reason.includes(label) ? `${label}: ${reason}` : reason;
    }));
    return reasons.join(' ') || this.of(error);
  }

  /** Says `inFull` as a toast; for failed edits that were rolled back. */
  toast(error: unknown, labelOf?: (field: string) => string | undefined): void {
    this.toasts.error(this.inFull(error, labelOf));
  }
}
