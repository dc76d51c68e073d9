import { Injectable } from '@nestjs/common';

/** Where this process is between start and end; readiness reports it, so that a load balancer looks elsewhere before requests are refused. */
@Injectable()
export class Lifecycle {
  private ending = false;

  get isEnding(): boolean {
    return this.ending;
  }

  end(): void {
    this.ending = true;
  }
}
