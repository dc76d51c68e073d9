import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Request, Response } from 'express';

/** How long the rest of a body that nobody wants is taken in, in milliseconds, so that whoever sends it comes to read the answer. */
const LINGERING = {
  /** While something arrives. */
  most: 15_000,
  /** Since something arrived last. */
  quiet: 2_000,
};

/** Where files come in: their bodies are not read before it is known whether they are wanted, and take the time that they take. */
export const UPLOADS = /^\/files\//;

/** A client that asks whether to send its body (`Expect: 100-continue`) is told to by whoever reads an upload (`goAhead`); everything else is to come at once. */
export function answerExpectations(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!UPLOADS.test(request.url ?? '')) response.writeContinue();
    server.emit('request', request, response);
  });
}

/** Tells a client that waits for it to send its body. */
export function goAhead(request: Request): void {
  if (/100-continue/i.test(request.headers.expect ?? '')) request.res?.writeContinue();
}

/**
 * Makes an answer to a body that has not arrived the last on its connection. Closing a connection on which something arrives resets it, and the client loses the answer with it:
 * so our side is closed, what still comes is thrown away for a while, and then the connection goes.
 */
export function closeUnread(response: Response): void {
  const { req: request } = response;
  if (request.complete || response.headersSent) return;
  const { socket } = request;
  response.setHeader('connection', 'close');
  // What the server calls once it has answered for the last time on a connection.
  socket.destroySoon = () => {
    Reflect.deleteProperty(socket, 'destroySoon');
    if (request.complete) socket.destroySoon();
    else linger(request, socket);
  };
}

function linger(request: Request, socket: Socket): void {
  const end = (): void => void socket.destroy();
  const still = setTimeout(end, LINGERING.quiet);
  const whole = setTimeout(end, LINGERING.most);
  request.on('data', () => still.refresh());
  request.once('end', end).once('error', end);
  socket.once('close', () => {
    clearTimeout(still);
    clearTimeout(whole);
  });
  socket.end();
}
