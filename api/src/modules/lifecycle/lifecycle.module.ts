import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { ActivitiesModule } from '../activities/index.js';
import { ContactsModule } from '../contacts/index.js';
import { OpportunitiesModule } from '../opportunities/index.js';
import { contactConversionRecord } from './contact-conversion.record.js';
import { ContactLifecycleHooks } from './contact-lifecycle.hooks.js';
import { Conversions } from './conversion.service.js';
import { DealLifecycleHooks } from './deal-lifecycle.hooks.js';
import { ContactFunnel } from './funnel.service.js';
import './lifecycle.de.js';
import { LifecycleLoaders } from './lifecycle-loaders.js';
import { lifecycleRuleRecord } from './lifecycle-rule.record.js';
import { LifecycleRules } from './lifecycle-rules.service.js';
import { ContactLifecycleChangeResolver, ContactLifecycleResolver, LifecycleResolver } from './lifecycle.resolver.js';

/** From lead to customer: conversion, the history of each contact's lifecycle, and the rules that move people forward. */
@Module({
  imports: [ContactsModule, OpportunitiesModule, ActivitiesModule],
  providers: [
    ...provideRecord(lifecycleRuleRecord),
    ...provideRecord(contactConversionRecord),
    ContactLifecycleHooks,
    DealLifecycleHooks,
    Conversions,
    LifecycleRules,
    ContactFunnel,
    LifecycleLoaders,
    LifecycleResolver,
    ContactLifecycleResolver,
    ContactLifecycleChangeResolver,
  ],
})
export class LifecycleModule {}
