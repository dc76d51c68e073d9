import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { OPERATION_METADATA, type OperationDeclaration } from './operation.decorator.js';

/** Metadata keys of @nestjs/graphql for "this method is a query, mutation or subscription", and under which name. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const RESOLVER_NAME = 'graphql:resolver_name';
const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

export interface DeclaredOperation {
  readonly kind: 'Query' | 'Mutation' | 'Subscription';
  readonly name: string;
  readonly declaration: OperationDeclaration | undefined;
  readonly where: string;
}

/** Knows every operation of the process and stops the boot when one declares nothing: forgotten means refused. */
@Injectable()
export class OperationInventory implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const undeclared = this.all().filter((operation) => !operation.declaration);
    if (undeclared.length > 0) throw new Error(`These operations declare no licence and permission (@Operation): ${undeclared.map(({ name, where }) => `${name} (${where})`).join(', ')}`);
  }

  /** All operations, sorted by kind and name. */
  all(): DeclaredOperation[] {
    const found = this.discovery.getProviders().flatMap(({ instance, metatype }) => {
      if (!instance || typeof instance !== 'object') return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((method): DeclaredOperation[] => {
        const handler = prototype[method] as () => unknown;
        const kind = this.reflector.get<string | undefined>(RESOLVER_TYPE, handler);
        if (!kind || !ROOTS.has(kind)) return [];
        const name = this.reflector.get<string | undefined>(RESOLVER_NAME, handler) ?? method;
        return [{ kind: kind as DeclaredOperation['kind'], name, declaration: this.reflector.get<OperationDeclaration | undefined>(OPERATION_METADATA, handler), where: `${metatype?.name ?? '?'}.${method}` }];
      });
    });
    return found.sort((a, b) => `${a.kind} ${a.name}`.localeCompare(`${b.kind} ${b.name}`));
  }

  /** One line an operation, for the committed list that reviewers read: `Mutation createAccount  crm-core  create account`. */
  lines(): string[] {
    return this.all().map(({ kind, name, declaration }) => {
      const { module, permission } = declaration!;
      return `${kind} ${name}  ${module}  ${typeof permission === 'string' ? permission : `${permission.action} ${permission.record}`}`;
    });
  }
}
