import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { UiDialogs, UiToasts } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { DuplicateWords } from './duplicate-words.js';
import { DuplicatesGateway } from './duplicates.gateway.js';
import type { MergeDialogData, Merged } from './merge-dialog.js';

/** Opens the dialogue that merges records, and takes merges back; for the queue, lists and histories alike. */
@Service()
export class Merging {
  private readonly dialogs = inject(UiDialogs);
  private readonly gateway = inject(DuplicatesGateway);
  private readonly toasts = inject(UiToasts);
  private readonly errors = inject(ErrorText);
  private readonly words = inject(DuplicateWords);

  /**
   * Asks what to keep of 2 to 10 records and merges them. Its words (`duplicatesText`) and the record types must be loaded.
   *
   * @param undone told when the merge was taken back from the toast
   * @returns the survivor's id, or null when the person left it
   */
  async merge(recordType: string, ids: readonly string[], undone: () => void = () => undefined): Promise<string | null> {
    const { MergeDialog } = await import('./merge-dialog.js');
    const ref = this.dialogs.open<Merged, MergeDialogData, InstanceType<typeof MergeDialog>>(MergeDialog, { data: { recordType, ids }, size: 'xl' });
    const merged = await firstValueFrom(ref.closed);
    if (!merged) return null;
    this.toasts.undoable(this.words.say('merged', { count: ids.length, title: merged.title }), () => void this.unmerge(merged.changeSetId, undone));
    return merged.survivorId;
  }

  async unmerge(changeSetId: string, undone: () => void = () => undefined): Promise<void> {
    try {
      const { skipped } = await this.gateway.unmerge(changeSetId);
      if (skipped.length > 0) this.toasts.show({ text: this.words.say('unmergedPartly', { count: skipped.length, title: skipped[0]!.title, reason: skipped[0]!.reason }), tone: 'bad' });
      else this.toasts.success(this.words.say('unmerged'));
      undone();
    } catch (error) {
      this.errors.toast(error);
    }
  }
}
