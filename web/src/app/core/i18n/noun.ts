import { Pipe, type PipeTransform } from '@angular/core';
import { PAGE_LANGUAGE } from './language.js';

/** A label in the middle of a sentence: "New account", but "Firma anlegen": German nouns keep their capital. */
export const inSentence = (label: string): string => (PAGE_LANGUAGE === 'en' ? label.toLowerCase() : label);

/** `{ type: type().label | noun }` */
@Pipe({ name: 'noun' })
export class NounPipe implements PipeTransform {
  transform(label: string): string {
    return inSentence(label);
  }
}
