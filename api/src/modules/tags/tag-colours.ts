/** Colours that a tag may have, in the order they are offered; those of the options of custom fields. */
export const TAG_COLOURS = ['GREY', 'BLUE', 'TEAL', 'GREEN', 'AMBER', 'ORANGE', 'RED', 'PURPLE'] as const;
export type TagColour = (typeof TAG_COLOURS)[number];
