import type { Browser, Page } from '@playwright/test';
import { graphql, importCsv } from './support/api.js';
import { expect, test } from './support/test.js';

/** `KINSHIP_ROWS=10000` shows it with more; what is drawn is the same. */
const ROWS = Number(process.env['KINSHIP_ROWS'] ?? 3_000);
const CARDS = 1_000;
const STAGES = ['Lead', 'Qualified', 'Proposal', 'Negotiation'];

/** What the page's main thread did, in milliseconds of the processor's time: a busy machine makes that no longer. */
interface Work {
  readonly total: number;
  /** The longest ones last. */
  readonly tasks: readonly number[];
}
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}
const STEPS = 80;
/** Times what a page by hand needs for the same, as a whole. */
const MOST_WORK = 18;
/** Tasks that take longer than so many steps of the page by hand are felt; a few come with the records that arrive meanwhile. */
const FELT = 15;
const MOST_FELT = STEPS / 8;

async function workDuring(browser: Browser, page: Page, work: () => Promise<unknown>): Promise<Work> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const at = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;
  const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(at));
  const tasks = traceEvents.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && main.has(at(event))).map(({ tdur }) => (tdur ?? 0) / 1000);
  return { total: tasks.reduce((sum, each) => sum + each, 0), tasks: tasks.sort((one, other) => one - other) };
}

/** Scrolls so many steps, a frame each. */
const scroll = (page: Page, selector: string, steps: number, by: number): Promise<void> =>
  page.locator(selector).first().evaluate(async (element, [count, distance]) => {
    for (let step = 0; step < count; step++) {
      element.scrollTop += distance;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, [steps, by] as const);

/** A table by hand: as many cells, written anew with each step into elements that stay. What nobody can do without. */
async function bareTable(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.setContent('<style>div.row{position:absolute;display:grid;grid-template-columns:repeat(8,150px);height:34px}</style><div id="bare" style="position:relative;height:800px;overflow:auto"><div style="height:340000px"></div></div>');
  await page.evaluate(() => {
    const view = document.querySelector('#bare')!;
    const rows = Array.from({ length: 42 }, () => {
      const row = document.createElement('div');
      row.className = 'row';
      for (let cell = 0; cell < 8; cell++) row.append(document.createElement('span'));
      view.append(row);
      return row;
    });
    view.addEventListener('scroll', () => {
      const first = Math.floor(view.scrollTop / 34);
      for (let place = first; place < first + rows.length; place++) {
        const row = rows[place % rows.length]!;
        row.style.top = `${place * 34}px`;
        for (const [cell, span] of [...row.children].entries()) span.textContent = `Cell ${place} ${cell}`;
      }
    });
  });
}

/** As many cards by hand, of which one is dragged along. */
async function bareBoard(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(`<style>main{display:flex}main>div{width:280px;height:800px;overflow:auto}article{height:90px;border:1px solid #ccc}</style><main>${STAGES.map((stage) => `<div>${Array.from({ length: CARDS / STAGES.length }, (_, card) => `<article><b>${stage}</b> ${card}</article>`).join('')}</div>`).join('')}</main>`);
  await page.evaluate(() => {
    const ghost = document.querySelector('article')!.cloneNode(true) as HTMLElement;
    ghost.style.position = 'fixed';
    document.body.append(ghost);
    addEventListener('mousemove', (event) => (ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`));
  });
}

/** Takes the first card for a walk over the other columns. */
async function drag(page: Page, selector: string): Promise<void> {
  const box = (await page.locator(selector).first().boundingBox())!;
  const [x, y] = [box.x + 60, box.y + 20];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 60; step++) await page.mouse.move(x + step * 12, y + (step % 10) * 8);
  // Back to where it came from: nothing is moved, nothing is asked of the API.
  await page.mouse.move(x, y, { steps: 10 });
  await page.mouse.up();
}

async function allCards(page: Page): Promise<void> {
  const cards = page.locator('[data-card]');
  await cards.first().waitFor();
  await page.locator('ui-board').evaluate(async (board, wanted) => {
    const count = (): number => board.querySelectorAll('[data-card]').length;
    while (count() < wanted) {
      for (const list of board.querySelectorAll('.list')) list.scrollTop = list.scrollHeight;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    for (const list of board.querySelectorAll('.list')) list.scrollTop = 0;
  }, CARDS);
}

// A recording would be measured with it.
test.use({ trace: 'off' });

test('thousands of rows scroll and a thousand cards are dragged with no more work than it takes', async ({ browser, context, owner, page }) => {
  test.setTimeout(300_000);
  expect(owner.email).toContain('@');
  await importCsv(context, 'contact', `Last name,First name,Job title\n${Array.from({ length: ROWS }, (_, row) => `Lovelace ${row},Ada,Analyst ${row % 50}`).join('\n')}`);
  await importCsv(context, 'opportunity', `Name,Amount,Stage\n${Array.from({ length: CARDS }, (_, deal) => `Deal ${deal},${100 + deal},${STAGES[deal % STAGES.length]}`).join('\n')}`);
  const { contacts } = await graphql<{ contacts: { totalCount: number } }>(context.request, '{ contacts { totalCount } }');
  expect(contacts.totalCount).toBe(ROWS);

  await bareTable(page);
  const bareScroll = await workDuring(browser, page, () => scroll(page, '#bare', STEPS, 400));
  await page.goto('/contacts');
  await page.getByRole('gridcell', { name: /Lovelace/ }).first().waitFor();
  const ahead = await workDuring(browser, page, () => scroll(page, 'ui-grid .view', STEPS, 400));
  const back = await workDuring(browser, page, () => scroll(page, 'ui-grid .view', STEPS, -400));
  // Rows are drawn into the same few elements, however far one goes.
  expect(await page.locator('[role=row]').count()).toBeLessThan(60);

  await bareBoard(page);
  const bareDrag = await workDuring(browser, page, () => drag(page, 'article'));
  const bareBoardScroll = await workDuring(browser, page, () => scroll(page, 'main > div', STEPS, 200));
  await page.goto('/opportunities');
  await allCards(page);
  const dragged = await workDuring(browser, page, () => drag(page, '[data-card]'));
  const boardScroll = await workDuring(browser, page, () => scroll(page, 'ui-board .list', STEPS, 200));

  const measured = { ahead: [ahead, bareScroll], back: [back, bareScroll], dragged: [dragged, bareDrag], boardScroll: [boardScroll, bareBoardScroll] } as const;
  const figures = Object.entries(measured).map(([what, [ours, bare]]) => ({ what, ratio: ours.total / bare.total, felt: ours.tasks.filter((task) => task > (FELT * bare.total) / STEPS).length }));
  if (process.env['KINSHIP_FIGURES']) process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(figures.filter(({ ratio, felt }) => !(ratio < MOST_WORK) || felt > MOST_FELT)).toEqual([]);
});
