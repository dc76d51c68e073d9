import { describe, expect, it } from '@jest/globals';
import { UiBars, UiSparkline, UiStat } from '../chart/charts.js';
import { UiFileDrop } from '../file-drop/file-drop.js';
import { UiStepper } from '../stepper/stepper.js';
import { all, find, mount, textOf } from '../testing/index.js';
import { UiTimeline } from './timeline.js';

describe('timeline', () => {
  it('puts entries under their captions', async () => {
    const { element } = await mount(UiTimeline, {
      label: 'Activity', entries: [{ id: '1', icon: 'phone', title: 'Call', when: 'now', group: 'Today' }, { id: '2', icon: 'mail', title: 'Mail', when: '2 h', group: 'Today' }, { id: '3', icon: 'check', title: 'Done', when: '1 d', group: 'Yesterday' }],
    });
    expect(all(element, 'h3').map((caption) => textOf(caption))).toEqual(['Today', 'Yesterday']);
    expect(all(find(element, 'ol'), 'li')).toHaveLength(2);
    expect(find(element, 'ol').getAttribute('aria-label')).toBe('Today');
  });
});

describe('stepper', () => {
  const steps = [{ id: 'file', label: 'File' }, { id: 'map', label: 'Columns' }, { id: 'run', label: 'Run' }];

  it('marks the present step and lets one go back to done ones', async () => {
    const { element, fixture } = await mount(UiStepper, { label: 'Import', steps, current: 'map' });
    const picked: string[] = [];
    fixture.componentInstance.picked.subscribe((step) => picked.push(step));
    expect(textOf(find(element, '[aria-current="step"]'))).toContain('Columns');
    expect(all(element, 'button')).toHaveLength(1);
    find(element, 'button').click();
    expect(picked).toEqual(['file']);
  });

  it('is fixed while something runs', async () => {
    const { element } = await mount(UiStepper, { label: 'Import', steps, current: 'run', fixed: true });
    expect(all(element, 'button')).toHaveLength(0);
  });
});

describe('file drop', () => {
  const drop = (element: HTMLElement, ...files: File[]) => {
    const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { files } });
    find(element, '.zone').dispatchEvent(event);
    return event;
  };

  it('takes files of the right kind', async () => {
    const { element, fixture } = await mount(UiFileDrop, { accept: '.csv,text/*', maxBytes: 1024 * 1024 });
    const taken: string[] = [];
    fixture.componentInstance.files.subscribe((files) => taken.push(...files.map((file) => file.name)));
    expect(drop(element, new File(['a'], 'Deals.CSV')).defaultPrevented).toBe(true);
    drop(element, new File(['a'], 'notes', { type: 'text/plain' }));
    expect(taken).toEqual(['Deals.CSV', 'notes']);
  });

  it('says why it refuses', async () => {
    const { element, settle } = await mount(UiFileDrop, { accept: '.csv', maxBytes: 1024 * 1024 });
    drop(element, new File(['a'], 'photo.png'));
    await settle();
    expect(textOf(find(element, '[role="alert"]'))).toBe('“photo.png” is not one of: .csv');
    drop(element, new File([new Uint8Array(1024 * 1024 + 1)], 'big.csv'));
    await settle();
    expect(textOf(find(element, '[role="alert"]'))).toBe('“big.csv” is larger than 1 MB');
  });

  it('is a file field with a label, so that the keyboard reaches it', async () => {
    const { element } = await mount(UiFileDrop);
    const input = find<HTMLInputElement>(element, 'input[type="file"]');
    expect(find<HTMLLabelElement>(element, 'label').htmlFor).toBe(input.id);
  });
});

describe('figures', () => {
  it('colours a change by whether it is good', async () => {
    const { element, fixture, settle } = await mount(UiStat, { label: 'Lost', value: '12', note: '+3', trend: 'up', upIsBad: true });
    expect(find(element, '.note').dataset['mood']).toBe('poor');
    fixture.componentRef.setInput('trend', 'down');
    await settle();
    expect(find(element, '.note').dataset['mood']).toBe('good');
  });

  it('draws a line with a name, also for one or no value', async () => {
    const { element, fixture, settle } = await mount(UiSparkline, { values: [1, 3, 2], label: 'Rising' });
    expect(find(element, 'svg').getAttribute('aria-label')).toBe('Rising');
    expect(element.querySelector('.line')?.getAttribute('d')).toMatch(/^M0\.0 22\.0L48\.0 2\.0L96\.0 12\.0$/);
    fixture.componentRef.setInput('values', []);
    await settle();
    expect(element.querySelector('path')).toBeNull();
  });

  it('shows bars in proportion, with their values in words', async () => {
    const { element } = await mount(UiBars, { label: 'By stage', bars: [{ label: 'Lead', value: 50, text: '€50' }, { label: 'Won', value: 200, text: '€200' }] });
    expect(all(element, 'i').map((bar) => bar.style.width)).toEqual(['25%', '100%']);
    expect(all(element, '.value').map((value) => textOf(value))).toEqual(['€50', '€200']);
  });
});
