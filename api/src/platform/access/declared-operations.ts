import type { Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { RESOLVER_NAME_METADATA, RESOLVER_TYPE_METADATA } from '@nestjs/graphql';
import { OPERATION_METADATA, type OperationDeclaration } from './operation.decorator.js';

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

export interface DeclaredOperation {
  readonly kind: 'Query' | 'Mutation' | 'Subscription' | 'Route';
  readonly name: string;
  /** Undefined where somebody forgot it. */
  readonly declaration: OperationDeclaration | undefined;
  /** `ContactsResolver.list`. */
  readonly where: string;
}

/** The operations and plain routes that a class answers, as its decorators say. */
export function operationsOf(type: Type): DeclaredOperation[] {
  return methodsOf(type.prototype as object).flatMap(([method, handler]): DeclaredOperation[] => {
    const read = <T>(key: string): T | undefined => Reflect.getMetadata(key, handler) as T | undefined;
    const kind = read<string>(RESOLVER_TYPE_METADATA);
    const route = read<string | string[]>(PATH_METADATA);
    const declared = { declaration: read<OperationDeclaration>(OPERATION_METADATA), where: `${type.name}.${method}` };
    if (kind && ROOTS.has(kind)) return [{ kind: kind as DeclaredOperation['kind'], name: read<string>(RESOLVER_NAME_METADATA) ?? method, ...declared }];
    if (route === undefined) return [];
    const prefix = (Reflect.getMetadata(PATH_METADATA, type) as string | undefined) ?? '/';
    return [{ kind: 'Route', name: `/${[prefix, String(route)].join('/')}`.replace(/\/+/g, '/'), ...declared }];
  });
}

function methodsOf(prototype: object): [string, object][] {
  if (prototype === Object.prototype) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]): [string, object][] => (typeof value === 'function' && name !== 'constructor' ? [[name, value as object]] : []));
  return [...own, ...methodsOf(Object.getPrototypeOf(prototype) as object)];
}

/** One line an operation, sorted: `Mutation createAccount  crm-core  create account`. */
export const operationLines = (operations: readonly DeclaredOperation[]): string[] =>
  operations
    .map(({ kind, name, declaration }) => `${kind} ${name}  ${declaration ? `${declaration.module}  ${permissionName(declaration)}` : 'undeclared'}`)
    // By code point, so that the list is the same on every machine.
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

const permissionName = ({ permission }: OperationDeclaration): string => (typeof permission === 'string' ? permission : `${permission.action} ${permission.record}`);
