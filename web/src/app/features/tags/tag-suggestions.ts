import { computed, inject, Service, signal } from '@angular/core';
import type { OptionSearch, UiOption } from '@libs/ui';
import { hueOf } from '../../core/records/option-colour.js';
import { SessionStore } from '../../core/session/session.store.js';
import { TagsGateway } from './tags.gateway.js';

const OFFERED = 20;
const COLOURED = 500;
/** What colleagues have coloured since is seen after so long. */
const FRESH_MS = 60_000;
const NONE: Readonly<Record<string, string>> = {};

/** Tags of the workspace for whoever types one, so that one thing is not called by five names; and the colours they have. */
@Service()
export class TagSuggestions {
  private readonly gateway = inject(TagsGateway);
  private readonly session = inject(SessionStore);
  private readonly known = signal<{ readonly tenant: string | null; readonly colours: Readonly<Record<string, string>> }>({ tenant: null, colours: NONE });
  private readAt = 0;

  /** CSS colours by tag; none before `prepare` was called. */
  readonly colours = computed(() => (this.known().tenant === this.tenant() ? this.known().colours : NONE));

  readonly search: OptionSearch = async (query) => {
    const tags = await this.gateway.find(query.trim(), OFFERED);
    return tags.map(({ name, colour }): UiOption => {
      const color = hueOf(colour);
      return { value: name, label: name, ...(color ? { color } : {}) };
    });
  };

  /** Reads the colours, unless it was done a moment ago. */
  prepare(): void {
    if (this.known().tenant === this.tenant() && Date.now() - this.readAt < FRESH_MS) return;
    this.readAt = Date.now();
    void this.read();
  }

  /** Colours were changed here. */
  forget(): void {
    this.readAt = 0;
  }

  private async read(): Promise<void> {
    const tenant = this.tenant();
    try {
      const tags = await this.gateway.find('', COLOURED);
      this.known.set({ tenant, colours: Object.fromEntries(tags.flatMap(({ name, colour }) => (colour ? [[name, hueOf(colour)!]] : []))) });
    } catch {
      // Tags are as good without colours; asked again the next time.
      this.readAt = 0;
    }
  }

  private tenant(): string | null {
    return this.session.tenant()?.id ?? null;
  }
}
