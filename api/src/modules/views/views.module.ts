import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { RecordGroups } from './record-groups.service.js';
import { SavedViewHooks } from './saved-view.hooks.js';
import { savedViewRecord } from './saved-view.record.js';
import { ViewsResolver } from './views.resolver.js';
import { Views } from './views.service.js';
import './views.de.js';

/** Views of lists that people keep and share. */
@Module({ providers: [...provideRecord(savedViewRecord, SavedViewHooks), Views, RecordGroups, ViewsResolver] })
export class ViewsModule {}
