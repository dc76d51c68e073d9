import { Injectable, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { findRecordType } from '../records/record-registry.js';
import { operationsOf, type DeclaredOperation } from './declared-operations.js';

/** Knows every operation of the process and stops the boot when one declares nothing, or a record type there is not: forgotten means refused. */
@Injectable()
export class OperationInventory implements OnApplicationBootstrap {
  constructor(private readonly discovery: DiscoveryService) {}

  onApplicationBootstrap(): void {
    const operations = this.all();
    const undeclared = operations.filter(({ declaration }) => !declaration);
    if (undeclared.length > 0) throw new Error(`These operations declare no licence and permission (@Operation): ${told(undeclared)}`);
    const unknown = operations.filter(({ declaration }) => typeof declaration?.permission === 'object' && !findRecordType(declaration.permission.record));
    if (unknown.length > 0) throw new Error(`These operations declare a permission on a record type that does not exist: ${told(unknown)}`);
  }

  /** All operations and plain routes of the process. */
  all(): DeclaredOperation[] {
    const classes = [...this.discovery.getProviders(), ...this.discovery.getControllers()].flatMap(({ instance }) => {
      const type: unknown = instance && typeof instance === 'object' ? (instance as object).constructor : null;
      return typeof type === 'function' && type.prototype ? [type as Type] : [];
    });
    return [...new Set(classes)].flatMap(operationsOf);
  }
}

const told = (operations: readonly DeclaredOperation[]): string => operations.map(({ name, where }) => `${name} (${where})`).join(', ');
