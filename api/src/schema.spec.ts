import { describe, expect, it } from '@jest/globals';
import { AppModule } from './app.module.js';
import { committed, committedSchema, describeSchema, OPERATIONS_FILE } from './platform/cli/schema.js';
import { compositionErrors } from './platform/federation/composition.js';

describe('the schema', () => {
  it('is committed as the code makes it', async () => {
    const { sdl } = await describeSchema(AppModule);
    // Compared by hand: the whole difference of two schemas helps nobody in a test report.
    expect(committedSchema() === sdl ? 'committed' : 'not committed: run `npm run schema`').toBe('committed');
  });

  it('has a committed list of what each operation declares', async () => {
    const { operations } = await describeSchema(AppModule);
    expect(committed(OPERATIONS_FILE).split('\n')).toEqual(operations.split('\n'));
    expect(operations).toMatch(/^Mutation signIn  platform  public$/m);
  });

  it("splits into one subgraph a module, and they compose", async () => {
    const { subgraphs } = await describeSchema(AppModule);
    expect(subgraphs.size).toBeGreaterThan(0);
    expect(await compositionErrors(subgraphs)).toEqual([]);
  });
});
