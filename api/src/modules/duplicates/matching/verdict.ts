/** Why two records are taken for the same, or why not quite. */
export const REASON_CODES = [
  'SAME_EMAIL',
  'SAME_MAILBOX_OTHER_DOMAIN',
  'SHARED_MAILBOX',
  'SAME_PHONE',
  'SAME_SITE',
  'SAME_PROFILE',
  'SAME_COMPANY',
  'SAME_COMPANY_DOMAIN',
  'SAME_PLACE',
  'SAME_FIXED',
  'SAME_NAME',
  'SWAPPED_NAME',
  'NICKNAME',
  'SIMILAR_NAME',
  'SOUNDS_ALIKE',
  'PART_OF_NAME',
  'INITIAL',
  'ACRONYM',
  'OTHER_LEGAL_FORM',
  'OTHER_NAME',
  'OTHER_EMAIL',
  'OTHER_SITE',
  'OTHER_PLACE',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export interface Reason {
  readonly code: ReasonCode;
  /** Speaks for the two being the same; otherwise against. */
  readonly agrees: boolean;
  /** How many letters of the names differ. */
  readonly letters?: number;
}

/** What comparing two records came to. */
export interface Verdict {
  /** 0 to 1; from `POSSIBLE` on a person is asked. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** From here on two records are shown as possible duplicates. */
export const POSSIBLE = 0.75;
/** From here on hardly anything speaks against it. */
export const CERTAIN = 0.92;

const SENTENCES: Readonly<Record<ReasonCode, string>> = {
  SAME_EMAIL: 'same e-mail',
  SAME_MAILBOX_OTHER_DOMAIN: 'same mailbox name at another domain',
  SHARED_MAILBOX: 'an e-mail that several people share',
  SAME_PHONE: 'same phone number',
  SAME_SITE: 'same website',
  SAME_PROFILE: 'same profile page',
  SAME_COMPANY: 'same company',
  SAME_COMPANY_DOMAIN: 'e-mail at the same company',
  SAME_PLACE: 'same address',
  SAME_FIXED: 'same birthday',
  SAME_NAME: 'same name',
  SWAPPED_NAME: 'same name in another order',
  NICKNAME: 'short form of the name',
  SIMILAR_NAME: 'names differ by one letter',
  SOUNDS_ALIKE: 'names sound alike',
  PART_OF_NAME: 'one name is part of the other',
  INITIAL: 'one name is only an initial',
  ACRONYM: 'one name is the short form of the other',
  OTHER_LEGAL_FORM: 'different legal forms',
  OTHER_NAME: 'different names',
  OTHER_EMAIL: 'different e-mails at the same company',
  OTHER_SITE: 'different websites',
  OTHER_PLACE: 'different places',
};

/** The reason in English words; clients with words of their own go by the code. */
export const reasonText = ({ code, letters }: Reason): string => (code === 'SIMILAR_NAME' && (letters ?? 1) > 1 ? `names differ by ${letters} letters` : SENTENCES[code]);
