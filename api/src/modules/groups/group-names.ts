/** What lists of contacts are filtered by: `{ groupId: { in: [...] } }`. */
export const GROUP_FILTER = 'groupId';
