import { Component, signal } from '@angular/core';
import { EMPTY_LAYOUT, NOTHING_SELECTED, UiColumnPicker, UiGrid, type GridColumn, type GridEdit, type GridLayout, type GridSelection, type GridSort, type UiOption } from '@libs/ui';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly status: string;
  readonly title: string;
  readonly amount: string | null;
  readonly closes: string | null;
  readonly email: string;
}

const FIRST = ['Ava', 'Hugo', 'Amara', 'Theo', 'Sara', 'Ivy', 'Ada', 'Jonas', 'Lena', 'Mia', 'Zoe', 'Owen'];
const LAST = ['Weber', 'Patel', 'Kim', 'Rossi', 'Larsen', 'Nguyen', 'Silva', 'Novak', 'Tanaka', 'Moreau', 'Berg'];
const ACCOUNTS = ['Blue Fern Studio', 'Kite Analytics', 'Acme Logistics', 'Pine & Co', 'Northwind Robotics', 'Atlas Freight', 'Lumen Optics', 'Orchid Health'];
const STATUS: readonly UiOption[] = [
  { value: 'new', label: 'New', color: 'var(--hue-2)' }, { value: 'active', label: 'Active', color: 'var(--hue-4)' }, { value: 'risk', label: 'At risk', color: 'var(--hue-7)' },
];
const TONES = { new: 'info', active: 'ok', risk: 'bad' } as const;

const person = (i: number): Person => {
  const name = `${FIRST[i % FIRST.length]} ${LAST[(i * 7) % LAST.length]}`;
  return {
    id: `p${i}`, name, account: ACCOUNTS[(i * 5) % ACCOUNTS.length] ?? '', status: STATUS[(i * 3) % 3]?.value ?? 'new', title: ['CTO', 'Head of Sales', 'IT Director'][i % 3] ?? '',
    amount: i % 9 ? String(((i * 7919) % 200) * 1000) : null, closes: `2026-12-${String((i % 28) + 1).padStart(2, '0')}`, email: `${name.toLowerCase().replace(' ', '.')}${i}@example.com`,
  };
};

@Component({
  selector: 'app-gallery-grid',
  imports: [UiGrid, UiColumnPicker],
  template: `
    <div class="flex h-full flex-col">
      <div class="flex items-center gap-2 border-b border-line p-2"><ui-column-picker [columns]="columns" [(layout)]="layout" /><span class="text-muted">{{ selection().all ? 'all' : selection().ids.size }} selected</span></div>
      <ui-grid class="flex-1" label="People" selectable [columns]="columns" [total]="total" [rowAt]="rowAt" [rowId]="rowId" [(sort)]="sort" [(layout)]="layout" [(selection)]="selection" (edited)="apply($event)" />
    </div>
  `,
  styles: `:host { display: block; height: 100%; }`,
})
export class GalleryGrid {
  protected readonly total = 10_000;
  protected readonly people = signal<readonly Person[]>(Array.from({ length: this.total }, (_, i) => person(i)));
  protected readonly sort = signal<GridSort | null>({ column: 'name', direction: 'asc' });
  protected readonly layout = signal<GridLayout>(EMPTY_LAYOUT);
  protected readonly selection = signal<GridSelection>(NOTHING_SELECTED);
  protected readonly rowAt = (i: number) => this.people()[i];
  protected readonly rowId = (row: Person) => row.id;
  protected readonly columns: readonly GridColumn<Person>[] = [
    { id: 'name', label: 'Name', width: 220, sortable: true, text: (row) => row.name, avatar: (row) => ({ name: row.name }), value: (row) => row.name, editor: () => ({ kind: 'text' }) },
    { id: 'account', label: 'Account', width: 190, sortable: true, text: (row) => row.account, value: (row) => row.account, editor: () => ({ kind: 'relation', clearable: true, creatable: true, search: (query) => Promise.resolve(ACCOUNTS.filter((each) => each.toLowerCase().includes(query.toLowerCase())).map((each) => ({ value: each, label: each, avatar: 'company' as const }))) }) },
    { id: 'status', label: 'Status', width: 130, sortable: true, text: (row) => STATUS.find((each) => each.value === row.status)?.label ?? '', badge: (row) => ({ text: STATUS.find((each) => each.value === row.status)?.label ?? '', tone: TONES[row.status as keyof typeof TONES] }), value: (row) => row.status, editor: () => ({ kind: 'select', options: STATUS }) },
    { id: 'amount', label: 'Amount', width: 130, align: 'end', figure: true, sortable: true, text: (row) => (row.amount === null ? '' : `€${Number(row.amount).toLocaleString('en')}`), value: (row) => row.amount, editor: () => ({ kind: 'money', currency: 'EUR' }) },
    { id: 'closes', label: 'Closes', width: 140, sortable: true, text: (row) => row.closes ?? '', value: (row) => row.closes, editor: () => ({ kind: 'date' }) },
    { id: 'title', label: 'Title', text: (row) => row.title, value: (row) => row.title, editor: () => ({ kind: 'text' }) },
    { id: 'email', label: 'E-mail', width: 280, text: (row) => row.email },
  ];

  protected apply(edit: GridEdit<Person>): void {
    this.people.update((people) => people.map((each) => (each.id === edit.row.id ? { ...each, [edit.column.id]: edit.value ?? '' } : each)));
  }
}
