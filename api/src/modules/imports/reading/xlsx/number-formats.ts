/** How a cell shows its number. */
export type CellFormat = { readonly kind: 'plain' | 'percent' } | { readonly kind: 'date'; readonly time: boolean; readonly day: boolean } | { readonly kind: 'padded'; readonly digits: number };

const PLAIN: CellFormat = { kind: 'plain' };

/** Formats that every program knows by number. */
function builtIn(id: number): CellFormat {
  if (id === 9 || id === 10) return { kind: 'percent' };
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return { kind: 'date', day: true, time: false };
  if (id === 22) return { kind: 'date', day: true, time: true };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56) return { kind: 'date', day: false, time: true };
  return PLAIN;
}

export function formatOf(id: number, codes: ReadonlyMap<number, string>): CellFormat {
  const code = codes.get(id);
  if (code === undefined) return builtIn(id);
  // Text in quotes, escaped signs, colours and conditions say nothing about dates; elapsed time does.
  const bare = code.split(';')[0]!.replace(/"[^"]*"/g, '').replace(/\\./g, '').replace(/_./g, '').replace(/\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  if (/^0{2,}$/.test(bare.trim())) return { kind: 'padded', digits: bare.trim().length };
  if (/general/i.test(bare)) return PLAIN;
  const day = /[dy]/i.test(bare) || /^m+$/i.test(bare.trim());
  const time = /[hs]|\[m+\]/i.test(bare);
  if (day || time) return { kind: 'date', day, time };
  return bare.includes('%') ? { kind: 'percent' } : PLAIN;
}

const DAY = 86_400_000;

/** A number as a person sees it in the sheet: dates as ISO, percentages with their sign, no binary dust. */
export function shownNumber(raw: string, format: CellFormat, from1904: boolean): string {
  const number = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(number)) return raw;
  switch (format.kind) {
    case 'date':
      return dateOf(number, format, from1904) ?? plain(number);
    case 'percent':
      return `${plain(Number((number * 100).toPrecision(15)))}%`;
    case 'padded':
      return Number.isInteger(number) && number >= 0 ? plain(number).padStart(format.digits, '0') : plain(number);
    case 'plain':
      return plain(number);
  }
}

/** Fifteen digits are what spreadsheets show; what comes after is how binary numbers end. */
function plain(number: number): string {
  const text = String(Number.isInteger(number) ? number : Number(number.toPrecision(15)));
  return text.includes('e') ? number.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20, maximumSignificantDigits: 15 }) : text;
}

function dateOf(serial: number, format: { day: boolean; time: boolean }, from1904: boolean): string | null {
  if (serial < 0 || serial > 2_958_465) return null;
  // Milliseconds, because a time is a fraction that binary numbers can't hold.
  const milliseconds = Math.round(serial * 86_400) * 1000;
  if (!format.day || (format.time && serial < 1)) return new Date(milliseconds % DAY).toISOString().slice(11, 19);
  // Lotus took 1900 for a leap year, and everybody after it had to.
  const offset = from1904 ? 24_107 : serial < 60 ? 25_568 : 25_569;
  const iso = new Date(milliseconds - offset * DAY).toISOString();
  const time = iso.slice(11, 19);
  return format.time || time !== '00:00:00' ? `${iso.slice(0, 10)} ${time}` : iso.slice(0, 10);
}
