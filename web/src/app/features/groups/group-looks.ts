import type { IconName } from '@libs/ui';

const HUES: Readonly<Record<string, string>> = {
  BLUE: 'var(--hue-2)', GREEN: 'var(--hue-4)', AMBER: 'var(--hue-5)', RED: 'var(--hue-7)', VIOLET: 'var(--hue-1)', PINK: 'var(--hue-8)', TEAL: 'var(--hue-3)',
};
const ICONS: Readonly<Record<string, IconName>> = {
  USERS: 'users', STAR: 'star', HEART: 'heart', HANDSHAKE: 'handshake', BRIEFCASE: 'briefcase', BUILDING: 'building-2', MEGAPHONE: 'megaphone', ROCKET: 'rocket', TROPHY: 'trophy', FLAG: 'flag', GLOBE: 'globe', HOUSE: 'house',
};

/** What a group looks like. */
export const hueOf = (colour: string | null | undefined): string => HUES[colour ?? ''] ?? 'var(--muted)';
export const iconOf = (icon: string | null | undefined): IconName => ICONS[icon ?? ''] ?? 'users';
