export { compare } from './compare.js';
export { phoneKey } from './contact-points.js';
export { keysOf } from './keys.js';
export { foldName, splitLegalForm } from './normalise-name.js';
export { profileOf, type Profile } from './profile.js';
export { editDistance, similarity } from './similarity.js';
export { CERTAIN, POSSIBLE, REASON_CODES, reasonText, type Reason, type ReasonCode, type Verdict } from './verdict.js';
