import type { DealStage } from './opportunities.gateway.js';

const HUES: Readonly<Record<string, string>> = {
  GREY: 'var(--faint)', BLUE: 'var(--hue-2)', TEAL: 'var(--hue-3)', GREEN: 'var(--hue-4)', AMBER: 'var(--hue-5)', ORANGE: 'var(--hue-6)', RED: 'var(--hue-7)', PURPLE: 'var(--hue-8)',
};

export const STAGE_COLOURS = ['GREY', 'BLUE', 'TEAL', 'GREEN', 'AMBER', 'ORANGE', 'RED', 'PURPLE'] as const;

/** A stage's colour as CSS; won and lost have one even when nobody chose it. */
export function stageColour(stage: Pick<DealStage, 'colour' | 'type'>): string {
  return HUES[stage.colour ?? ''] ?? (stage.type === 'WON' ? 'var(--hue-4)' : stage.type === 'LOST' ? 'var(--hue-7)' : 'var(--faint)');
}
