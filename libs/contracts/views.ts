/** Views that every list has, whoever kept which; `filter` and `sort` are as the API takes them. */
export interface SystemView {
  readonly key: SystemViewKey;
  readonly filter: Readonly<Record<string, unknown>> | null;
  readonly sort: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[];
}

export const SYSTEM_VIEW_KEYS = ['all', 'mine', 'recent'] as const;
export type SystemViewKey = (typeof SYSTEM_VIEW_KEYS)[number];

export const isSystemView = (key: string): key is SystemViewKey => (SYSTEM_VIEW_KEYS as readonly string[]).includes(key);

/** The views a list has of itself. `mine` is there for records with an owner only. */
export const systemViews = (type: { readonly owned: boolean }): readonly SystemView[] => [
  { key: 'all', filter: null, sort: [] },
  ...(type.owned ? [{ key: 'mine' as const, filter: { ownerId: { in: ['me'] } }, sort: [] }] : []),
  { key: 'recent', filter: { createdAt: { within: 'last 30 days' } }, sort: [{ field: 'createdAt', direction: 'DESC' }] },
];
