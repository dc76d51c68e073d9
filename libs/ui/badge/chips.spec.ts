import { Component } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { mount } from '../testing/index.js';
import { UiChips } from './chips.js';

@Component({ imports: [UiChips], template: '<ui-chips [chips]="chips" />' })
class Host {
  readonly chips = [{ value: 'a', text: 'key account' }, { value: 'b', text: 'reference' }];
}

describe('chips', () => {
  it('are words of their own for whoever does not see the space between them', async () => {
    const { element } = await mount(Host);
    expect(element.textContent?.trim().split(/\s+/)).toEqual(['key', 'account', 'reference']);
  });
});
