import { Component, input } from '@angular/core';
import { UiEmpty, type IconName } from '@libs/ui';

/** A page that says that something is not there. */
@Component({
  selector: 'app-system-page',
  imports: [UiEmpty],
  template: `<ui-empty [icon]="icon()" [title]="heading()" [text]="text()"><ng-content /></ui-empty>`,
  styles: `:host { display: grid; place-items: center; min-height: 100%; }`,
})
export class SystemPage {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
}
