import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
const heading = (page: Page, name: string) => expect(page.getByRole('heading', { name })).toBeVisible({ timeout: 120_000 });
const start = (page: Page) => page.getByRole('button', { name: /^Import [\d,]+ / });

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo the import', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText(/taken back/)).toBeVisible({ timeout: 180_000 });
}

test('a file is mapped, a near miss decided, tried, imported, seen and undone', async ({ page, owner }) => {
  expect(owner.email).toContain('@');
  await page.goto('/imports');
  await heading(page, 'Bring in your book of business');
  await expectAccessible(page);
  await page.goto('/imports/new?type=account');
  await page.locator('input[type=file]').setInputFiles(csv('first.csv', 'Company,Founded\nBlue Fern Studio,1999\n'));
  await heading(page, 'What each column means');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await heading(page, 'What will happen');
  await start(page).click();
  await expect(page.getByText('1 account created')).toBeVisible();

  await page.goto('/imports/new?type=account');
  await page.locator('input[type=file]').setInputFiles(csv('second.csv', 'Company;Revenue;Subsidiary of\nKite Analytics;1,5;Blue Fern Studios\nLarch Legal;2,25;\n'));
  await heading(page, 'What each column means');
  await expectAccessible(page);
  await page.getByLabel('Numbers are in').selectOption({ label: 'Millions' });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await heading(page, 'Names and words to decide');
  await expect(page.getByText('“Blue Fern Studios”', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use Blue Fern Studio', exact: true }).click();
  await expect(page.getByText('All decided')).toBeVisible();

  // Who leaves and comes back goes on where they were.
  await page.goto('/imports');
  await page.getByRole('link', { name: 'second.csv' }).click();
  await heading(page, 'Names and words to decide');
  await page.getByRole('button', { name: 'See the dry run' }).click();
  await heading(page, 'What will happen');
  await expect(page.getByText('No row has a problem.')).toBeVisible();
  await expectAccessible(page);
  await start(page).click();
  await expect(page.getByText('2 accounts created')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open accounts' }).click();
  await expect(page.getByRole('gridcell', { name: 'Kite Analytics' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Blue Fern Studio' })).toHaveCount(2);

  await page.goto('/imports');
  await page.getByRole('link', { name: 'second.csv' }).click();
  await undo(page);
  await expectAccessible(page);
  await page.goto('/accounts');
  await expect(page.getByRole('gridcell', { name: 'Blue Fern Studio' })).toHaveCount(1);
  await expect(page.getByRole('gridcell', { name: 'Kite Analytics' })).toBeHidden();
});

test('rows that cannot be imported are told with their reason, and mended by going back', async ({ page, owner }) => {
  expect(owner.email).toContain('@');
  await page.goto('/imports/new?type=account');
  await page.locator('input[type=file]').setInputFiles(csv('years.csv', 'Company,Founded\nKite Analytics,1999\nLarch Legal,soon\n'));
  await heading(page, 'What each column means');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await heading(page, 'What will happen');
  await expect(page.getByText('1 row will not be imported.')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Larch Legal' })).toBeVisible();
  await page.getByRole('button', { name: 'Change the columns' }).click();
  await page.getByText('How values are read').click();
  await page.getByLabel('A value that cannot be read').selectOption({ label: 'is left out' });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('button', { name: 'Import 2 accounts' })).toBeVisible();
});

const maven = path.join(path.resolve(import.meta.dirname, '../..', process.env['KINSHIP_ACCEPTANCE_DATA'] || '../shared/data'), 'maven-crm-sales');
if (existsSync(maven)) {
  test('a whole book of business: members, products, accounts and 8,800 deals', async ({ page, context, owner }) => {
    test.setTimeout(600_000);
    expect(owner.email).toContain('@');
    await page.goto('/imports/new');
    await page.locator('input[type=file]').setInputFiles(['sales_pipeline', 'accounts', 'products', 'sales_teams'].map((name) => path.join(maven, `${name}.csv`)));
    await page.getByRole('button', { name: 'Go on with sales_teams.csv' }).click({ timeout: 60_000 });
    for (const [name, done] of [['sales_teams', '35 members'], ['products', '7 products'], ['accounts', '85 accounts'], ['sales_pipeline', '8,800 opportunities']] as const) {
      await expect(page.locator('header').getByText(`${name}.csv`)).toBeVisible();
      await heading(page, 'What each column means');
      await page.getByRole('button', { name: 'Check the file' }).click();
      if (name === 'sales_pipeline') {
        await heading(page, 'Names and words to decide');
        await expect(page.getByText('“GTXPro”', { exact: true })).toBeVisible();
        await expect(page.getByText(/^1,480 rows/)).toBeVisible();
        await page.getByRole('button', { name: 'Accept all 3 suggestions' }).click();
        await page.getByRole('button', { name: 'See the dry run' }).click();
      }
      await start(page).click({ timeout: 180_000 });
      await expect(page.getByText(`${done} created, 0 changed, 0 rows left out.`)).toBeVisible({ timeout: 180_000 });
      if (name !== 'sales_pipeline') await page.getByRole('link', { name: /^Go on with/ }).click();
    }
    const counts = 'query { accounts(first: 1) { totalCount } parents: accounts(first: 1, filter: { parentId: { isNull: false } }) { totalCount } members(first: 1) { totalCount } teams(first: 1) { totalCount } products(first: 1) { totalCount } opportunities(first: 1) { totalCount } }';
    const count = (totalCount: number) => ({ totalCount });
    // The owner is a member, too.
    expect(await graphql(context.request, counts)).toEqual({ accounts: count(85), parents: count(15), members: count(36), teams: count(6), products: count(7), opportunities: count(8800) });
    await undo(page);
    for (const name of ['accounts', 'products', 'sales_teams']) {
      await page.goto('/imports');
      await page.getByRole('link', { name: `${name}.csv` }).click();
      await undo(page);
    }
    expect(await graphql(context.request, counts)).toEqual({ accounts: count(0), parents: count(0), members: count(1), teams: count(0), products: count(0), opportunities: count(0) });
  });
} else if (!process.env['TEST_WORKER_INDEX']) process.stdout.write(`The story of a whole book of business is left out: ${maven} is not there.\n`);

test('address-book cards are recognised, saved as a profile, and a person who is there already is merged', async ({ page, owner }) => {
  expect(owner.email).toContain('@');
  const card = (name: string, ...lines: string[]): string => ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, ...lines, 'END:VCARD', ''].join('\r\n');
  await page.goto('/imports/new');
  await page.locator('input[type=file]').setInputFiles({ name: 'people.vcf', mimeType: 'text/vcard', buffer: Buffer.from(card('Ada Lovelace', 'ORG:Analytical Engines', 'EMAIL:ada@analytical.example', 'TITLE:Countess') + card('Mary Shelley', 'EMAIL:mary@geneva.example')) });
  await heading(page, 'What each column means');
  await page.getByRole('textbox', { name: 'Name of the profile' }).fill('Address book');
  await page.getByRole('button', { name: 'Save as profile' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await heading(page, 'What will happen');
  await expect(page.getByText('so these are created too: 1 account')).toBeVisible();
  await start(page).click();
  await expect(page.getByText('2 contacts created')).toBeVisible();

  await page.goto('/imports/new?type=contact');
  await page.locator('input[type=file]').setInputFiles(csv('again.csv', 'First name,Last name,Mail,Job title\nAda,Lovelace,ada@analytical.example,Chief engineer\n'));
  await heading(page, 'What each column means');
  await page.getByLabel('A record is there already when it has the same').selectOption({ label: 'Never: every row is a new record' });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await heading(page, 'Perhaps there already');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Merge into Ada Lovelace' }).click();
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByRole('button', { name: 'Import 1 contact' }).click();
  await expect(page.getByText('1 changed')).toBeVisible();
  await page.goto('/imports');
  await heading(page, 'Saved profiles');
});
