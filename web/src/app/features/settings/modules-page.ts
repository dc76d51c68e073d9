import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { MODULES, type LicensedModule } from '@libs/contracts';
import { UiBadge, UiIcon } from '@libs/ui';
import { DayPipe } from '../../core/format/formats.js';
import { SessionStore } from '../../core/session/session.store.js';
import { SettingsSection } from './settings-section.js';

/** Which parts of the product the workspace has, and until when. */
@Component({
  selector: 'app-modules-page',
  imports: [DayPipe, SettingsSection, TranslocoPipe, UiBadge, UiIcon],
  template: `
    <app-settings-section [heading]="'settings.modules.heading' | transloco" [text]="'settings.modules.text' | transloco">
      <ul class="rows">
        @for (module of modules(); track module.id) {
          <li>
            <ui-icon name="puzzle" [size]="18" />
            <span class="what">
              <span>{{ module.name }} <ui-badge>{{ 'settings.modules.tiers.' + module.tier | transloco }}</ui-badge></span>
              @if (module.description) { <small>{{ module.description }}</small> }
              @if (module.trialEndsAt; as end) { <small>{{ (past(end) ? 'settings.modules.trialEnded' : 'settings.modules.trialEnds') | transloco: { day: end | day } }}</small> }
            </span>
            <ui-badge [tone]="module.enabled ? 'ok' : 'neutral'">{{ (module.enabled ? 'settings.modules.on' : 'settings.modules.off') | transloco }}</ui-badge>
          </li>
        }
      </ul>
    </app-settings-section>
  `,
  styleUrl: './settings-page.css',
})
export class ModulesPage {
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly known: Readonly<Record<string, LicensedModule>> = MODULES;
  protected readonly modules = computed(() => (this.session.me()?.modules ?? []).map((module) => ({ ...module, name: this.word('names', module.id) ?? module.name, description: this.word('abouts', module.id) ?? this.known[module.id]?.description ?? '' })));

  private word(of: 'names' | 'abouts', id: string): string | undefined {
    const words = this.transloco.translateObject<Readonly<Record<string, string>>>(`settings.modules.${of}`);
    return words[id];
  }

  protected past(instant: string): boolean {
    return Date.parse(instant) < Date.now();
  }
}
