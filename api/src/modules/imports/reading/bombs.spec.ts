import { describe, expect, it } from '@jest/globals';
import { fileOf, readAll } from './reading-test-files.js';

const outcome = (content: string | Buffer, name = 'file.csv'): Promise<unknown> =>
  readAll(fileOf(content, name)).then(({ rows, columns }) => ({ rows: rows.length, columns: columns.length, issues: [...new Set(rows.flatMap(({ issues }) => issues))] }), (error: { code?: string }) => error.code ?? String(error));

describe('files that are made to break a reader', () => {
  it('answers each in words, and reads what can be read', async () => {
    expect(await outcome('Name,'.repeat(1_000_000))).toBe('TOO_MANY_COLUMNS');
    expect(await outcome(`Name,City\n${'x,'.repeat(1_000_000)}\nBo,Ulm\n`)).toEqual({ rows: 2, columns: 2, issues: ['TOO_LARGE'] });
    expect(await outcome(`Name,City\n"${'x'.repeat(1_500_000)}",a\nBo,Ulm\n`)).toEqual({ rows: 2, columns: 2, issues: ['TOO_LARGE'] });
    expect(await outcome(`Name,City\n${'"a,b\n'.repeat(3)}Bo,Ulm\n`)).toMatchObject({ rows: 4, issues: ['UNCLOSED_QUOTE'] });
    expect(await outcome(`Name,City\n${'"a,b\n'.repeat(2000)}`)).toBe('UNBALANCED_QUOTES');
    expect(await outcome('Name,City\nB\u0000o,Ulm\n')).toEqual({ rows: 1, columns: 2, issues: ['NUL_BYTES'] });
    expect(await outcome(Buffer.alloc(5000))).toBe('NOT_TEXT');
    expect(await outcome('')).toBe('EMPTY_FILE');
    expect(await outcome('%PDF-1.7\n...', 'people.csv')).toBe('NOT_TEXT');
  });

  it('goes by what a file is and not by what it is called', async () => {
    const text = await readAll(fileOf('Name,City\nBo,Ulm\n', 'people.xlsx'));
    expect([text.dialect.format, text.notes.length]).toEqual(['CSV', 1]);
    expect((await readAll(fileOf('BEGIN:VCARD\nFN:Bo\nEND:VCARD', 'people.csv'))).dialect.format).toBe('VCARD');
    expect((await readAll(fileOf('[{"name":"Bo"}]', 'people.txt'))).dialect.format).toBe('JSON');
  });
});
