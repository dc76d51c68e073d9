/** A stream that is written to by pushing and read with `for await`. Holds a bounded number of items for a reader that is slower than its writer. */
export class PushStream<T> implements AsyncIterableIterator<T> {
  private items: T[] = [];
  private waiting: { resolve: (result: IteratorResult<T, undefined>) => void; reject: (error: Error) => void } | null = null;
  private failure: Error | null = null;
  private done = false;

  /**
   * @param limit items held; beyond it the oldest are forgotten. With 1 the reader gets the latest state, which is what progress wants.
   * @param onEnd called once, when the reader leaves or the writer ends
   */
  constructor(
    private readonly limit: number,
    private readonly onEnd: () => void = () => undefined,
  ) {}

  get ended(): boolean {
    return this.done;
  }

  push(item: T): void {
    if (this.done) return;
    const { waiting } = this;
    if (waiting) {
      this.waiting = null;
      waiting.resolve({ done: false, value: item });
      return;
    }
    this.items.push(item);
    if (this.items.length > this.limit) this.items.shift();
  }

  /** Ends the stream after what is held was read; with an error, the reader gets that instead. */
  end(failure: Error | null = null): void {
    if (this.done) return;
    this.done = true;
    this.failure = failure;
    if (failure) this.items = [];
    const { waiting } = this;
    this.waiting = null;
    if (waiting) {
      if (failure) waiting.reject(this.takeFailure()!);
      else waiting.resolve({ done: true, value: undefined });
    }
    this.onEnd();
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const failure = this.takeFailure();
    if (failure) return Promise.reject(failure);
    if (this.items.length > 0) return Promise.resolve({ done: false, value: this.items.shift() as T });
    if (this.done) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => (this.waiting = { resolve, reject }));
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.items = [];
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Told once; after it the stream is simply over. */
  private takeFailure(): Error | null {
    const { failure } = this;
    this.failure = null;
    return failure;
  }
}
