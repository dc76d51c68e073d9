export { matchValues, resolve, type ReferenceProblem, type ReferenceValue, type Resolution, type ValueDecision } from './decisions.js';
export { NameIndex, type NameCandidate, type NameMatch, type NearMatch } from './name-index.js';
export { foldName } from '../../duplicates/index.js';
export { splitName } from './split-name.js';
