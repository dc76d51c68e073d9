export { DuplicatesModule } from './duplicates.module.js';
export { identifiedType, isIdentified, type IdentifiedType } from './identity-keys.js';
export { Matcher, type FoundMatch } from './matcher.service.js';
export { CERTAIN, editDistance, foldName, POSSIBLE, reasonText, similarity, splitLegalForm, type Reason, type ReasonCode, type Verdict } from './matching/index.js';
export { provideMerge } from './merging/provide-merge.js';
export { RecordMerges, type MergeOutcome, type MergeRequest } from './merging/record-merges.service.js';
export { PossibleDuplicates, type PossibleDuplicate } from './possible-duplicates.service.js';
