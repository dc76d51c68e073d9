import { hueOf } from '../../core/records/option-colour.js';
import type { DealStage } from './opportunities.gateway.js';

export { OPTION_COLOURS as STAGE_COLOURS } from '../../core/records/option-colour.js';

/** A stage's colour as CSS; won and lost have one even when nobody chose it. */
export function stageColour(stage: Pick<DealStage, 'colour' | 'type'>): string {
  return hueOf(stage.colour) ?? (stage.type === 'WON' ? 'var(--hue-4)' : stage.type === 'LOST' ? 'var(--hue-7)' : 'var(--faint)');
}
