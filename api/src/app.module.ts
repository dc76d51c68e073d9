import { Module } from '@nestjs/common';
import { MembersModule } from './modules/members/index.js';
import { PlatformModule } from './platform/platform.module.js';

/** The product: the platform, and one line for each domain. */
@Module({ imports: [PlatformModule, MembersModule] })
export class AppModule {}
