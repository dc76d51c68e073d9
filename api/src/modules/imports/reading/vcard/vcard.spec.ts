import { describe, expect, it } from '@jest/globals';
import { fileOf, readAll } from '../reading-test-files.js';
import { ReadError } from '../limits.js';

const card = (...lines: string[]): string => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const one = async (...lines: string[]): Promise<Readonly<Record<string, string>>> => (await readAll(fileOf(card(...lines)))).records[0]!;

describe('vCards', () => {
  it('reads 2.1: bare types, quoted-printable over several lines, other charsets', async () => {
    expect(
      await one('VERSION:2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;Dr.', 'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:J=F6rg M=FCller', 'TEL;CELL;PREF:+49 170 1', 'TEL;WORK;FAX:+49 30 9', 'EMAIL;INTERNET:j@example.com', 'NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0Asecond =', 'line', 'ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;Hauptstra=C3=9Fe 1;Ulm;;89073;Deutschland'),
    ).toEqual({ 'Full name': 'Jörg Müller', 'First name': 'Jörg', 'Last name': 'Müller', 'Name prefix': 'Dr.', 'Mobile phone': '+49 170 1', Fax: '+49 30 9', 'E-mail': 'j@example.com', Notes: 'first\r\nsecond line', 'Home street': 'Hauptstraße 1', 'Home city': 'Ulm', 'Home postal code': '89073', 'Home country': 'Deutschland' });
  });

  it('reads 3.0: folded lines, escapes, groups with labels, several e-mails and phones, the preferred first', async () => {
    expect(
      await one('VERSION:3.0', 'FN:Ada\\, Countess', ' of Lovelace', 'ORG:Analytical\\; Engines;Research;Numbers', 'item1.EMAIL;type=INTERNET:second@example.com', 'item2.EMAIL;type=INTERNET;type=pref:first@example.com', 'EMAIL;type=WORK:third@example.com', 'TEL;type=WORK;type=VOICE:1', 'TEL;type=WORK:2', 'item3.TEL:3', 'item3.X-ABLabel:_$!<AssistantPhone>!$_', 'item4.URL:http\\://example.com', 'CATEGORIES:VIP,Friends', 'NOTE:a\\nb'),
    ).toEqual({ 'Full name': 'Ada, Countessof Lovelace', Company: 'Analytical; Engines', Department: 'Research, Numbers', 'E-mail': 'first@example.com', 'E-mail 2': 'second@example.com', 'E-mail 3': 'third@example.com', 'Work phone': '1', 'Work phone 2': '2', 'Phone (AssistantPhone)': '3', Website: 'http://example.com', Tags: 'VIP, Friends', Notes: 'a\nb' });
  });

  it('reads 4.0: quoted parameters, tel addresses, preference by number, dates', async () => {
    expect(await one('VERSION:4.0', 'FN:Simon', 'TEL;VALUE=uri;TYPE="work,voice";PREF=2:tel:+1-418-656-9254;ext=102', 'TEL;TYPE="cell,voice";PREF=1:+1 418 1', 'BDAY:19800321', 'ANNIVERSARY:--0203', 'ADR;TYPE=work;LABEL="a: b;^n c":;Suite 2;Main St 1;Quebec;QC;G1V;Canada', 'X-CUSTOM:kept')).toEqual({
      'Full name': 'Simon', 'Work phone': '+1-418-656-9254 x102', 'Mobile phone': '+1 418 1', Birthday: '1980-03-21', Anniversary: '--0203', 'Work street': 'Suite 2\nMain St 1', 'Work city': 'Quebec', 'Work region': 'QC', 'Work postal code': 'G1V', 'Work country': 'Canada', 'X-CUSTOM': 'kept',
    });
  });

  it('passes over pictures and says so, folded or not', async () => {
    const { records, notes } = await readAll(fileOf(card('VERSION:3.0', 'FN:A', `PHOTO;ENCODING=b;TYPE=JPEG:${'A'.repeat(2_000_000)}`, ` ${'B'.repeat(60)}`, 'TEL:5') + card('VERSION:2.1', 'FN:B', 'PHOTO;ENCODING=BASE64;JPEG:', '    QUJD', '', 'TEL:6')));
    expect(records).toEqual([{ 'Full name': 'A', Phone: '5' }, { 'Full name': 'B', Phone: '6' }]);
    expect(notes).toEqual(['2 cards have pictures or keys; those are not imported.']);
  });

  it('reports lists of people, cards within cards and cards that break off, and goes on', async () => {
    const { rows, records } = await readAll(fileOf(`${card('VERSION:4.0', 'KIND:group', 'FN:Team')}BEGIN:VCARD\nFN:Cut\n${card('FN:Boss', 'AGENT:', 'BEGIN:VCARD', 'FN:Assistant', 'END:VCARD', 'TEL:1')}BEGIN:VCARD\nFN:Last`));
    expect(rows.map(({ issues }) => issues)).toEqual([['NOT_A_PERSON'], ['UNREADABLE'], [], ['UNREADABLE']]);
    expect(records[2]).toEqual({ 'Full name': 'Boss', Phone: '1' });
  });

  it('reads files in another encoding, with a byte order mark, lower case and old line ends', async () => {
    expect((await readAll(fileOf(Buffer.from('BEGIN:VCARD\rVERSION:3.0\rFN:Jörg\rEND:VCARD\r', 'latin1')))).records).toEqual([{ 'Full name': 'Jörg' }]);
    expect((await readAll(fileOf(`\ufeffbegin:vCard\nfn:Jörg\nend:vCard`))).records).toEqual([{ 'Full name': 'Jörg' }]);
    expect((await readAll(fileOf(Buffer.from(`\ufeffBEGIN:VCARD\nFN:Jörg\nEND:VCARD`, 'utf16le')))).records).toEqual([{ 'Full name': 'Jörg' }]);
  });

  it('refuses a file whose cards hold nothing', async () => {
    await expect(readAll(fileOf('BEGIN:VCARD\nVERSION:3.0\nEND:VCARD'))).rejects.toBeInstanceOf(ReadError);
  });
});
