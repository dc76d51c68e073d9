import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/index.js';
import { HomeResolver } from './home.resolver.js';
import { Home } from './home.service.js';

@Module({ imports: [ActivitiesModule], providers: [Home, HomeResolver] })
export class HomeModule {}
