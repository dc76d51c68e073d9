import { describe, expect, it } from '@jest/globals';
import { judge } from './lib/audit-report.mjs';

const report = (vulnerabilities: object): string => `npm warn something\n${JSON.stringify({ vulnerabilities, metadata: { dependencies: { prod: 380 } } })}`;

describe('what the audit of dependencies says', () => {
  it('is plain where nothing was checked', () => {
    const refused = JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '', detail: '' } });
    expect(judge(refused)).toEqual({ checked: false, holes: 0, lines: ['The registry does not answer audits: 405 Method Not Allowed'] });
    for (const output of ['', 'npm error ENOTFOUND', '{broken']) expect(judge(output)).toMatchObject({ checked: false, holes: 0 });
  });

  it('counts what is serious and names the rest', () => {
    expect(judge(report({}))).toEqual({ checked: true, holes: 0, lines: ['380 packages of the product: no known holes.'] });
    const found = judge(report({
      ws: { name: 'ws', severity: 'high', range: '<8.17.1', via: [{ title: 'DoS by many headers' }] },
      bull: { name: 'bull', severity: 'moderate', range: '*', via: ['ws'] },
    }));
    expect(found).toEqual({ checked: true, holes: 1, lines: ['high: ws <8.17.1 (DoS by many headers)', 'moderate: bull *'] });
  });
});
