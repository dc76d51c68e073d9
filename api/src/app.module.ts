import { Module } from '@nestjs/common';
import { PlatformModule } from './platform/platform.module.js';

/** The product: the platform, and one line for each domain. */
@Module({ imports: [PlatformModule] })
export class AppModule {}
