import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { UiToastOutlet } from '@libs/ui';
import { Theme } from './core/theme/theme.js';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet, UiToastOutlet],
  template: `<router-outlet /><ui-toast-outlet />`,
})
export class App {
  // Applies the theme from the first moment on, also on pages without the shell.
  protected readonly theme = inject(Theme);
}
