import { READING_LIMITS } from '../limits.js';
import { shownNumber, type CellFormat } from './number-formats.js';
import type { Workbook } from './workbook.js';
import { parseXml } from './xml-events.js';
import type { ZipArchive } from './zip-archive.js';

export interface SheetRow {
  /** As the sheet numbers it, from 1. */
  readonly number: number;
  /** Holes are empty texts; nothing stands behind the last one. */
  readonly cells: string[];
  readonly problem: 'FORMULA_WITHOUT_VALUE' | 'TOO_LARGE' | 'TOO_MANY_CELLS' | null;
}

/** Cells that one title covers, by zero-based column. */
export interface MergedCells {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

const PLAIN: CellFormat = { kind: 'plain' };

/** The rows of a sheet, one after the other; rows without a value are left out. */
export async function* sheetRows(archive: ZipArchive, path: string, workbook: Workbook): AsyncGenerator<SheetRow> {
  const reader = new RowReader(workbook);
  for await (const _ of parseXml(archive.read(path), reader)) yield* reader.take();
}

/** The merged cells of a sheet; they stand behind all of its rows. */
export async function mergedCells(archive: ZipArchive, path: string, lastRow: number): Promise<MergedCells[]> {
  const found: MergedCells[] = [];
  const handler = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      const [from, to] = name === 'mergeCell' ? (attributes['ref'] ?? '').split(':').map(placeOf) : [];
      if (from && to && from.row <= lastRow) found.push({ firstRow: from.row, lastRow: to.row, firstColumn: from.column, lastColumn: to.column });
    },
  };
  for await (const _ of parseXml(archive.read(path), handler));
  return found;
}

class RowReader {
  private readonly done: SheetRow[] = [];
  private number = 0;
  private cells: string[] = [];
  private characters = 0;
  private problem: SheetRow['problem'] = null;
  private column = -1;
  private type = 'n';
  private format = PLAIN;
  private value: string | null = null;
  private formula = false;
  private reading = false;
  private phonetic = 0;

  constructor(private readonly workbook: Workbook) {}

  take(): SheetRow[] {
    return this.done.splice(0);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.number = Math.max(Number(attributes['r'] ?? 0) || 0, this.number + 1);
        [this.cells, this.characters, this.problem, this.column] = [[], 0, null, -1];
        return;
      case 'c':
        this.column = attributes['r'] ? placeOf(attributes['r']).column : this.column + 1;
        this.type = attributes['t'] ?? 'n';
        this.format = this.workbook.formats[Number(attributes['s'] ?? 0)] ?? PLAIN;
        [this.value, this.formula] = [null, false];
        return;
      case 'f':
        this.formula = true;
        return;
      case 'rPh':
        this.phonetic++;
        return;
      case 'v':
      case 't':
        this.reading = this.phonetic === 0;
        if (this.reading) this.value ??= '';
    }
  }

  text(piece: string): void {
    if (this.reading && this.value !== null && this.value.length <= READING_LIMITS.recordCharacters) this.value += piece;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.reading = false;
    else if (name === 'rPh') this.phonetic--;
    else if (name === 'c') this.cell();
    else if (name === 'row') this.row();
  }

  private cell(): void {
    if (this.value === null) {
      if (this.formula) this.problem ??= 'FORMULA_WITHOUT_VALUE';
      return;
    }
    const shown = this.shown(this.value);
    if (shown === '') return;
    if (this.column < 0 || this.column >= READING_LIMITS.columns) {
      this.problem = 'TOO_MANY_CELLS';
      return;
    }
    this.characters += shown.length;
    if (this.characters > READING_LIMITS.recordCharacters) {
      this.problem = 'TOO_LARGE';
      return;
    }
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = shown;
  }

  private shown(value: string): string {
    switch (this.type) {
      case 's':
        return this.workbook.strings[Number(value)] ?? '';
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'n':
        return shownNumber(value, this.format, this.workbook.from1904);
      case 'd':
        return value.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' ');
      default:
        return value;
    }
  }

  private row(): void {
    if (this.problem !== 'TOO_LARGE' && this.problem !== 'TOO_MANY_CELLS' && this.cells.every((cell) => cell.trim() === '')) return;
    this.done.push({ number: this.number, cells: this.cells, problem: this.problem });
  }
}

/** `AB12` */
function placeOf(reference: string): { row: number; column: number } {
  let column = 0;
  let index = 0;
  for (; index < reference.length; index++) {
    const code = reference.charCodeAt(index) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + (code - 64);
  }
  return { row: Number(reference.slice(index)) || 0, column: column - 1 };
}
