import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordEditing } from './record-editing.js';

/** A write of a page: done, read again, and offered to be undone; a refusal is said in the API's words. */
@Service()
export class UndoableWrites {
  private readonly editing = inject(RecordEditing);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);

  /**
   * @param act answers the change set, or null where nothing had to be changed
   * @returns whether it was done; `reload` runs in any case, so that what is shown is true
   */
  async run(key: string, params: Readonly<Record<string, unknown>>, act: () => Promise<string | null>, reload: () => Promise<void>): Promise<boolean> {
    try {
      const changeSetId = await act();
      await reload();
      if (changeSetId) this.editing.offerUndoText(this.transloco.translate(key, { ...params }), changeSetId, () => void reload());
      return true;
    } catch (error) {
      this.errors.toast(error);
      await reload();
      return false;
    }
  }
}
