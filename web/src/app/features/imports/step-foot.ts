import { Component } from '@angular/core';

/** The buttons at the end of a step; always in view. `[back]` goes to the left. */
@Component({
  selector: 'app-step-foot',
  template: `<ng-content select="[back]" /><span></span><ng-content />`,
  styles: `
    :host {
      position: sticky; bottom: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 16px -4px 0; padding: 12px 4px;
      border-top: 1px solid var(--line); background: var(--bg);
    }
    span { flex: 1; }
  `,
})
export class StepFoot {}
