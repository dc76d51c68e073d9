import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { UiDialogs } from '@libs/ui';
import { firstValueFrom } from 'rxjs';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { RecordEditing } from '../records/record-editing.js';
import { ConvertDialog, type ConvertData } from './convert-dialog.js';
import type { Converted } from './people.gateway.js';
import { personName } from './person-looks.js';

/** Opens the dialogue that turns a lead into an account and a deal, and offers to undo it. */
@Service()
export class Converting {
  private readonly dialogs = inject(UiDialogs);
  private readonly editing = inject(RecordEditing);
  private readonly records = inject(RecordsGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly transloco = inject(TranslocoService);

  /** @returns what the lead became, or null when the person thought better of it */
  async open(contact: ConvertData): Promise<Converted | null> {
    const ref = this.dialogs.open<Converted, ConvertData, ConvertDialog>(ConvertDialog, { data: contact, size: 'md' });
    const done = await firstValueFrom(ref.closed, { defaultValue: undefined });
    if (!done) return null;
    const refresh = (): void => void this.records.refresh(this.types.named('contact'), contact.id).catch(() => undefined);
    refresh();
    this.editing.offerUndoText(this.transloco.translate('people.convert.done', { name: personName(contact) }), done.changeSetId, refresh);
    return done;
  }
}
