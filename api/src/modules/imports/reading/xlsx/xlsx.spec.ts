import { describe, expect, it } from '@jest/globals';
import { fileOf, readAll, textRows, workbookOf, zipOf } from '../reading-test-files.js';
import { ReadError } from '../limits.js';

const failure = async (content: Buffer | string, name = 'book.xlsx'): Promise<string> => readAll(fileOf(content, name)).then(() => 'read', (error: unknown) => (error instanceof ReadError ? error.code : String(error)));

const STYLES = `<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="[$-407]d. mmmm yyyy"/><numFmt numFmtId="167" formatCode="#,##0.00 &quot;days&quot;"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="9"/><xf numFmtId="167"/><xf numFmtId="20"/></cellXfs>`;

describe('workbooks', () => {
  it('reads texts, numbers, dates, percentages, booleans and what formulas came to', async () => {
    const header = ['Name', 'Since', 'Seen', 'Zip', 'Long date', 'Chance', 'Notice', 'At', 'Active', 'Sum', 'Float'];
    const file = workbookOf([
      {
        name: 'People',
        rows: `<row r="1">${header.map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row>
        <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>45000</v></c><c r="C2" s="2"><v>45000.75</v></c><c r="D2" s="3"><v>1067</v></c><c r="E2" s="4"><v>1</v></c><c r="F2" s="5"><v>0.07</v></c>
          <c r="G2" s="6"><v>12.5</v></c><c r="H2" s="7"><v>0.5</v></c><c r="I2" t="b"><v>1</v></c><c r="J2"><f>SUM(D2:D9)</f><v>3</v></c><c r="K2"><v>0.30000000000000004</v></c></row>
        <row r="4"><c r="A4" t="str"><f>A2&amp;"x"</f><v>Älvax</v></c><c r="J4"><f>1+1</f></c><c r="K4" t="e"><v>#DIV/0!</v></c></row>`,
      },
    ], { styles: STYLES, strings: '<si><r><t>Äl</t></r><r><t xml:space="preserve">va </t></r><rPh><t>ignored</t></rPh></si>' });
    const { dialect, records, rows } = await readAll(fileOf(file));
    expect(dialect).toMatchObject({ format: 'XLSX', part: 'People', headerLine: 1 });
    expect(records[0]).toEqual({ Name: 'Älva ', Since: '2023-03-15', Seen: '2023-03-15 18:00:00', Zip: '01067', 'Long date': '1900-01-01', Chance: '7%', Notice: '12.5', At: '12:00:00', Active: 'TRUE', Sum: '3', Float: '0.3' });
    expect(rows[1]).toMatchObject({ line: 4, issues: ['FORMULA_WITHOUT_VALUE'] });
    expect(records[1]).toEqual({ Name: 'Älvax', Float: '#DIV/0!' });
  });

  it('counts days from 1904 where the workbook does', async () => {
    const file = workbookOf([{ name: 'S', rows: '<row r="1"><c t="inlineStr"><is><t>Date</t></is></c></row><row r="2"><c s="1"><v>0</v></c></row>' }], { styles: STYLES, workbookPr: '<workbookPr date1904="1"/>' });
    expect((await readAll(fileOf(file))).records).toEqual([{ Date: '1904-01-01' }]);
  });

  it('offers its sheets, takes the first that is shown and not empty, and another when told', async () => {
    const file = workbookOf([{ name: 'Hidden', hidden: true, rows: textRows([['Name'], ['H']]) }, { name: 'Empty', rows: '' }, { name: 'Firms', rows: textRows([['Company', 'City'], ['Acme', 'Ulm']]) }, { name: 'More', rows: textRows([['Name', 'Phone'], ['Bo', '123456']]) }]);
    const first = await readAll(fileOf(file));
    expect([first.dialect.part, first.parts.map(({ name, hidden }) => [name, hidden]), first.records]).toEqual(['Firms', [['Hidden', true], ['Empty', false], ['Firms', false], ['More', false]], [{ Company: 'Acme', City: 'Ulm' }]]);
    expect((await readAll(fileOf(file), { part: 'More' })).records).toEqual([{ Name: 'Bo', Phone: '123456' }]);
    await expect(readAll(fileOf(file), { part: 'None' })).rejects.toMatchObject({ code: 'BAD_DIALECT' });
  });

  it('joins names under merged titles of groups, and passes over the title of the table', async () => {
    const rows = textRows([['Customers 2026'], ['Contact', '', 'Address', '', 'Since'], ['First name', 'Last name', 'Street', 'City', ''], ['Ada', 'Lovelace', 'Main St 1', 'London', '1840']]);
    const file = workbookOf([{ name: 'S', rows, after: '<mergeCells><mergeCell ref="A1:E1"/><mergeCell ref="A2:B2"/><mergeCell ref="C2:D2"/><mergeCell ref="E2:E3"/></mergeCells>' }]);
    const { records, columns } = await readAll(fileOf(file));
    expect(columns.map(({ name }) => name)).toEqual(['Contact First name', 'Contact Last name', 'Address Street', 'Address City', 'Since']);
    expect(records).toHaveLength(1);
  });

  it('reports rows that are wider than the header or too wide for any record', async () => {
    const file = workbookOf([{ name: 'S', rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Bo</t></is></c><c r="XFD2"><v>1</v></c></row>` }]);
    expect((await readAll(fileOf(file))).rows[0]!.issues).toEqual(['EXTRA_CELLS']);
  });

  it('refuses what is no workbook, is broken, protected or a bomb, each with its reason', async () => {
    const good = workbookOf([{ name: 'S', rows: textRows([['Name'], ['Bo']]) }]);
    expect(await failure(good.subarray(0, good.length - 40))).toBe('BROKEN_FILE');
    expect(await failure(zipOf({ 'readme.txt': 'hello' }))).toBe('SPREADSHEET');
    expect(await failure(zipOf({ 'content.xml': '<a/>', mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }))).toBe('SPREADSHEET');
    expect(await failure(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('SPREADSHEET');
    expect(await failure('<html><table><tr><td>x</td></tr></table></html>', 'export.xls')).toBe('NOT_TEXT');
    expect(await failure(zipOf(Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`f${index}`, '']))))).toBe('ZIP_BOMB');
    expect(await failure(workbookOf([{ name: 'S', rows: `<row r="1"><c t="inlineStr"><is><t>${'a'.repeat(30_000_000)}</t></is></c></row>` }]))).toBe('ZIP_BOMB');
    expect(await failure(workbookOf([{ name: 'S', rows: '<row r="1"><c><v>1</v></row>' }]))).toBe('BROKEN_FILE');
    expect(await failure(workbookOf([{ name: 'S', rows: '' }]))).toBe('EMPTY_FILE');
    const entities = zipOf({ 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>' });
    expect(await failure(entities)).toBe('BROKEN_FILE');
  });
});
