// Answers every request with the same few bytes: what is left is what the clients themselves can do. Argument: its port.
import { createServer } from 'node:net';

const ANSWER = 'HTTP/1.1 200 OK\r\nlocation: /v1/petitions/1\r\netag: "1"\r\ncontent-length: 2\r\n\r\n{}';

createServer((socket) => {
  socket.setNoDelay();
  socket.on('data', () => socket.write(ANSWER));
  socket.on('error', () => socket.destroy());
}).listen(Number(process.argv[2]), '127.0.0.1');
