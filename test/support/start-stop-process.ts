/** Run as a process of its own: starts and stops a poller a hundred times and prints what it then still holds open. */

import { createTrackingClient } from 'parceltrail';
import { sandbox } from 'parceltrail/carriers/sandbox';
import { memoryStore } from 'parceltrail/stores/memory';

/** What node itself keeps for its output. */
const OUTPUT = new Set(['PipeWrap', 'TTYWrap', 'FSReqCallback', 'TCPSocketWrap', 'WriteWrap']);

const client = createTrackingClient({ carriers: [sandbox()], store: memoryStore() });
await client.registerMany(
  Array.from({ length: 50 }, (_, place) => ({ trackingNumber: `SANDBOX_OUT_FOR_DELIVERY_${place + 2}` })),
);
const poller = client.createPoller({ idleMs: 1 });
const { signal } = new AbortController();
for (let cycle = 0; cycle < 100; cycle += 1) {
  await poller.start({ signal });
  if (cycle % 10 === 0) await poller.tick();
  await poller.stop();
}
const held = process.getActiveResourcesInfo().filter((resource) => !OUTPUT.has(resource));
console.log(JSON.stringify({ held, stats: poller.stats() }));
