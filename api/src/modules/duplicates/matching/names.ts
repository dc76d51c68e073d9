import { sameGivenName } from './nicknames.js';
import { soundOf } from './phonetic.js';
import type { Profile } from './profile.js';
import { editDistance } from './similarity.js';

/** How two names relate, from the most to the least alike. */
export type NameRelation = 'same' | 'swapped' | 'nickname' | 'joined' | 'typo' | 'initial' | 'partial' | 'sounds' | 'form' | 'acronym' | 'unknown' | 'different';

export interface NameMatchLevel {
  readonly relation: NameRelation;
  /** How much of a match it is, 0 to 1. */
  readonly weight: number;
  /** Letters that differ, for typing errors. */
  readonly letters: number;
}

const WEIGHTS: Readonly<Record<NameRelation, number>> = { same: 1, swapped: 0.97, nickname: 0.95, joined: 0.97, typo: 0.92, initial: 0.85, partial: 0.84, sounds: 0.84, form: 0.7, acronym: 0.85, unknown: 0.6, different: 0 };
const level = (relation: NameRelation, letters = 0): NameMatchLevel => ({ relation, weight: WEIGHTS[relation], letters });

/** Compares the names of two people, in both orders. */
export function comparePeople(a: Profile, b: Profile): NameMatchLevel {
  if (!(a.given || a.family) || !(b.given || b.family)) return level('unknown');
  if (a.given === b.given && a.family === b.family) return level('same');
  if (a.given === b.family && a.family === b.given) return level('swapped');
  const straight = weaker(parts(a.given, b.given, true), parts(a.family, b.family, false));
  const turned = weaker(parts(a.given, b.family, false), parts(a.family, b.given, false));
  if (turned.weight > straight.weight) return turned.relation === 'same' ? level('swapped') : turned;
  return straight;
}

/** The weaker of two parts speaks for the name; two errors weigh more than one. */
function weaker(a: NameMatchLevel, b: NameMatchLevel): NameMatchLevel {
  const [weak, strong] = a.weight <= b.weight ? [a, b] : [b, a];
  if (weak.relation === 'unknown') return strong.relation === 'same' ? level('partial') : level('unknown');
  const both = strong.weight < 0.95 && weak.weight > 0;
  return { ...weak, weight: both ? weak.weight - 0.12 : weak.weight, letters: a.letters + b.letters };
}

function parts(a: string, b: string, given: boolean): NameMatchLevel {
  if (a === b) return level(a === '' ? 'unknown' : 'same');
  if (a === '' || b === '') return level('unknown');
  const [flatA, flatB] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')];
  if (flatA === flatB) return level('joined');
  if (given && sameGivenName(a, b)) return level('nickname');
  if (flatA.length === 1 || flatB.length === 1) return level(flatA[0] === flatB[0] ? 'initial' : 'different');
  // Counting letters is the dear part, and most pairs are told apart by their lengths alone.
  const letters = Math.abs(flatA.length - flatB.length) > 3 ? Infinity : editDistance(flatA, flatB);
  const length = Math.max(flatA.length, flatB.length);
  if ((letters === 1 && length >= 4) || (letters === 2 && length >= 8)) return level('typo', letters);
  if (contains(a, b) || contains(b, a)) return level('partial');
  if (length >= 4 && letters <= 3 && flatA[0] === flatB[0] && soundOf(flatA) === soundOf(flatB)) return level('sounds', letters);
  return level('different');
}

/** Whether all words of the shorter are words of the longer: `Anna` and `Anna Maria`. */
const contains = (long: string, short: string): boolean => {
  const words = new Set(long.split(' '));
  return short.split(' ').every((word) => word.length > 1 && words.has(word)) && words.size > short.split(' ').length;
};

/** Compares the names of two organisations. */
export function compareOrganisations(a: Profile, b: Profile): NameMatchLevel {
  if (a.stem === '' || b.stem === '') return level('unknown');
  // Two branches differ in a number, two companies never in a typing error of one.
  if (numbersOf(a.stem) !== numbersOf(b.stem)) return level('different');
  const [flatA, flatB] = [a.stem.replaceAll(' ', ''), b.stem.replaceAll(' ', '')];
  if (flatA === flatB) {
    if (a.form !== b.form && a.form !== '' && b.form !== '') return level('form');
    return level(a.stem === b.stem ? 'same' : 'joined');
  }
  if (sortedWords(a.stem) === sortedWords(b.stem)) return level('swapped');
  const letters = Math.abs(flatA.length - flatB.length) > 3 ? Infinity : editDistance(flatA, flatB);
  const length = Math.max(flatA.length, flatB.length);
  if ((letters === 1 && length >= 5) || (letters === 2 && length >= 10)) return level('typo', letters);
  if (acronymOf(a.stem) === flatB || acronymOf(b.stem) === flatA) return level('acronym');
  if (contains(a.stem, b.stem) || contains(b.stem, a.stem)) return level('partial');
  if (letters <= 3 && length >= 8 && soundOf(flatA) === soundOf(flatB)) return level('sounds', letters);
  return level('different');
}

const numbersOf = (text: string): string => text.match(/\d+/g)?.join() ?? '';
const sortedWords = (text: string): string => text.split(' ').sort().join(' ');
const acronymOf = (stem: string): string => {
  const words = stem.split(' ').filter((word) => !['and', 'of', 'the', 'und', 'for', 'de'].includes(word));
  return words.length >= 3 ? words.map((word) => word[0]).join('') : '';
};
