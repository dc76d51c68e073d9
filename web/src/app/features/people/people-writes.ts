import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { UiToasts } from '@libs/ui';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordEditing } from '../records/record-editing.js';

/** A write about a person: done, shown, and offered to be undone; a refusal is said in the API's words. */
@Service()
export class PeopleWrites {
  private readonly editing = inject(RecordEditing);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);

  /** @returns whether it was written; `reload` runs in any case, so that what is shown is true */
  async run(key: string, params: Readonly<Record<string, unknown>>, act: () => Promise<string>, reload: () => Promise<void>): Promise<boolean> {
    try {
      const changeSetId = await act();
      await reload();
      this.editing.offerUndoText(this.transloco.translate(key, { ...params }), changeSetId, () => void reload());
      return true;
    } catch (error) {
      const reasons = Object.values(toAppError(error).details).flat();
      if (reasons.length > 0) this.toasts.error(reasons.join(' '));
      else this.errors.toast(error);
      await reload();
      return false;
    }
  }
}
