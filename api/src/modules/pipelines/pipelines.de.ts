import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  Pipeline: 'Pipeline',
  Pipelines: 'Pipelines',
  Stage: 'Phase',
  Stages: 'Phasen',
  'Days until stale': 'Tage, bis sie liegt',
  'Made {0} the default pipeline': '{0} zur Standard-Pipeline gemacht',
  'Added a stage': 'Phase hinzugefügt',
  'Reordered stages': 'Phasen neu geordnet',
  'Deleted the stage {0}': 'Phase {0} gelöscht',
  'An open opportunity that stays longer than this in one stage is shown as stale; never when left empty.': 'Eine offene Chance, die länger als das in einer Phase bleibt, gilt als liegend; nie, wenn es leer ist.',
  'Chance in per cent that an opportunity in this stage is won.': 'Aussicht in Prozent, dass eine Chance in dieser Phase gewonnen wird.',
  'New opportunities are in this pipeline unless they name another.': 'Neue Chancen kommen in diese Pipeline, wenn sie keine andere nennen.',
  'Place in the pipeline, from 1.': 'Platz in der Pipeline, ab 1.',
});
