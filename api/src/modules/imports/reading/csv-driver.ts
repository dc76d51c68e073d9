import { inspectCsv, readCsv, type CsvDialect } from './csv-file.js';
import type { FileDialect, FileDriver, FileInspection, GivenDialect, SourceFile } from './file-driver.js';

/** Cells cut by a separator: what everything that isn't another format is read as. */
export const csvDriver: FileDriver = {
  format: 'CSV',

  recognises: () => true,

  async inspect(file: SourceFile, given: GivenDialect): Promise<FileInspection> {
    const { encoding, separator, quote, escape, headerLine } = given;
    const { dialect, columns, sample } = await inspectCsv(file.open, {
      ...(encoding === undefined ? {} : { encoding }),
      ...(separator === undefined || separator === null ? {} : { separator }),
      ...(quote === undefined ? {} : { quote }),
      ...(escape === undefined ? {} : { escape }),
      ...(headerLine === undefined ? {} : { headerLine }),
    });
    const notes = /\.(xlsx?|xlsm|vcf|json)$/i.test(file.name) ? ['The name of the file promises another format, but it holds text in columns and is read as such.'] : [];
    return { dialect: { format: 'CSV', part: null, ...dialect }, columns, sample, parts: [], notes };
  },

  read: (file, dialect, columns) => readCsv(file.open, csvDialect(dialect), columns),
};

/** Imports made before there were other formats name none, and all of them are CSV. */
const csvDialect = ({ encoding, separator, quote, escape, headerLine }: FileDialect): CsvDialect => ({ encoding, separator: separator ?? ',', quote, escape, headerLine });
