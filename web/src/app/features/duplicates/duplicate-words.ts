import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { fieldNamed, type ClientRecord } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { FieldViews } from '../records/field-views.js';
import type { DuplicateGroup, DuplicateReason, RecordCard } from './duplicates.gateway.js';

/** How duplicates are put into words. */
@Service()
export class DuplicateWords {
  private readonly transloco = inject(TranslocoService);
  private readonly types = inject(RecordTypesStore);
  private readonly views = inject(FieldViews);

  say(key: string, values: Record<string, unknown> = {}): string {
    return this.transloco.translate(`duplicates.${key}`, values);
  }

  reason({ code, letters }: DuplicateReason): string {
    return code === 'SIMILAR_NAME' && (letters ?? 1) > 1 ? this.say('reasons.SIMILAR_NAMES', { letters }) : this.say(`reasons.${code}`);
  }

  /** All reasons of a group, each once: what agrees first. */
  reasonsOf(group: Pick<DuplicateGroup, 'pairs'>): { text: string; agrees: boolean }[] {
    const told = new Map(group.pairs.flatMap(({ reasons }) => reasons).map((reason) => [this.reason(reason), reason.agrees]));
    return [...told].map(([text, agrees]) => ({ text, agrees })).sort((a, b) => Number(b.agrees) - Number(a.agrees));
  }

  /** A field of a card as people read it. */
  value(recordType: string, card: RecordCard, name: string): string {
    const values = card.values as Readonly<Record<string, unknown>>;
    const title = (card.titles as Readonly<Record<string, string>>)[name];
    const field = fieldNamed(this.types.named(recordType), name);
    if (title !== undefined || !field || values[name] === undefined || field.kind === 'reference') return title ?? '';
    return this.views.text(field, { __typename: '', id: card.id, version: card.version, ...values } as ClientRecord);
  }

  label(recordType: string, name: string): string {
    return fieldNamed(this.types.named(recordType), name)?.label ?? name;
  }

  /** What tells one record from another at a glance. */
  facts(recordType: string, card: RecordCard): string[] {
    const names = recordType === 'account' ? ['website', 'phone', 'billingCity', 'ownerId'] : ['jobTitle', 'accountId', 'email', 'phone', 'mobile'];
    return names.map((name) => this.value(recordType, card, name)).filter(Boolean);
  }
}
