import { inject, Service } from '@angular/core';
import type { ApolloCache, ApolloClient, FetchPolicy, OperationVariables, TypedDocumentNode, WatchQueryFetchPolicy } from '@apollo/client';
import { Apollo, onlyCompleteData } from 'apollo-angular';
import { catchError, filter, firstValueFrom, map, type Observable, throwError } from 'rxjs';
import { toAppError } from './app-error.js';

export interface MutateOptions<Data> {
  /** The answer as it will be: shown at once, taken back when the API refuses. */
  readonly optimistic?: Data;
  readonly update?: (cache: ApolloCache, data: Data | null | undefined) => void;
  /** Names of operations on screen to run again. */
  readonly refetch?: readonly string[];
  /** The refusal is an answer (wrong password), not an expired session. */
  readonly signIn?: boolean;
}

/** The only door to Apollo: a feature's gateway uses this and nothing else. Every failure is an `AppError`. */
@Service()
export class GraphqlClient {
  private readonly apollo = inject(Apollo);

  /** One answer. The default reads the network; `cache-first` is for what rarely changes. */
  async query<Data, Variables extends OperationVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options: { fetchPolicy?: FetchPolicy; signIn?: boolean } = {},
  ): Promise<Data> {
    try {
      const result = await this.client.query<Data>({
        query: document as TypedDocumentNode<Data>,
        variables,
        fetchPolicy: options.fetchPolicy ?? 'network-only',
        context: { signIn: options.signIn ?? false },
      });
      if (result.error) throw result.error;
      return result.data as Data;
    } catch (error) {
      throw toAppError(error);
    }
  }

  /** The answer and every later state of it in the cache (own edits, subscriptions). Only complete data is passed on. */
  watch<Data, Variables extends OperationVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options: { fetchPolicy?: WatchQueryFetchPolicy } = {},
  ): Observable<Data> {
    return this.apollo
      .watchQuery<Data>({ query: document as TypedDocumentNode<Data>, variables, fetchPolicy: options.fetchPolicy ?? 'cache-and-network' })
      .valueChanges.pipe(
        map((result) => {
          if (result.error) throw result.error;
          return result;
        }),
        onlyCompleteData(),
        map((result) => result.data as Data),
        catchError((error: unknown) => throwError(() => toAppError(error))),
      );
  }

  async mutate<Data, Variables extends OperationVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options: MutateOptions<Data> = {},
  ): Promise<Data> {
    const { optimistic, update } = options;
    const request: Apollo.MutateOptions<Data, Variables> = {
      mutation: document,
      variables,
      context: { signIn: options.signIn ?? false },
      ...(options.refetch ? { refetchQueries: [...options.refetch] } : {}),
      ...(optimistic === undefined ? {} : { optimisticResponse: optimistic }),
      ...(update ? { update: (cache: ApolloCache, result: { data?: unknown }) => update(cache, result.data as Data | null | undefined) } : {}),
    };
    try {
      const result = await firstValueFrom(this.apollo.mutate(request));
      if (result.error) throw result.error;
      return result.data as Data;
    } catch (error) {
      throw toAppError(error);
    }
  }

  /** Live events. The socket reconnects by itself; an error here is a refusal. Records in an event update the cache by their id. */
  subscribe<Data, Variables extends OperationVariables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Observable<Data> {
    return this.apollo.subscribe<Data>({ query: document as TypedDocumentNode<Data>, variables }).pipe(
      map((result) => {
        if (result.error) throw result.error;
        return result.data as Data | null | undefined;
      }),
      filter((data): data is Data => data !== null && data !== undefined),
      catchError((error: unknown) => throwError(() => toAppError(error))),
    );
  }

  /** For what the methods above do not cover: reading, writing and evicting parts of the cache. */
  get cache(): ApolloCache {
    return this.client.cache;
  }

  /** Forgets everything: at sign-in, sign-out and when the tenant changes. */
  async reset(): Promise<void> {
    await this.client.clearStore();
  }

  private get client(): ApolloClient {
    return this.apollo.client;
  }
}
