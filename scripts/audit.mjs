/** `npm run audit`: known holes in what the product is made of, as the registry knows them today. `npm run verify` ends with it. */
import { say, die, Fault } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { judge } from './lib/audit-report.mjs';
import { run } from './lib/processes.mjs';

async function main() {
  const { output } = await run('npm', ['audit', '--omit=dev', '--json'], { cwd: root });
  const { checked, lines, holes } = judge(output);
  for (const line of lines) say(line);
  if (holes > 0) throw new Fault(`${holes} packages of the product have holes that are known and serious. \`npm audit --omit=dev\` tells what closes them.`);
  if (!checked) say('Dependencies were NOT checked for known holes. Run `npm run audit` again where the registry can be asked.');
}

main().catch(die);
