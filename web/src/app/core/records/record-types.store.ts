import { computed, inject, Service, signal } from '@angular/core';
import { GraphqlClient } from '../graphql/graphql-client.js';
import { SessionStore } from '../session/session.store.js';
import { RecordTypesDocument } from './operations.generated.js';
import type { RecordTypeMetadata } from './record-metadata.js';

/** The descriptions of this workspace's record types, as the member sees them; asked for once a session. */
@Service()
export class RecordTypesStore {
  private readonly graphql = inject(GraphqlClient);
  private readonly types = signal<ReadonlyMap<string, RecordTypeMetadata>>(new Map());
  private readonly session = inject(SessionStore);
  private loading: Promise<void> | null = null;
  private reader: string | null = null;

  readonly all = computed(() => [...this.types().values()]);

  /** Routes of record pages wait for it. @throws AppError */
  load(): Promise<void> {
    const member = this.session.member()?.id ?? null;
    if (member !== this.reader) this.loading = null;
    this.reader = member;
    this.loading ??= this.read().catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  /** After a change of role or fields. */
  reload(): Promise<void> {
    this.loading = null;
    return this.load();
  }

  /** @throws when the type is not described: `load` has not ended, or the role may not see it */
  named(name: string): RecordTypeMetadata {
    const type = this.types().get(name);
    if (!type) throw new Error(`The record type "${name}" is not described.`);
    return type;
  }

  find(name: string): RecordTypeMetadata | undefined {
    return this.types().get(name);
  }

  /** Fields that name a record of that type, for selections; types nobody may see have none. */
  readonly titleFieldsOf = (name: string): readonly string[] => this.types().get(name)?.titleFields ?? [];

  private async read(): Promise<void> {
    const { recordTypes } = await this.graphql.query(RecordTypesDocument, {});
    this.types.set(new Map(recordTypes.map((type) => [type.name, type as RecordTypeMetadata])));
  }
}
