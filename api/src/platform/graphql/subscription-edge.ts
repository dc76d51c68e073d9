import type { IncomingMessage } from 'node:http';
import { Injectable, Logger, Optional, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { getOperationAST, GraphQLError, parse, validate, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Context, ServerOptions, SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { AccessWatch } from '../access/access-watch.js';
import { Config } from '../config/config.js';
import { ConnectionContexts } from '../context/connection-contexts.js';
import { runInContext, type RequestContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { Metrics } from '../observability/metrics.js';
import { eventStream } from './event-stream.js';
import { formatError } from './format-error.js';
import { LIMITS } from './operation-limits.js';
import { checkOperation } from './operation-rules.js';
import { SocketLimits } from './socket-limits.js';
import { SocketConnection } from './socket-connection.js';

interface Extra {
  readonly request: IncomingMessage;
  readonly socket: WebSocket;
}
type Socket = Context<Record<string, unknown>, Extra>;

/** GraphQL context of a subscription; `req` is the upgrade request. */
interface SubscriptionContext {
  readonly req: IncomingMessage;
  readonly connection: SocketConnection;
  readonly opening: RequestContext;
}

/** How often sockets on which nothing happens are asked whether their session still lives, in milliseconds. */
const SWEEP = 60_000;
/** graphql-ws' code for a client that is not to connect again by itself. */
const TOO_MANY = 4429;

/** The WebSocket door: who may connect, what may be subscribed to, and under which context events are answered. */
@Injectable()
export class SubscriptionEdge implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Subscriptions');
  private readonly connections = new WeakMap<Extra, SocketConnection>();
  private readonly open = new Set<Socket>();
  private readonly limits: SocketLimits<Socket>;
  private schema: GraphQLSchema | null = null;
  private sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    metrics: Metrics,
    @Optional() private readonly contexts?: ConnectionContexts,
    @Optional() private readonly access?: AccessWatch,
  ) {
    this.limits = new SocketLimits(config.rateLimit === 0);
    metrics.gauge('kinship_open_sockets', 'WebSockets of this process, and the subscriptions on them.', ['kind'], (set) => {
      set({ kind: 'sockets' }, this.open.size);
      set({ kind: 'subscriptions' }, [...this.open].reduce((sum, { subscriptions }) => sum + Object.keys(subscriptions).length, 0));
    });
  }

  onModuleInit(): void {
    this.sweeping = setInterval(() => void this.sweep(), SWEEP).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeping);
  }

  /** Closes the sockets whose session has ended by time. One after the other: a thousand at once would be a burst on the database. */
  async sweep(): Promise<void> {
    for (const { extra } of [...this.open]) await this.connections.get(extra)?.freshContext().catch(() => undefined);
  }

  /** Told by the GraphQL module once the schema is built. */
  useSchema(schema: GraphQLSchema): void {
    this.schema = schema;
  }

  /** Hooks for graphql-ws. */
  options(): Pick<ServerOptions<Record<string, unknown>, Extra>, 'onConnect' | 'onSubscribe' | 'subscribe' | 'onNext' | 'onError'> {
    return {
      onConnect: (socket) => this.connect(socket),
      onSubscribe: (socket, _id, payload) => this.prepare(socket, payload),
      subscribe: (args) => this.subscribe(args),
      onNext: (_socket, _id, _payload, args, result) => this.format(args, result),
      onError: (_socket, _id, _payload, errors) => errors.map((error) => formatError(error instanceof GraphQLError ? error.toJSON() : error, error)),
    };
  }

  private async connect(socket: Socket): Promise<boolean> {
    const { extra, connectionParams } = socket;
    if (!this.contexts || !this.comesFromHere(extra.request)) return false;
    try {
      const connection = await SocketConnection.open(this.contexts, connectionParams ?? {}, extra.request, extra.socket);
      // One that left while it was asked who it is would be counted for ever.
      if (extra.socket.readyState !== extra.socket.OPEN) return false;
      extra.socket.once('close', () => this.disconnect(socket));
      if (!this.limits.enter(socket, connection.present)) {
        extra.socket.close(TOO_MANY, 'Too many connections');
        return true;
      }
      this.connections.set(extra, connection);
      this.open.add(socket);
      const end = this.access?.watch(connection.present, (fresh) => (fresh ? void connection.recheck() : connection.refuse()));
      if (end) extra.socket.once('close', end);
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) this.logger.error(error);
      return false;
    }
  }

  private disconnect(socket: Socket): void {
    this.open.delete(socket);
    this.limits.leave(socket);
  }

  /** Browsers send cookies with any page's WebSocket and ask nobody: the page's origin has to be one of ours. Other clients send none. */
  private comesFromHere({ headers }: IncomingMessage): boolean {
    const { origin, host } = headers;
    if (!origin) return true;
    return origin === this.config.origin || this.config.corsOrigins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
  }

  private async prepare(socket: Socket, payload: SubscribePayload): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { extra } = socket;
    const connection = this.connections.get(extra);
    const { schema } = this;
    if (!connection || !schema) return [asGraphqlError(new AppError('UNAUTHENTICATED', 'Sign in to go on.'))];
    try {
      this.limits.begin(socket);
      const opening = await connection.freshContext();
      return runInContext(opening, () => this.read(schema, payload, { req: extra.request, connection, opening }));
    } catch (error) {
      return [asGraphqlError(error)];
    }
  }

  private read(schema: GraphQLSchema, { query, operationName, variables }: SubscribePayload, contextValue: SubscriptionContext): ExecutionArgs | readonly GraphQLError[] {
    const document = parse(query, { maxTokens: LIMITS.tokens });
    const problems = validate(schema, document, undefined, { maxErrors: 10, hideSuggestions: true });
    if (problems.length > 0) return problems.map((problem) => new GraphQLError(problem.message, { nodes: problem.nodes, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }));
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== 'subscription') throw new GraphQLError('Only subscriptions go over the WebSocket; send queries and mutations over HTTP.', { extensions: { code: 'BAD_REQUEST' } });
    checkOperation({ schema, document, operation, variables: variables ?? {} }, this.config);
    return { schema, document, operationName, variableValues: variables, contextValue };
  }

  private subscribe(args: ExecutionArgs): ReturnType<typeof eventStream> {
    const { connection, opening } = args.contextValue as SubscriptionContext;
    return eventStream(args, opening, () => connection.freshContext());
  }

  private format(args: ExecutionArgs, result: ExecutionResult): ExecutionResult | undefined {
    const { errors } = result;
    if (!errors) return undefined;
    const { opening } = args.contextValue as SubscriptionContext;
    // The protocol wants plain objects here, though its types say GraphQLError.
    return runInContext(opening, () => ({ ...result, errors: errors.map((error) => formatError(error.toJSON(), error)) as unknown as readonly GraphQLError[] }));
  }
}

const asGraphqlError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError(error instanceof Error ? error.message : String(error), { originalError: error instanceof Error ? error : null });
