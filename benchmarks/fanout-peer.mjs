// The peer of benchmarks/fanout: Node.js ws as its makers recommend it for a broadcast, each event
// encoded once, no compression. Obeys the same lines as our server: "event BYTES", "memory".
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(process.argv[2] + '/');
const { WebSocketServer, WebSocket } = require('ws');

let seq = 0;
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  path: '/ws/dashboard',
  perMessageDeflate: false,
  maxPayload: 4096,
  backlog: 1024,
});
server.on('listening', () => console.log(server.address().port));
server.on('connection', (client) => {
  client.send(JSON.stringify({ type: 'snapshot', seq, data: { timestamp: 1 } }));
});

function broadcast(bytes) {
  seq++;
  const event = { type: 'backup_complete', timestamp: Date.now(), notes: ['x'.repeat(bytes - 100)] };
  const message = Buffer.from(JSON.stringify({ type: 'events', seq, data: [event] }));
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) {
      client.send(message, { binary: false });
    }
  }
}

function memory() {
  global.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  console.log(`${heapUsed} ${external} ${rss}`);
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [word, bytes] = line.split(' ');
    if (word === 'event') {
      broadcast(Number(bytes));
    } else {
      memory();
    }
  })
  .on('close', () => process.exit(0));
