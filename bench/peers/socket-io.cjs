// A broadcast server on the npm package socket.io: ?c=7 in the handshake joins room 7, POST /pub/7 emits to it.
// Started by the bench: node socket-io.cjs PORT NODE_MODULES
const http = require("node:http");
const path = require("node:path");

const [port, modules] = process.argv.slice(2);
const { Server } = require(path.join(modules, "socket.io"));
const { readBody } = require("./body.cjs");

const server = http.createServer(async (request, response) => {
  const room = request.url.slice(request.url.lastIndexOf("/") + 1);
  io.to(room).emit("m", JSON.parse(await readBody(request)));
  response.writeHead(204).end();
});

const io = new Server(server, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });
io.on("connection", (socket) => socket.join(String(socket.handshake.query.c)));

server.listen(Number(port), "127.0.0.1");
