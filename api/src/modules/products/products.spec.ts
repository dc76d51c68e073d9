import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/harness/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface ProductPayload {
  readonly product: { readonly id: string; readonly name: string; readonly price: string | null; readonly currency: string | null; readonly active: boolean };
}
const CREATE = 'mutation ($input: CreateProductInput!) { createProduct(input: $input) { product { id name price currency active } changeSetId } }';

describe('products', () => {
  it('are priced in the base currency unless they name another', async () => {
    const owner = await app.signUp();
    const make = async (input: Record<string, unknown>): Promise<ProductPayload['product']> => (await owner.data<{ createProduct: ProductPayload }>(CREATE, { input })).createProduct.product;
    expect(await make({ name: 'GTX Pro', price: '4821' })).toMatchObject({ price: '4821.00', currency: 'USD', active: true });
    expect(await make({ name: 'MG Special', price: '55', currency: 'eur' })).toMatchObject({ price: '55.00', currency: 'EUR' });
    expect(await make({ name: 'On request' })).toMatchObject({ price: null, currency: null });
  });

  it('have a name and a code of their own, and a price that makes sense', async () => {
    const owner = await app.signUp();
    await owner.data(CREATE, { input: { name: 'GTX Pro', sku: 'G-1' } });
    for (const [input, field] of [
      [{ name: 'GTX Pro' }, 'name'],
      [{ name: 'GTX', sku: 'G-1' }, 'sku'],
      [{ name: 'A', price: '1', currency: 'XQZ' }, 'currency'],
      [{ name: 'A', price: '-1' }, 'price'],
      [{ name: ' ' }, 'name'],
    ] as const) {
      const extensions = (await owner.graphql(CREATE, { input })).errors?.[0]?.extensions;
      expect([input, extensions?.code, Object.keys(extensions?.details ?? {})]).toEqual([input, 'VALIDATION_ERROR', [field]]);
    }
  });

  it('are kept by administrators and seen by all', async () => {
    const owner = await app.signUp();
    await owner.data(CREATE, { input: { name: 'GTX Pro' } });
    for (const role of ['MEMBER', 'VIEWER'] as const) {
      const colleague = await app.colleague(owner, role);
      expect((await colleague.graphql(CREATE, { input: { name: 'Mine' } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await colleague.data<{ products: { nodes: unknown[] } }>('{ products { nodes { name } } }')).products.nodes).toEqual([{ name: 'GTX Pro' }]);
    }
  });
});
