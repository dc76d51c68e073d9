import { NgTemplateOutlet } from '@angular/common';
import { Component, inject, input, output } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe, translateSignal } from '@jsverse/transloco';
import { UiIcon, UiIconButton, UiKbd, UiTooltip } from '@libs/ui';
import { Navigation } from './navigation.js';
import { TenantSwitcher } from './tenant-switcher.js';

@Component({
  selector: 'app-sidebar',
  imports: [NgTemplateOutlet, RouterLink, RouterLinkActive, TenantSwitcher, TranslocoPipe, UiIcon, UiIconButton, UiKbd, UiTooltip],
  templateUrl: './sidebar.html',
  styleUrl: './sidebar.css',
  host: { role: 'navigation', '[attr.aria-label]': 'label()', '[class.narrow]': 'narrow()' },
})
export class Sidebar {
  /** Icons only. */
  readonly narrow = input(false);
  /** As a drawer over the page (phone). */
  readonly drawer = input(false);
  readonly searched = output();
  readonly left = output();
  protected readonly label = translateSignal('nav.label');
  protected readonly navigation = inject(Navigation);
}
