import { describe, expect, it, jest } from '@jest/globals';
import { TranslocoTestingModule } from '@jsverse/transloco';
import { importProvidersFrom } from '@angular/core';
import { all, find, mount, press, type as enter, textOf, type Mounted } from '@libs/ui/testing';
import type { FieldMetadata, RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { TagSuggestions } from '../../tags/tag-suggestions.js';
import { FieldViews } from '../field-views.js';
import words from '../views/views.en.json' with { type: 'json' };
import { FilterGroupEditor } from './filter-group-editor.js';
import { NO_FILTER, type FilterGroup } from './filter-model.js';
import { FilterNames } from './filter-names.js';

const field = (name: string, kind: FieldMetadata['kind'], more: Partial<FieldMetadata> = {}): FieldMetadata =>
  ({ name, kind, label: `The ${name}`, filterable: true, choices: [], target: null, ...more }) as FieldMetadata;
const type = { name: 'deal', fields: [field('name', 'text'), field('state', 'choice', { choices: ['OPEN', 'WON'] }), field('due', 'date'), field('cf_size', 'number'), field('secret', 'json', { filterable: false })] } as unknown as RecordTypeMetadata;

const views = { choices: (of: FieldMetadata) => of.choices.map((value) => ({ value, label: value })) };
const providers = [importProvidersFrom(TranslocoTestingModule.forRoot({ langs: { en: { views: words } }, translocoConfig: { availableLangs: ['en'], defaultLang: 'en' }, preloadLangs: true })), { provide: FieldViews, useValue: views }, { provide: FilterNames, useValue: { all: () => ({}), searchOf: jest.fn() } }, { provide: TagSuggestions, useValue: { prepare: jest.fn(), colours: () => ({}), search: () => Promise.resolve([]) } }];

/** The builder, holding what it says. */
async function builder(group: FilterGroup = NO_FILTER): Promise<Mounted<FilterGroupEditor> & { value: () => FilterGroup }> {
  const mounted = await mount(FilterGroupEditor, { type, group }, providers);
  let value = group;
  mounted.component.groupChange.subscribe((changed) => {
    value = changed;
    mounted.fixture.componentRef.setInput('group', changed);
  });
  return { ...mounted, value: () => value };
}
const button = (root: ParentNode, text: string): HTMLElement => all(root, 'button').find((each) => textOf(each) === text || each.getAttribute('aria-label') === text)!;
const pick = async (mounted: Mounted<unknown>, box: HTMLInputElement, text: string): Promise<void> => {
  box.focus();
  enter(box, text);
  await mounted.settle();
  press(box, 'Enter');
  await mounted.settle();
};

describe('the filter builder', () => {
  it('offers the fields that the description lets be filtered, those of the workspace among them, and no others', async () => {
    const built = await builder();
    button(built.element, 'Add condition').click();
    await built.settle();
    find<HTMLInputElement>(built.element, 'input[role=combobox]').click();
    await built.settle();
    expect(all(document, '[role=option]').map((option) => textOf(option))).toEqual(['The name', 'The state', 'The due', 'The cf_size']);
  });

  it('asks of each kind of field what makes sense, and starts with a value where there is one', async () => {
    const built = await builder({ mode: 'all', items: [{ field: '', operator: 'eq', values: [] }] });
    await pick(built, find<HTMLInputElement>(built.element, 'input[role=combobox]'), 'The due');
    expect(built.value().items).toEqual([{ field: 'due', operator: 'within', values: ['last 7 days'] }]);
    const operator = find<HTMLSelectElement>(built.element, 'select[aria-label=Condition]');
    expect(all<HTMLOptionElement>(operator, 'option').map((option) => option.value)).toEqual(['within', 'eq', 'gte', 'lte', 'between', 'isNull', 'isSet']);
    operator.value = 'gte';
    operator.dispatchEvent(new Event('change'));
    await built.settle();
    expect(built.value().items).toEqual([{ field: 'due', operator: 'gte', values: [] }]);
  });

  it('reads a number of days, weeks or months', async () => {
    const built = await builder({ mode: 'all', items: [{ field: 'due', operator: 'within', values: ['last 7 days'] }] });
    const [kind, unit] = all<HTMLSelectElement>(built.element, 'app-period-control select');
    kind!.value = 'ago';
    kind!.dispatchEvent(new Event('change'));
    await built.settle();
    enter(find(built.element, 'app-period-control input'), '3');
    await built.settle();
    unit!.value = 'month';
    unit!.dispatchEvent(new Event('change'));
    expect(built.value().items).toMatchObject([{ values: ['more than 3 months ago'] }]);
  });

  it('puts groups into groups, with the other mode, and the focus into the new condition', async () => {
    const built = await builder({ mode: 'all', items: [{ field: 'name', operator: 'contains', values: ['x'] }] });
    button(built.element, 'Add group').click();
    await built.settle();
    expect(built.value()).toEqual({ mode: 'all', items: [{ field: 'name', operator: 'contains', values: ['x'] }, { mode: 'any', items: [{ field: '', operator: 'eq', values: [] }] }] });
    expect(find(built.element, 'app-filter-group-editor').contains(document.activeElement)).toBe(true);
    const mode = find<HTMLSelectElement>(built.element, 'app-filter-group-editor select');
    mode.value = 'none';
    mode.dispatchEvent(new Event('change'));
    expect(built.value().items[1]).toMatchObject({ mode: 'none' });
  });

  it('takes a condition out and leaves the others, with the focus beside', async () => {
    const built = await builder({ mode: 'any', items: [{ field: 'name', operator: 'contains', values: ['first'] }, { field: 'name', operator: 'contains', values: ['second'] }] });
    button(built.element, 'Remove condition').click();
    await built.settle();
    expect(built.value()).toEqual({ mode: 'any', items: [{ field: 'name', operator: 'contains', values: ['second'] }] });
    expect(find<HTMLInputElement>(built.element, 'input[aria-label=Value]').value).toBe('second');
    expect(document.activeElement?.closest('app-filter-rule-editor')).not.toBeNull();
  });
});
