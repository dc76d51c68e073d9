import { describe, expect, it } from '@jest/globals';
import { normaliseValue } from './field-codec.js';
import { choice, type Field } from './fields.js';

const option = (value: string, label: string, archived = false) => ({ value, label, colour: null, archived });

describe('an option that is none', () => {
  it('is refused with those that are offered, as people call them and as programs send them', () => {
    const tier: Field = { ...choice(['gold', 'silver', 'bronze'], { label: 'Tier' }), options: [option('gold', 'Gold', true), option('silver', 'Silber'), option('bronze', 'Bronze')] };
    expect(normaliseValue(tier, 'platinum')).toEqual({ reason: 'Must be one of Silber (silver), Bronze.' });
    expect(normaliseValue(choice(['SMALL', 'LARGE'], { label: 'Size' }), 'HUGE')).toEqual({ reason: 'Must be one of SMALL, LARGE.' });
  });
});
