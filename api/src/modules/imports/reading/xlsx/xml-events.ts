import { StringDecoder } from 'node:string_decoder';
import sax from 'sax';
import { ReadError } from '../limits.js';

export interface XmlHandler {
  /** @param name without its namespace */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Parses XML as it arrives; calls the handler, and gives back control after each piece so that what was found can be used up.
 * @throws ReadError BROKEN_FILE; also for a document type, which workbooks never have and entity bombs need
 */
export async function* parseXml(source: AsyncIterable<Uint8Array>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = sax.parser(true, { trim: false, normalize: false, position: false });
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.onopentag = (tag) => handler.open?.(local(tag.name), tag.attributes as Record<string, string>);
  parser.onclosetag = (name) => handler.close?.(local(name));
  parser.ontext = (text) => handler.text?.(text);
  parser.oncdata = (text) => handler.text?.(text);
  parser.ondoctype = () => {
    throw new ReadError('BROKEN_FILE', 'The workbook holds a document type, which no spreadsheet program writes.');
  };
  parser.onerror = () => {
    throw new ReadError('BROKEN_FILE', 'The workbook is damaged. Open it in a spreadsheet program and save it again.');
  };
  const decoder = new StringDecoder('utf8');
  for await (const chunk of source) {
    parser.write(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
    yield;
  }
  parser.write(decoder.end()).close();
  yield;
}
