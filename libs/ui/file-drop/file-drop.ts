import { booleanAttribute, Component, computed, inject, input, output, signal } from '@angular/core';
import { UiIcon } from '../icon/icon.js';
import { fill, UI_TEXT, uniqueId } from '../text/ui-text.js';

const MEGABYTE = 1024 * 1024;

/** Takes files by drop or by choosing; what is of another kind or too large is refused with a reason. */
@Component({
  selector: 'ui-file-drop',
  imports: [UiIcon],
  template: `
    <input #box class="ui-sr" type="file" [id]="id" [accept]="accept()" [multiple]="multiple()" [disabled]="disabled()" [attr.aria-describedby]="id + '-note'" (change)="take(box.files); box.value = ''" />
    <label class="zone" [attr.for]="id" [class.over]="over()" (dragover)="enter($event)" (dragleave)="over.set(false)" (drop)="drop($event)">
      <span class="icon"><ui-icon name="file-up" [size]="22" /></span>
      <span><strong>{{ text().dropFile }}</strong>&ngsp;<span class="link">{{ text().browse }}</span></span>
      <span class="note" [id]="id + '-note'">{{ note() }}</span>
    </label>
    <p role="alert">@if (problem()) { <ui-icon name="circle-alert" [size]="14" />{{ problem() }} }</p>
  `,
  styles: `
    :host { display: block; position: relative; }
    .zone {
      display: flex; flex-direction: column; align-items: center; gap: 5px; padding: 34px 20px; border: 1.5px dashed var(--control-line); border-radius: var(--radius-lg);
      background: var(--surface); cursor: pointer; text-align: center; transition: background var(--fast), border-color var(--fast);
    }
    .zone:hover, .zone.over { border-color: var(--brand); background: var(--brand-soft); }
    input:focus-visible + .zone { outline: 2px solid var(--focus); outline-offset: 2px; }
    input:disabled + .zone { opacity: 0.6; cursor: default; }
    .icon { display: grid; place-items: center; width: 42px; height: 42px; margin-bottom: 5px; border-radius: 12px; background: var(--brand-soft); color: var(--brand-fg); }
    strong { font-weight: 500; }
    .link { color: var(--brand-fg); text-decoration: underline; text-underline-offset: 3px; }
    .note { color: var(--muted); font-size: var(--text-sm); }
    p { display: flex; gap: 6px; align-items: center; margin: 8px 0 0; color: var(--bad); }
    p:empty { display: none; }
  `,
})
export class UiFileDrop {
  /** As in HTML: `.csv,.tsv,text/csv`. */
  readonly accept = input('');
  readonly maxBytes = input(Number.POSITIVE_INFINITY);
  readonly note = input('');
  readonly multiple = input(false, { transform: booleanAttribute });
  readonly disabled = input(false, { transform: booleanAttribute });
  readonly files = output<readonly File[]>();
  protected readonly text = inject(UI_TEXT);
  protected readonly id = uniqueId('file');
  protected readonly over = signal(false);
  protected readonly problem = signal('');
  private readonly kinds = computed(() => this.accept().toLowerCase().split(',').map((kind) => kind.trim()).filter(Boolean));

  protected enter(event: DragEvent): void {
    event.preventDefault();
    this.over.set(!this.disabled());
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    if (!this.disabled()) this.take(event.dataTransfer?.files ?? null);
  }

  protected take(list: FileList | null): void {
    const files = [...(list ?? [])].slice(0, this.multiple() ? undefined : 1);
    const wrong = files.find((file) => !this.accepts(file));
    const large = files.find((file) => file.size > this.maxBytes());
    this.problem.set(
      wrong ? fill(this.text().wrongFile, wrong.name, this.accept()) : large ? fill(this.text().tooLarge, large.name, `${Math.floor(this.maxBytes() / MEGABYTE)} MB`) : '',
    );
    if (files.length && !wrong && !large) this.files.emit(files);
  }

  private accepts(file: File): boolean {
    const name = file.name.toLowerCase();
    return !this.kinds().length || this.kinds().some((kind) => (kind.startsWith('.') ? name.endsWith(kind) : kind === file.type || (kind.endsWith('/*') && file.type.startsWith(kind.slice(0, -1)))));
  }
}
