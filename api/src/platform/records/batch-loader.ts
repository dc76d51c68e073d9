import DataLoader from 'dataloader';
import { currentContext, type RequestContext } from '../context/request-context.js';

/**
 * Batches look-ups of one kind: one call of `read` for all keys that are asked for in a tick. Loaders live as long as the request's context, so they
 * can't cross tenants, and remember nothing, because a second mutation of the same request must see what the first one wrote.
 *
 * @example `readonly stages = new BatchLoader((pipelineIds) => this.stagesOf(pipelineIds), () => []);`
 */
export class BatchLoader<V> {
  private readonly loaders = new WeakMap<RequestContext, DataLoader<string, V>>();

  /** @param read answers the values it found by key; `absent` makes the value of a key that is not among them */
  constructor(
    private readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
    private readonly absent: () => V,
  ) {}

  load(key: string): Promise<V> {
    const context = currentContext();
    let loader = this.loaders.get(context);
    if (!loader) {
      loader = new DataLoader<string, V>((keys) => this.batch(keys), { cache: false });
      this.loaders.set(context, loader);
    }
    return loader.load(key);
  }

  private async batch(keys: readonly string[]): Promise<V[]> {
    const found = await this.read([...new Set(keys)]);
    return keys.map((key) => found.get(key) ?? this.absent());
  }
}
