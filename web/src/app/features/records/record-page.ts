import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { usePage } from '../../core/page/page.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordView } from './record-view.js';

/** A record on a page of its own. */
@Component({
  selector: 'app-record-page',
  imports: [RecordView],
  template: `<div class="mx-auto w-full max-w-7xl"><app-record-view [recordType]="recordType()" [id]="id()" [full]="true" (named)="name.set($event)" (removed)="leave()" /></div>`,
  styles: `:host { display: block; height: 100%; overflow: auto; }`,
})
export class RecordPage {
  /** Route data. */
  readonly recordType = input.required<string>();
  /** Route parameter. */
  readonly id = input.required<string>();
  private readonly types = inject(RecordTypesStore);
  private readonly router = inject(Router);
  protected readonly name = signal('');
  private readonly type = computed(() => this.types.named(this.recordType()));

  constructor() {
    usePage(() => ({ title: this.name(), crumbs: [{ label: this.type().labelPlural, link: `/${this.type().plural}` }] }));
  }

  protected leave(): void {
    void this.router.navigateByUrl(`/${this.type().plural}`);
  }
}
