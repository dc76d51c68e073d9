/** `npm run schema`: writes libs/graphql/schema.graphql from the code and composes the modules' subgraphs; `-- --check` only compares. */
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { die, say } from './lib/log.mjs';
import { nodeProgram } from './lib/node24.mjs';
import { cli } from './lib/product.mjs';

async function main() {
  await ensureInstalled();
  const node = await nodeProgram();
  await build(node, ['server']);
  say((await cli(node, ['schema', ...process.argv.slice(2)], process.env)).trimEnd());
}

main().catch(die);
