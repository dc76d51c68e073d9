import 'reflect-metadata';
import { migrate, migrateDown } from './platform/cli/migrate.js';
import { schema } from './platform/cli/schema.js';
import { seed } from './platform/cli/seed.js';
import { failToStart } from './platform/lifecycle/boot-failure.js';

/** A command of `node dist/server/api/src/cli.js <command> [arguments]`. */
interface Command {
  readonly help: string;
  run(args: readonly string[]): Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
  migrate: { help: 'Bring the database up to date.', run: migrate },
  'migrate:down': { help: 'Take back the last migration, or as many as the number given.', run: migrateDown },
  // The application is loaded only here: commands that need none start without it.
  seed: { help: 'Fill the demo tenant.', run: async () => seed((await import('./app.module.js')).AppModule) },
  schema: { help: 'Write libs/graphql/schema.graphql and compose the subgraphs; --check, --subgraphs FOLDER.', run: async (args) => schema((await import('./app.module.js')).AppModule, args) },
};

async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const command = commands[name];
  if (!command) {
    const list = Object.entries(commands).map(([known, { help }]) => `  ${known.padEnd(14)}${help}`);
    process.stderr.write(`${name ? `There is no command "${name}". ` : ''}Commands:\n${list.join('\n')}\n`);
    process.exitCode = name ? 1 : 0;
    return;
  }
  await command.run(args);
}

main(process.argv.slice(2)).catch(failToStart);
