/** Below these a hole is told but holds nothing up. */
const SERIOUS = new Set(['high', 'critical']);

function parsed(text) {
  // Warnings of npm may stand around the report.
  const report = /\{[\s\S]*\}/.exec(text)?.[0];
  try {
    return JSON.parse(report ?? '');
  } catch {
    return null;
  }
}

/**
 * What `npm audit --json` said.
 * @returns whether anything was checked at all, how many packages have serious holes, and what to tell people
 */
export function judge(output) {
  const report = parsed(output);
  if (!report?.vulnerabilities) {
    const reason = report?.error?.summary || report?.message || output.trim().split('\n').at(-1) || 'no answer';
    return { checked: false, holes: 0, lines: [`The registry does not answer audits: ${reason}`] };
  }
  const found = Object.values(report.vulnerabilities);
  const holes = found.filter(({ severity }) => SERIOUS.has(severity)).length;
  const packages = report.metadata?.dependencies?.prod ?? 'All';
  if (found.length === 0) return { checked: true, holes, lines: [`${packages} packages of the product: no known holes.`] };
  return { checked: true, holes, lines: found.map(({ name, severity, range, via }) => `${severity}: ${name} ${range}${titles(via)}`) };
}

const titles = (via) => {
  const told = via.filter((each) => typeof each === 'object').map(({ title }) => title);
  return told.length > 0 ? ` (${told.join('; ')})` : '';
};
