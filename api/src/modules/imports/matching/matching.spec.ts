import { describe, expect, it } from '@jest/globals';
import { foldName, matchValues, NameIndex, resolve } from './index.js';
import { editDistance, similarity } from '../../duplicates/index.js';

const index = (...names: string[]) => new NameIndex(names.map((name, position) => ({ id: `r${position}`, name })));
const PRODUCTS = ['GTX Basic', 'GTX Pro', 'MG Special', 'MG Advanced', 'GTX Plus Pro', 'GTX Plus Basic', 'GTK 500'];

describe('matching names', () => {
  it('ignores case, accents, punctuation and runs of blanks', () => {
    expect(foldName('  Société  Générale, S.A. ')).toBe('societe generale s a');
    expect(index('Müller & Söhne').find('MULLER and  sohne')).toMatchObject({ kind: 'exact', match: { id: 'r0' } });
  });

  it('takes a missing legal form for the same company, another one not', () => {
    expect(index('Acme Inc.').find('ACME')).toMatchObject({ kind: 'exact' });
    expect(index('Acme').find('Acme, LLC')).toMatchObject({ kind: 'exact' });
    expect(index('Acme GmbH').find('Acme Inc')).toMatchObject({ kind: 'near', suggestions: [{ id: 'r0' }] });
    expect(index('Acme Inc', 'Acme GmbH').find('Acme')).toMatchObject({ kind: 'ambiguous' });
  });

  it('only suggests a name that is near: GTXPro may be GTX Pro', () => {
    const found = index(...PRODUCTS).find('GTXPro');
    expect(found).toMatchObject({ kind: 'near' });
    expect(found.kind === 'near' && found.suggestions[0]).toEqual({ id: 'r1', name: 'GTX Pro', score: 0.98 });
  });

  it('finds swapped letters and swapped words, and nothing where nothing is near', () => {
    const names = index('Darcel Schlecht', 'Moses Frase', 'Philippines');
    expect(names.find('Schlecht, Darcel')).toMatchObject({ kind: 'near', suggestions: [{ id: 'r0', score: 0.95 }] });
    expect(names.find('Mosse Frase')).toMatchObject({ kind: 'near', suggestions: [{ id: 'r1' }] });
    expect(names.find('Philipines')).toMatchObject({ kind: 'near', suggestions: [{ id: 'r2' }] });
    expect(names.find('Completely other')).toEqual({ kind: 'none' });
    expect(names.find(' - ')).toEqual({ kind: 'none' });
  });

  it('suggests people by a part of their name, and nothing else by a part of its own', () => {
    const names = [{ id: '1', name: 'Zoë Ångström' }, { id: '2', name: 'Zora Lund' }, { id: '3', name: 'Jean-Luc Zoe' }];
    const people = new NameIndex(names, true);
    expect(people.find('Zoe')).toMatchObject({ kind: 'near', suggestions: [{ id: '3' }, { id: '1' }] });
    expect(people.find('Ångström')).toMatchObject({ kind: 'near', suggestions: [{ id: '1' }] });
    expect(people.find('Zo')).toEqual({ kind: 'none' });
    expect(new NameIndex(names).find('Zoë')).toEqual({ kind: 'none' });
  });

  it('asks where two records bear the same name, unless one is written exactly so', () => {
    expect(index('Acme', 'ACME').find('acme')).toMatchObject({ kind: 'ambiguous', matches: [{ id: 'r0' }, { id: 'r1' }] });
    expect(index('Acme', 'ACME').find('ACME')).toMatchObject({ kind: 'exact', match: { id: 'r1' } });
  });

  it('counts rows per value, the most frequent first', () => {
    const values = matchValues(new Map([['GTX Basic', 3], ['GTXPro', 1480]]), index(...PRODUCTS));
    expect(values.map(({ value, rows, match }) => [value, rows, match.kind])).toEqual([['GTXPro', 1480, 'near'], ['GTX Basic', 3, 'exact']]);
  });

  it('guesses nothing: what is near, doubtful or unknown waits for a decision', () => {
    const names = index(...PRODUCTS);
    const near = names.find('GTXPro');
    expect(resolve(names.find('gtx pro'), undefined)).toEqual({ kind: 'record', id: 'r1' });
    expect(resolve(near, undefined)).toEqual({ kind: 'reject', reason: 'UNDECIDED_REFERENCE' });
    expect(resolve(names.find('zzz'), undefined)).toEqual({ kind: 'reject', reason: 'UNKNOWN_REFERENCE' });
    expect(resolve(near, { action: 'use', recordId: 'r1' })).toEqual({ kind: 'record', id: 'r1' });
    expect(resolve(near, { action: 'create' })).toEqual({ kind: 'create' });
    expect(resolve(near, { action: 'empty' })).toEqual({ kind: 'empty' });
    expect(resolve(near, { action: 'reject' })).toEqual({ kind: 'reject', reason: 'REJECTED_BY_DECISION' });
  });

  it('measures letters, words and blanks', () => {
    expect(editDistance('frase', 'farse')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(similarity('acme', 'acme')).toBe(1);
    expect(similarity('gtx plus pro', 'gtx pro')).toBeLessThan(similarity('gtxpro', 'gtx pro'));
  });

  it('finds a near name among many in less time than comparing it with each', () => {
    const names = Array.from({ length: 4_000 }, (_, n) => ({ id: `${n}`, name: `Company ${n.toString(36)} Holding` }));
    const many = new NameIndex(names);
    const asked = Array.from({ length: 3 }, (_, n) => `Compny ${n.toString(36)}x Holding`);
    const started = performance.now();
    for (const name of asked) expect(many.find(name).kind).not.toBe('exact');
    const found = performance.now();
    for (const name of asked) for (const other of names) similarity(foldName(other.name), foldName(name));
    expect(found - started).toBeLessThan(performance.now() - found);
  });
});
