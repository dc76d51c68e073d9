/** Names of the colours that people give to options and stages, in the order they are offered. */
export const OPTION_COLOURS = ['GREY', 'BLUE', 'TEAL', 'GREEN', 'AMBER', 'ORANGE', 'RED', 'PURPLE'] as const;
export type OptionColour = (typeof OPTION_COLOURS)[number];

const HUES: Readonly<Record<string, string>> = {
  GREY: 'var(--faint)', BLUE: 'var(--hue-2)', TEAL: 'var(--hue-3)', GREEN: 'var(--hue-4)', AMBER: 'var(--hue-5)', ORANGE: 'var(--hue-6)', RED: 'var(--hue-7)', PURPLE: 'var(--hue-8)',
};

/** A named colour as CSS, in light and dark. */
export const hueOf = (colour: string | null | undefined): string | null => (colour ? (HUES[colour] ?? null) : null);
