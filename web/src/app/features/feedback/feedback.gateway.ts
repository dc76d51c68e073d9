import { inject, Service } from '@angular/core';
import type { ErrorCode } from '@libs/contracts';
import { AppError } from '../../core/graphql/app-error.js';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import { CLIENT_HEADERS } from '../../core/graphql/session-refresh.js';
import { FeedbackListDocument, SendFeedbackDocument, SettleFeedbackDocument, type FeedbackListQuery, type FeedbackRowFragment, type SendFeedbackInput } from './operations.generated.js';

export type FeedbackRow = FeedbackRowFragment;
export type FeedbackPage = FeedbackListQuery['feedback'];

const PAGE = 30;

/** Feedback of members. Every method throws `AppError`. */
@Service()
export class FeedbackGateway {
  private readonly graphql = inject(GraphqlClient);

  async list(after: string | null): Promise<FeedbackPage> {
    return (await this.graphql.query(FeedbackListDocument, { first: PAGE, after })).feedback;
  }

  async send(input: SendFeedbackInput): Promise<FeedbackRow> {
    return (await this.graphql.mutate(SendFeedbackDocument, { input })).sendFeedback;
  }

  async settle(id: string, settled: boolean): Promise<FeedbackRow> {
    return (await this.graphql.mutate(SettleFeedbackDocument, { id, settled })).settleFeedback;
  }

  /** @returns the id that `send` takes */
  async upload(picture: File): Promise<string> {
    const response = await fetch('/files/feedback', { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream', ...CLIENT_HEADERS }, body: picture }).catch(() => null);
    if (!response) throw new AppError('UNREACHABLE', '');
    const answer = (await response.json().catch(() => ({}))) as { id?: string; error?: { code: ErrorCode; message: string; details?: Record<string, string[]> } };
    if (answer.id) return answer.id;
    throw new AppError(answer.error?.code ?? 'INTERNAL', answer.error?.message ?? '', answer.error?.details ?? {});
  }
}
