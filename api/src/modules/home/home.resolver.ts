import { Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { Home, type HomePage } from './home.service.js';
import { HomeType } from './home.types.js';

@Resolver()
export class HomeResolver {
  constructor(private readonly service: Home) {}

  @Query(() => HomeType, { description: 'What the member sees first.' })
  @Operation({ module: 'crm-core', permission: 'member' })
  home(): Promise<HomePage> {
    return this.service.read();
  }
}
