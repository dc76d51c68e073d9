import { describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import { operationLines, operationsOf } from './declared-operations.js';
import { OperationInventory } from './operation-inventory.js';
import { Operation } from './operation.decorator.js';

@Resolver()
class Forgetful {
  @Query(() => String)
  @Operation({ module: 'platform', permission: 'public' })
  remembered(): string {
    return 'yes';
  }

  @Mutation(() => String, { name: 'forgottenMutation' })
  forget(): string {
    return 'no';
  }

  @Subscription(() => String)
  forgottenStream(): string {
    return 'no';
  }
}

@Resolver()
class Mistaken {
  @Query(() => String)
  @Operation({ module: 'crm-core', permission: { record: 'spaceship', action: 'view' } })
  misnamed(): string {
    return 'no';
  }
}

@Resolver()
class Mindful {
  @Query(() => String)
  @Operation({ module: 'platform', permission: 'user' })
  remembered(): string {
    return 'yes';
  }
}

@Controller('files')
class Routes {
  @Get('open/:id')
  read(): string {
    return 'no';
  }
}

/** Starts an application with that provider. @returns why it did not start */
const boot = async (provider: new () => object): Promise<string> => {
  const module = await Test.createTestingModule({ imports: [DiscoveryModule], providers: [OperationInventory, provider] }).compile();
  return module.init().then(
    () => 'started',
    (error: Error) => error.message,
  );
};

describe('declared operations', () => {
  it('stop the boot where one is forgotten, and name it', async () => {
    const message = await boot(Forgetful);
    expect(message).toContain('forgottenMutation (Forgetful.forget)');
    expect(message).toContain('forgottenStream (Forgetful.forgottenStream)');
    expect(message).not.toContain('remembered');
  });

  it('let it start where each says something', async () => {
    expect(await boot(Mindful)).toBe('started');
  });

  it('stop the boot where the permission is about no record type there is', async () => {
    expect(await boot(Mistaken)).toContain('misnamed (Mistaken.misnamed)');
  });

  it('are found in plain routes and in what a class inherits', () => {
    class Heir extends Forgetful {}
    expect(operationLines([...operationsOf(Routes), ...operationsOf(Heir)])).toEqual([
      'Mutation forgottenMutation  undeclared',
      'Query remembered  platform  public',
      'Route /files/open/:id  undeclared',
      'Subscription forgottenStream  undeclared',
    ]);
  });
});
