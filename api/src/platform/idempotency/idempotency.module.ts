import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import './idempotency.de.js';
import { AnswerRetention } from './answer-retention.service.js';
import { OnceInterceptor } from './once.interceptor.js';

/** Mutations that may be sent again and are done once. */
@Module({ providers: [AnswerRetention, { provide: APP_INTERCEPTOR, useClass: OnceInterceptor }] })
export class IdempotencyModule {}
