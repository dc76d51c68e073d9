import { Component, inject, signal } from '@angular/core';
import * as ui from '@libs/ui';

/** Every component in one look, for work on the design system. */
@Component({
  selector: 'app-gallery-page',
  imports: [ui.UiButton, ui.UiIconButton, ui.UiIcon, ui.UiBadge, ui.UiAvatar, ui.UiKbd, ui.UiField, ui.UiInput, ui.UiCheckbox, ui.UiSwitch, ui.UiBanner, ui.UiEmpty, ui.UiProgress, ui.UiSkeleton, ui.UiTabs, ui.UiTab, ui.UiMenuFor, ui.UiMenu, ui.UiMenuItem, ui.UiMenuCheck, ui.UiMenuGroup, ui.UiStat, ui.UiSparkline, ui.UiBars],
  templateUrl: './gallery-page.html',
})
export class GalleryPage {
  protected readonly toasts = inject(ui.UiToasts);
  protected readonly confirm = inject(ui.UiConfirm);
  protected readonly on = signal(true);
  protected readonly bars = [
    { label: 'Qualify', value: 487000, text: '€487,000' },
    { label: 'Proposal', value: 883000, text: '€883,000' },
  ];
  protected async ask(): Promise<void> {
    if (await this.confirm.ask({ title: 'Delete pipeline?', text: 'This cannot be undone.', action: 'Delete pipeline', tone: 'bad' })) this.toasts.success('Deleted');
  }
}
