import { beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT_PERMISSIONS, type TenantPermission } from '@libs/contracts';
import '../../src/app.module.js';
import { REASON_CODES, reasonText } from '../../src/modules/duplicates/index.js';
import { wordsOf } from '../../src/platform/access/ability.js';
import { inWords, isTranslated } from '../../src/platform/i18n/phrasebook.js';
import { messagesOf, type Message } from './messages.js';
import { readSources } from './sources.js';
import { GAP } from './text-flow.js';

/** Nobody's word, so that a phrase that fits only by chance of what it is filled with is seen. */
const filled = (text: string): string => {
  let count = 0;
  return text.replaceAll(GAP, () => `Qx${count++}z`);
};

/** Words of ours that stand in the German text as they are in English; what is quoted is what the API is sent. */
function leftEnglish({ text, words }: Message): readonly string[] {
  const german = inWords(filled(text), 'de');
  const fragments = words.flatMap((word) => word.split(GAP).map((part) => part.trim()).filter((part) => /[a-z]{2}/.test(part)));
  return fragments.filter((word) => !isTranslated(word, 'de') && new RegExp(`(^|[^\\w"„-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\W|$)`).test(german));
}

describe('what the API says', () => {
  let messages: readonly Message[] = [];

  beforeAll(() => void (messages = messagesOf(readSources())), 180_000);

  it('is found in the sources', () => {
    expect(messages.length).toBeGreaterThan(500);
  });

  it('is all there in German', () => {
    const missing = messages.filter(({ text }) => !isTranslated(filled(text), 'de'));
    expect(missing.map(({ place, text }) => `${place} ${filled(text)}`)).toEqual([]);
  });

  it('has German for what is told of two that resemble each other', () => {
    expect(REASON_CODES.flatMap((code) => [1, 2].map((letters) => reasonText({ code, agrees: true, letters }))).filter((text) => !isTranslated(text, 'de'))).toEqual([]);
  });

  it('has German for what somebody may not do', () => {
    expect((Object.keys(TENANT_PERMISSIONS) as TenantPermission[]).map(wordsOf).filter((text) => !isTranslated(text, 'de'))).toEqual([]);
  });

  it('is German to the last word', () => {
    const mixed = messages.flatMap((message) => leftEnglish(message).map((word) => `${message.place} "${word}" in: ${inWords(filled(message.text), 'de')}`));
    expect(mixed).toEqual([]);
  });
});
