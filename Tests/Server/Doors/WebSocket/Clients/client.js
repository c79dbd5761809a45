// Plays the part of a client with the npm package ws and reports what it saw over a connection of its own.
'use strict';
const WebSocket = require('ws');
const uri = `ws://127.0.0.1:${process.argv[2]}`;

function open(path) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(uri + path);
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_, answer) => reject(answer.statusCode));
    socket.on('error', reject);
  });
}

const once = (socket, event) => new Promise(resolve => socket.once(event, (...values) => resolve(values)));

async function main() {
  const seen = [];
  let socket = await open('/echo');
  seen.push(`extensions: ${socket.extensions.length}`);
  socket.send('gr\u00fc\u00dfe \u{1F680}');
  seen.push(`text: ${(await once(socket, 'message'))[0]}`);
  const payload = Buffer.from(Array.from({ length: 65536 }, (_, i) => i * 7 % 256));
  socket.send(payload);
  const [echoed] = await once(socket, 'message');
  seen.push(`binary: ${payload.equals(echoed) ? 'True' : 'False'}`);
  socket.send('one ', { fin: false });
  socket.send('two ', { fin: false });
  socket.send('three', { fin: true });
  seen.push(`fragments: ${(await once(socket, 'message'))[0]}`);
  socket.ping('1234');
  seen.push(`pong: ${(await once(socket, 'pong'))[0]}`);
  await new Promise(resolve => setTimeout(resolve, 1500));
  socket.close(4000, 'bye');
  seen.push(`client close: ${(await once(socket, 'close'))[0]}`);

  socket = await open('/echo');
  socket.send('close me');
  const [code, reason] = await once(socket, 'close');
  seen.push(`server close: ${code} ${reason}`);

  socket = await open('/echo');
  socket.send(Buffer.alloc(65537));
  seen.push(`too long: ${(await once(socket, 'close'))[0]}`);
  seen.push(`refused: ${await open('/missing').catch(status => status)}`);

  socket = await open('/echo');
  socket.send('report\n' + seen.join('\n'));
  await once(socket, 'message');
  socket.close();
}

main();
