import { Module } from '@nestjs/common';
import { FeedbackPicturesController } from './feedback-pictures.controller.js';
import { FeedbackRetention } from './feedback-retention.service.js';
import { FeedbackResolver } from './feedback.resolver.js';
import { FeedbackBox } from './feedback.service.js';
import './feedback.de.js';

/** What members say about the product. */
@Module({ controllers: [FeedbackPicturesController], providers: [FeedbackBox, FeedbackRetention, FeedbackResolver] })
export class FeedbackModule {}
