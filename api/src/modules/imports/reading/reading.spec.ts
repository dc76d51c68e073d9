import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { CsvTokenizer } from './csv-tokenizer.js';
import { inspectCsv, readCsv, ReadError, type ByteSource, type CsvDialect, type CsvRow } from './index.js';

const source = (content: string | Buffer, step = 64): ByteSource =>
  async function* () {
    const bytes = Buffer.from(content);
    for (let index = 0; index < bytes.length; index += step) yield bytes.subarray(index, index + step);
  };

async function read(content: string | Buffer, given: Partial<CsvDialect> = {}, step = 64) {
  const file = source(content, step);
  const inspection = await inspectCsv(file, given);
  const rows: CsvRow[] = [];
  for await (const row of readCsv(file, inspection.dialect, inspection.columns)) rows.push(row);
  return { ...inspection, names: inspection.columns.map((column) => column.name), rows, cells: rows.map((row) => row.cells) };
}
const errorOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: unknown) => (error instanceof ReadError ? error.code : String(error)));

describe('reading CSV', () => {
  it('keeps quoted separators, doubled quotes and line breaks in cells, and says at which line a row starts', async () => {
    const { names, rows } = await read('name,note\r\n"Doe, Jane","said ""hi"""\r\n"two\r\nlines",x\r\nlast,\r\n', {}, 3);
    expect(names).toEqual(['name', 'note']);
    expect(rows).toEqual([
      { line: 2, cells: ['Doe, Jane', 'said "hi"'], issues: [] },
      { line: 3, cells: ['two\r\nlines', 'x'], issues: [] },
      { line: 5, cells: ['last', ''], issues: [] },
    ]);
  });

  it.each([',', ';', '\t', '|', '^', '~', '`'])('finds the separator %j', async (separator) => {
    const lines = [['name', 'city', 'amount'], ['Åke, son', 'Lund; north', '1'], ['B', 'Y', '2'], ['C', 'Z', '3']];
    const text = lines.map((cells) => cells.map((cell) => `"${cell}"`).join(separator)).join('\n');
    const { dialect, cells } = await read(text);
    expect(dialect.separator).toBe(separator);
    expect(cells[0]).toEqual(['Åke, son', 'Lund; north', '1']);
  });

  it('prefers semicolons where commas are decimal marks', async () => {
    const { dialect, cells } = await read('Name;Betrag\nA;1,5\nB;2,25\nC;3,75\n');
    expect(dialect.separator).toBe(';');
    expect(cells[1]).toEqual(['B', '2,25']);
  });

  it('reads apostrophe quotes, backslash escapes, and blanks after separators', async () => {
    expect((await read("a,b,c\n1,'x, y','z'\n2,'p, q','r'\n")).cells).toEqual([['1', 'x, y', 'z'], ['2', 'p, q', 'r']]);
    expect((await read('a,b\n1,"say \\"hi\\" now"\n2,"\\"quoted\\" start"\n')).cells).toEqual([['1', 'say "hi" now'], ['2', '"quoted" start']]);
    expect((await read('a, b, c\n1, "x, y", z\n2, "p", q\n')).cells[0]).toEqual(['1', 'x, y', ' z']);
  });

  it('reads old Mac and mixed line ends', async () => {
    expect((await read('a,b\r1,2\r3,4\r', {}, 1)).cells).toEqual([['1', '2'], ['3', '4']]);
    expect((await read('a,b\r\n1,2\n3,4\r5,6')).cells).toEqual([['1', '2'], ['3', '4'], ['5', '6']]);
  });

  it.each([
    ['utf-8', 'Zoë,Straße\n', false],
    ['utf-8', 'Zoë,Straße\n', true],
    ['utf-16le', 'Zoë,Straße\n', true],
    ['utf-16be', 'Zoë,Straße\n', true],
    ['utf-16le', 'Anna,Main Street\n', false],
    ['windows-1252', 'Zoë,“Straße” 5 €\n', false],
    ['windows-1251', 'Иван Петров,Москва улица Ленина дом пять\n'.repeat(5), false],
  ])('detects %s', async (encoding, row, addBOM) => {
    const { dialect, cells, names } = await read(iconv.encode(`name,street\n${row}`, encoding, { addBOM }));
    expect(dialect.encoding).toBe(encoding);
    expect(names).toEqual(['name', 'street']);
    expect(cells[0]).toEqual(row.split('\n')[0]!.split(','));
  });

  it('looks at the whole file before it calls it UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('name\n' + 'plain\n'.repeat(60_000)), Buffer.from([0x5a, 0x6f, 0xeb, 0x0a])]);
    const { dialect, cells } = await read(bytes, {}, 65_536);
    expect(dialect.encoding).toBe('windows-1252');
    expect(cells.at(-1)).toEqual(['Zoë']);
  });

  it('skips a title above the table, and numbers columns where there is no header', async () => {
    const titled = await read('Export of March,,\n,,\nName,E-mail,City\nAnn,ann@a.example,Rome\nBo,bo@b.example,Oslo\n');
    expect(titled.dialect.headerLine).toBe(3);
    expect(titled.cells).toEqual([['Ann', 'ann@a.example', 'Rome'], ['Bo', 'bo@b.example', 'Oslo']]);
    const bare = await read('John Doe,John,Doe,john@doe.example\nJane Doe,Jane,Doe,jane@doe.example\n');
    expect(bare.dialect.headerLine).toBeNull();
    expect(bare.names).toEqual(['Column 1', 'Column 2', 'Column 3', 'Column 4']);
    expect(bare.rows).toHaveLength(2);
  });

  it('gives every column a name of its own', async () => {
    expect((await read('Phone,Phone,,phone\n1,2,3,4\n')).names).toEqual(['Phone', 'Phone (2)', 'Column 3', 'phone (3)']);
  });

  it('reports ragged rows and keeps what they hold', async () => {
    const { rows } = await read('a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\na,b,c\n');
    expect(rows.map((row) => [row.cells.join('|'), ...row.issues])).toEqual([
      ['1|2', 'MISSING_CELLS'],
      ['1|2|3|4', 'EXTRA_CELLS'],
      ['1|2|3'],
      ['1|2|3'],
      ['a|b|c', 'REPEATED_HEADER'],
    ]);
  });

  it('loses one line at most to a quote that never closes', async () => {
    const { rows } = await read('name,note\n"open,x\n"fine",y\nz,"w"\n');
    expect(rows.map((row) => row.cells)).toEqual([['"open', 'x'], ['fine', 'y'], ['z', 'w']]);
    expect(rows[0]!.issues).toEqual(['UNCLOSED_QUOTE']);
    const last = await read('name,note\nA,"fine"\nB,"open');
    expect(last.rows.map((row) => [...row.cells, ...row.issues])).toEqual([['A', 'fine'], ['B', '"open', 'UNCLOSED_QUOTE']]);
    const swallowing = await read('name,note\n"a, b","open\n"c, d",fine\n');
    expect(swallowing.cells).toEqual([['a, b', '"open'], ['c, d', 'fine']]);
    const inner = await read('name,note\n"the "big" one",1\n"closed"early,2\n"next",3\n');
    expect(inner.cells).toEqual([['the "big" one', '1'], ['closedearly', '2'], ['next', '3']]);
  });

  it('removes NUL bytes and says so', async () => {
    const { rows } = await read('name,city\nA\u0000nn,Rome\nBo,Oslo\n');
    expect(rows[0]).toEqual({ line: 2, cells: ['Ann', 'Rome'], issues: ['NUL_BYTES'] });
  });

  it('steps over a cell of ten megabytes and reads on', async () => {
    const { rows } = await read(`name,note\nA,"${'x'.repeat(10_000_000)}"\nB,short\n`, {}, 65_536);
    expect(rows.map((row) => [row.line, row.issues])).toEqual([[2, ['TOO_LARGE']], [3, []]]);
    expect(rows[0]!.cells[0]!.length).toBeLessThanOrEqual(200);
    expect(rows[1]!.cells).toEqual(['B', 'short']);
  });

  it('refuses what is not a CSV file with a reason', async () => {
    expect(await errorOf(read(''))).toBe('EMPTY_FILE');
    expect(await errorOf(read('\n\n\n'))).toBe('EMPTY_FILE');
    expect(await errorOf(read(Buffer.from([0x50, 0x4b, 3, 4, 20, 0])))).toBe('SPREADSHEET');
    expect(await errorOf(read(Buffer.alloc(500)))).toBe('NOT_TEXT');
    expect(await errorOf(read(`${'a,'.repeat(1500)}b\n`))).toBe('TOO_MANY_COLUMNS');
    expect(await errorOf(read('a,b\n1,2\n', { encoding: 'no-such' }))).toBe('UNKNOWN_ENCODING');
    expect(await errorOf(read('a,b\n1,2\n', { separator: '' }))).toBe('BAD_DIALECT');
    expect(await errorOf(read('a,b\n1,2\n', { headerLine: 99 }))).toBe('BAD_DIALECT');
    expect(await errorOf(read(`name,x\n${'"open,x\n'.repeat(1100)}`))).toBe('UNBALANCED_QUOTES');
  });

  it('follows a person who knows better', async () => {
    const { dialect, names, cells } = await read('x;y\n1;2\n3;4\n', { headerLine: null, separator: ';' });
    expect(dialect.headerLine).toBeNull();
    expect(names).toEqual(['Column 1', 'Column 2']);
    expect(cells[0]).toEqual(['x', 'y']);
  });

  it('cuts the same records whatever the pieces it is fed', () => {
    const text = 'a,"b ""x"" c",d\r\n"multi\nline",,"e"\rlast,"q, r",s\n';
    const records = (step: number) => {
      const tokenizer = new CsvTokenizer({ separator: ',', quote: '"', escape: '"' });
      const found = [];
      for (let index = 0; index < text.length; index += step) found.push(...tokenizer.push(text.slice(index, index + step)));
      return [...found, ...tokenizer.end()];
    };
    const whole = records(text.length);
    expect(whole.map((record) => record.line)).toEqual([1, 2, 4]);
    for (const step of [1, 2, 3, 5, 7, 11]) expect(records(step)).toEqual(whole);
  });
});
