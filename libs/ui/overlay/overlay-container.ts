import { OverlayContainer } from '@angular/cdk/overlay';
import { inject, Injectable, type Provider } from '@angular/core';
import { UI_TEXT } from '../text/ui-text.js';

/** Menus and other pop-ups live at the end of the page; as a landmark they are part of the page's outline. */
@Injectable()
export class UiOverlayContainer extends OverlayContainer {
  private readonly text = inject(UI_TEXT);

  protected override _createContainer(): void {
    super._createContainer();
    this._containerElement?.setAttribute('role', 'region');
    this._containerElement?.setAttribute('aria-label', this.text().popups);
  }
}

export const provideUiOverlays = (): Provider => ({ provide: OverlayContainer, useClass: UiOverlayContainer });
