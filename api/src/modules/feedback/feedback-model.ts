export const KINDS = ['PROBLEM', 'IDEA', 'QUESTION', 'PRAISE'] as const;
export type FeedbackKind = (typeof KINDS)[number];

/** Largest picture, in bytes. */
export const MAX_PICTURE = 5 * 1_048_576;

/** Pictures that show pixels and run nothing, by their first bytes; SVG and HTML are documents that can carry scripts. */
const SIGNATURES: readonly { readonly type: string; readonly matches: (head: Buffer) => boolean }[] = [
  { type: 'image/png', matches: (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) },
  { type: 'image/jpeg', matches: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { type: 'image/webp', matches: (head) => head.subarray(0, 4).toString('latin1') === 'RIFF' && head.subarray(8, 12).toString('latin1') === 'WEBP' },
];

/** The content type that the first bytes prove, whatever the file is called; null for anything that is no picture. */
export const pictureType = (head: Buffer): string | null => SIGNATURES.find((signature) => signature.matches(head))?.type ?? null;
