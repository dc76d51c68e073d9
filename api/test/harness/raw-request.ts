import { request } from 'node:http';
import type { Answer, TestApp } from './app.js';

/** Asks as if the product had been reached under another host name, which fetch lets nobody choose. */
export function askUnderHost(product: TestApp, host: string, query: string, headers: Readonly<Record<string, string>> = {}, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(`${product.url}/graphql`, { method: 'POST', headers: { host, 'content-type': 'application/json', ...headers } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(JSON.parse(text) as Answer));
    });
    call.on('error', reject);
    call.end(JSON.stringify({ query, variables }));
  });
}
