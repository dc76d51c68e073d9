import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { findRecordType } from '../records/record-registry.js';
import { OPERATION_METADATA, type OperationDeclaration } from './operation.decorator.js';

/** Metadata keys of @nestjs/graphql for "this method is a query, mutation or subscription", and under which name; of @nestjs/common for a route's path. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const RESOLVER_NAME = 'graphql:resolver_name';
const ROUTE_PATH = 'path';
const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

export interface DeclaredOperation {
  readonly kind: 'Query' | 'Mutation' | 'Subscription' | 'Route';
  readonly name: string;
  readonly declaration: OperationDeclaration | undefined;
  readonly where: string;
}

/** Knows every operation of the process and stops the boot when one declares nothing, or a record type there is not: forgotten means refused. */
@Injectable()
export class OperationInventory implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const told = (operations: readonly DeclaredOperation[]): string => operations.map(({ name, where }) => `${name} (${where})`).join(', ');
    const operations = this.all();
    const undeclared = operations.filter(({ declaration }) => !declaration);
    if (undeclared.length > 0) throw new Error(`These operations declare no licence and permission (@Operation): ${told(undeclared)}`);
    const unknown = operations.filter(({ declaration }) => typeof declaration?.permission === 'object' && !findRecordType(declaration.permission.record));
    if (unknown.length > 0) throw new Error(`These operations declare a permission on a record type that does not exist: ${told(unknown)}`);
  }

  /** All operations and plain routes, sorted by kind and name. */
  all(): DeclaredOperation[] {
    const resolvers = this.discovery.getProviders().flatMap(({ instance }) => this.operationsOf(instance as unknown, (handler, method) => {
      const kind = this.reflector.get<string | undefined>(RESOLVER_TYPE, handler);
      if (!kind || !ROOTS.has(kind)) return null;
      return { kind: kind as DeclaredOperation['kind'], name: this.reflector.get<string | undefined>(RESOLVER_NAME, handler) ?? method };
    }));
    const routes = this.discovery.getControllers().flatMap(({ instance }) => this.operationsOf(instance as unknown, (handler) => {
      const path = this.reflector.get<string | string[] | undefined>(ROUTE_PATH, handler);
      return path === undefined ? null : { kind: 'Route', name: String(path) };
    }));
    return [...resolvers, ...routes].sort((a, b) => compare(`${a.kind} ${a.name}`, `${b.kind} ${b.name}`));
  }

  /** One line an operation, for the committed list that reviewers read: `Mutation createAccount  crm-core  create account`. */
  lines(): string[] {
    return this.all().map(({ kind, name, declaration }) => {
      const { module, permission } = declaration!;
      return `${kind} ${name}  ${module}  ${typeof permission === 'string' ? permission : `${permission.action} ${permission.record}`}`;
    });
  }

  private operationsOf(instance: unknown, read: (handler: () => unknown, method: string) => Pick<DeclaredOperation, 'kind' | 'name'> | null): DeclaredOperation[] {
    if (!instance || typeof instance !== 'object') return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
    return this.scanner.getAllMethodNames(prototype).flatMap((method): DeclaredOperation[] => {
      const handler = prototype[method] as () => unknown;
      const found = read(handler, method);
      if (!found) return [];
      const declaration = this.reflector.get<OperationDeclaration | undefined>(OPERATION_METADATA, handler);
      return [{ ...found, declaration, where: `${instance.constructor.name}.${method}` }];
    });
  }
}

/** By code point, so that the list is the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
