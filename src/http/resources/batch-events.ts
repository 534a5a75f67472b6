import { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { requireBatch } from '../../issuer/batch/move-batch.ts';
import { AppError } from '../../model/problem.ts';
import { type BatchWatch, watchBatch } from '../batches/watch-batch.ts';
import type { HttpEnv } from '../http-env.ts';
import { requireScope } from '../require-scope.ts';

/** Each asks the store twice a second. Counted in this process only. */
export const MAX_EVENT_STREAMS = 50;
const RETRY_AFTER_SECONDS = 10;

let streams = 0;

/** How far a batch is, as it happens: server-sent events `progress`, and `done` when nothing goes on by itself any more. */
export const batchEvents = new Hono<HttpEnv>().get('/api/batches/:id/events', async (c) => {
  await requireScope(c, 'read');
  const { issuing, batches, log } = c.var.deps;
  const { id } = await requireBatch(issuing, c.req.param('id'));
  // Nobody reads the stream that answers a HEAD, so it would never end.
  if (c.req.method === 'HEAD') return c.body(null, 200, { 'content-type': 'text/event-stream' });
  if (streams >= MAX_EVENT_STREAMS) {
    c.header('retry-after', String(RETRY_AFTER_SECONDS));
    throw new AppError('TOO_MANY_REQUESTS', 'Too many people watch batches now. Try again a little later.');
  }
  streams++;
  // Proxies that collect what they pass on would keep it all to the end.
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    try {
      await tell(stream, {
        read: () => issuing.store.getBatch(id),
        checking: () => batches.checks.progressOf(id),
        signal: AbortSignal.any([gone.signal, batches.ending]),
      });
    } catch (err) {
      log.error({ requestId: c.var.requestId, err }, 'a stream of events broke off');
    } finally {
      streams--;
    }
  });
});

async function tell(stream: SSEStreamingApi, watch: BatchWatch): Promise<void> {
  for await (const news of watchBatch(watch)) {
    if (news === 'heartbeat') await stream.write(': still here\n\n');
    else await stream.writeSSE({ event: news.event, data: JSON.stringify(news.data) });
  }
}
